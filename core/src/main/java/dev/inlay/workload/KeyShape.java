package dev.inlay.workload;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is learned of a key.
 *
 * @param kind one of the constants
 * @param size the length of a text; the bits that a number needs
 * @param hash of what the key holds, where that can be seen; of others the hash code
 */
record KeyShape(int kind, int size, int hash) {
  private static final int OTHER = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;
  private static final int UNSEEN = 3;

  /** Of longer texts only the ends are read, this much of each. */
  private static final int MOST_READ = 256;

  private static final long ODD = 0x9E3779B97F4A7C15L;

  static KeyShape of(@Nullable Object key) {
    if (key instanceof String text) {
      return new KeyShape(TEXT, text.length(), hash(text));
    }
    if (key instanceof Long || key instanceof Integer) {
      long number = ((Number) key).longValue();
      int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.abs(number));
      return new KeyShape(NUMBER, bits, fold(number));
    }
    if (key instanceof Double number) {
      return new KeyShape(OTHER, 0, fold(Double.doubleToLongBits(number)));
    }
    if (key instanceof UUID id) {
      long most = id.getMostSignificantBits() * ODD;
      return new KeyShape(OTHER, 0, fold((most ^ most >>> 32) + id.getLeastSignificantBits()));
    }
    if (key == null) {
      return new KeyShape(OTHER, 0, 0);
    }
    return new KeyShape(isItsHashCode(key) ? OTHER : UNSEEN, 0, key.hashCode());
  }

  /** Whether others of the class have other hash codes. */
  private static boolean isItsHashCode(Object key) {
    return key instanceof Enum
        || key instanceof Character
        || key instanceof Short
        || key instanceof Byte
        || key instanceof Float;
  }

  /** {@code String.hashCode} gives equal hashes to texts that programs do use together. */
  private static int hash(String text) {
    int length = text.length();
    if (length <= 2 * MOST_READ) {
      return fold(read(text, 0, length, length));
    }
    long ends = read(text, length - MOST_READ, length, read(text, 0, MOST_READ, length));
    return fold(ends * ODD + text.hashCode());
  }

  private static long read(String text, int from, int to, long before) {
    long hash = before;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * ODD;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /** SplitMix64's finaliser (Steele, Lea, Flood 2014), cut to 32 bits. */
  private static int fold(long number) {
    long z = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (int) (z ^ z >>> 31);
  }

  boolean isNumber() {
    return kind == NUMBER;
  }

  boolean isText() {
    return kind == TEXT;
  }

  /** Whether the key's own hash code is all that is known of it. */
  boolean isByHashCode() {
    return kind == UNSEEN;
  }
}
