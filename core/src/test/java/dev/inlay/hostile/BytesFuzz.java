package dev.inlay.hostile;

/** A fuzz target: any bytes, read as a serial stream. */
public final class BytesFuzz {
  private BytesFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    StreamCheck.check(input);
  }
}
