package dev.inlay.hostile;

/** Decisions made of the fuzzer's bytes; zeros when they have run out. */
public final class FuzzBytes {
  private final byte[] bytes;
  private int at;

  /** Begins with the first byte. */
  public FuzzBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether all bytes were used. */
  public boolean isEmpty() {
    return at >= bytes.length;
  }

  /** A number from 0 to 255. */
  public int next() {
    return isEmpty() ? 0 : bytes[at++] & 0xFF;
  }

  /** A number from 0 on that is less than {@code bound}, which is at most 256. */
  public int below(int bound) {
    return next() % bound;
  }

  /** A number of four bytes. */
  public int number() {
    return next() << 24 | next() << 16 | next() << 8 | next();
  }
}
