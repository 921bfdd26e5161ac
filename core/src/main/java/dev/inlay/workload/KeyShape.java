package dev.inlay.workload;

import org.jspecify.annotations.Nullable;

/**
 * What is learned of a key besides its hash code.
 *
 * @param kind one of the constants
 * @param size the length of a text; the bits that a number needs
 */
record KeyShape(int kind, int size) {
  private static final int OTHER = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private static final KeyShape OF_OTHERS = new KeyShape(OTHER, 0);

  static KeyShape of(@Nullable Object key) {
    if (key instanceof CharSequence text) {
      return key instanceof String ? new KeyShape(TEXT, text.length()) : OF_OTHERS;
    }
    if (key instanceof Long || key instanceof Integer) {
      long number = ((Number) key).longValue();
      return new KeyShape(NUMBER, Long.SIZE - Long.numberOfLeadingZeros(Math.abs(number)));
    }
    return OF_OTHERS;
  }

  boolean isNumber() {
    return kind == NUMBER;
  }

  boolean isText() {
    return kind == TEXT;
  }
}
