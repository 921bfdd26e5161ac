package dev.inlay.jmh.bench;

/**
 * The values that benchmarks write.
 *
 * <p>Consecutive writes to one key store different instances, because some maps skip a write of the
 * very instance that is there already: the pool's length is a prime, so that no round of probes is
 * a whole number of rounds of values. Pooled, because allocation is not what these benchmarks
 * measure.
 */
final class ValuePool {

  /** Entries are filled with the id of their key; pooled values are larger than any id. */
  private static final long FIRST_VALUE = 1L << 40;

  private static final int LENGTH = 1_021;

  private ValuePool() {}

  /** Returns a new pool. */
  static Long[] create() {
    Long[] values = new Long[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = FIRST_VALUE + i;
    }
    return values;
  }

  /**
   * Returns an equal value that is another instance: one beyond the cache of {@code Long.valueOf}.
   */
  static Long copy(Long value) {
    return Long.valueOf(value.longValue());
  }

  /** Tells whether the value came from a pool, or is a copy of one that did. */
  static boolean contains(long value) {
    return value >= FIRST_VALUE && value < FIRST_VALUE + LENGTH;
  }
}
