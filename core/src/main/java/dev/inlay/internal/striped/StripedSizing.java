package dev.inlay.internal.striped;

/**
 * The sizes of tables: from load 0.85 back to 0.53, so by three fifths when nothing was removed.
 * Averaged over sizes that is 12 bytes a slot at a load of 0.66. Growing by more copies less, and
 * takes more.
 */
final class StripedSizing {

  static final int MIN_CAPACITY = 8;

  /** The largest table, in slots. */
  static final int MAX_CAPACITY = 1 << 29;

  private StripedSizing() {}

  /** How many slots may be used, dead ones included, before a table is swept. */
  static int maxUsed(int capacity) {
    return capacity - Math.max(1, (int) (capacity * 0.15));
  }

  /** The capacity to sweep to for a number of live mappings, before any limit. */
  static long capacityFor(long live) {
    return Math.max(MIN_CAPACITY, (long) (live * 1.9));
  }

  /** The capacity to begin with, for an expected number of mappings: they fill it to 0.64. */
  static long presizedCapacityFor(long expected) {
    return Math.max(MIN_CAPACITY, expected + ((expected * 9) >>> 4) + 2);
  }

  /**
   * The least capacity that takes a number of mappings without being swept: what trimming leaves.
   */
  static long tightCapacityFor(long live) {
    return Math.max(MIN_CAPACITY, live + (live >>> 2) + 2);
  }

  /** Whether a table has become mostly empty. */
  static boolean mostlyEmpty(long live, int capacity) {
    return live < capacity >>> 3;
  }
}
