package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.KeyKind;

/** Makes the keys of a workload: those of {@link KeyKind}, and strings of any length. */
final class WorkloadKeys {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final double BITS_PER_DIGIT = Math.log(36) / Math.log(2);
  private static final int MOST_BITS = 62;

  private final KeyKind kind;
  private final int length;

  WorkloadKeys(WorkloadSpec spec) {
    kind = spec.keys();
    length = spec.keyLength();
  }

  /** Returns how many different keys there are of a kind. */
  static long most(KeyKind kind, int length) {
    return kind == KeyKind.STRING ? 1L << bits(length) : Long.MAX_VALUE;
  }

  private static int bits(int length) {
    return (int) Math.min(MOST_BITS, length * BITS_PER_DIGIT);
  }

  /** Returns a new key; equal ids give equal keys, and others do not. */
  Object key(long id) {
    if (kind != KeyKind.STRING || length == WorkloadSpec.DEFAULT_KEY_LENGTH) {
      return kind.key(id);
    }
    long rest = scattered(id, bits(length));
    char[] text = new char[length];
    for (int i = length - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest % 36));
      rest /= 36;
    }
    return new String(text);
  }

  /** A bijection of the numbers of so many bits. */
  private static long scattered(long id, int bits) {
    long mask = (1L << bits) - 1;
    int shift = (bits + 1) / 2;
    long z = id * 0x9E3779B97F4A7C15L & mask;
    z = (z ^ z >>> shift) * 0xBF58476D1CE4E5B9L & mask;
    return z ^ z >>> shift;
  }
}
