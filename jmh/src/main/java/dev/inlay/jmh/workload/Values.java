package dev.inlay.jmh.workload;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The values of a workload: boxed numbers, or numbers with a payload. All count, so that the sum
 * over a map tells whether a change was lost.
 */
final class Values {

  /** A number with a payload. */
  record Loaded(long number, byte[] payload) {}

  /** A prime, so that no round of keys is a whole number of rounds of values. */
  private static final int POOLED = 1_021;

  private static final long FIRST = 1L << 40;

  /** Adds one, as a program counts; one when there is nothing. */
  static final BiFunction<Object, Object, Object> COUNT = (key, value) -> plus(value, 1);

  /** Adds two values. */
  static final BiFunction<Object, Object, Object> SUM = (a, b) -> plus(a, number(b));

  private final int bytes;
  private final Object[] pool;

  Values(WorkloadSpec spec) {
    bytes = spec.valueBytes();
    pool = new Object[POOLED];
    for (int i = 0; i < POOLED; i++) {
      pool[i] = of(FIRST + i);
    }
  }

  /** Returns a new value. */
  Object of(long number) {
    return bytes == 0 ? (Object) number : new Loaded(number, new byte[bytes]);
  }

  Object[] pool() {
    return pool;
  }

  /** Returns a value that a function makes when the key is absent. */
  Function<Object, Object> maker() {
    Object made = pool[0];
    return key -> made;
  }

  /** What {@code compute} does: adds one, or begins with one. */
  BiFunction<Object, Object, Object> counting() {
    Object one = of(1);
    return (key, value) -> value == null ? one : plus(value, 1);
  }

  static long number(Object value) {
    return value instanceof Long number ? number : ((Loaded) value).number();
  }

  private static Object plus(Object value, long number) {
    return value instanceof Long present
        ? (Object) (present + number)
        : new Loaded(number(value) + number, ((Loaded) value).payload());
  }
}
