package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.KeyKind;

/** Makes the keys of a workload: those of {@link KeyKind}, and strings of any length. */
final class WorkloadKeys {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final double BITS_PER_DIGIT = Math.log(36) / Math.log(2);
  private static final int MOST_BITS = 62;

  /** Shorter strings are of capital letters, and of as many others as it takes. */
  private static final int LEAST_OF_DIGITS = 6;

  private static final char FIRST_LETTER = '@';
  private static final int BITS_OF_LETTERS = 5;
  private static final int MOST_BITS_OF_A_CHARACTER = 15;

  /** A thread inserts and removes so many keys in turns at least. */
  static final int LEAST_LANE = 16;

  /** So many keys there must be that are never in the map. */
  private static final int LEAST_ABSENT = 1_024;

  private final KeyKind kind;
  private final int length;
  private final int bitsPerCharacter;

  /** Takes the workload, and how many keys of it would be best. */
  WorkloadKeys(WorkloadSpec spec, long wanted) {
    kind = spec.keys();
    length = spec.keyLength();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(wanted);
    bitsPerCharacter =
        Math.max(BITS_OF_LETTERS, Math.min(MOST_BITS_OF_A_CHARACTER, (bits + length - 1) / length));
  }

  /** Returns how many different keys there are of a kind. */
  static long most(KeyKind kind, int length) {
    return kind == KeyKind.STRING ? 1L << bits(length, MOST_BITS_OF_A_CHARACTER) : Long.MAX_VALUE;
  }

  /** Returns how many different keys a replay needs at least. */
  static long needed(WorkloadSpec spec, int threads) {
    return 2L * spec.mostEntries() + (long) LEAST_LANE * threads + LEAST_ABSENT;
  }

  /** Returns how many different keys there are. */
  long count() {
    return kind == KeyKind.STRING ? 1L << bits(length, bitsPerCharacter) : Long.MAX_VALUE;
  }

  private static int bits(int length, int bitsPerCharacter) {
    return (int)
        Math.min(
            MOST_BITS,
            length < LEAST_OF_DIGITS ? length * bitsPerCharacter : length * BITS_PER_DIGIT);
  }

  /** Returns a new key; equal ids give equal keys, and others do not. */
  Object key(long id) {
    if (kind != KeyKind.STRING || length == WorkloadSpec.DEFAULT_KEY_LENGTH) {
      return kind.key(id);
    }
    long rest = scattered(id, bits(length, bitsPerCharacter));
    char[] text = new char[length];
    if (length < LEAST_OF_DIGITS) {
      for (int i = length - 1; i >= 0; i--) {
        text[i] = (char) (FIRST_LETTER + (rest & (1L << bitsPerCharacter) - 1));
        rest >>>= bitsPerCharacter;
      }
      return new String(text);
    }
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
