package dev.inlay.internal.table;

/**
 * The sizes of flat tables: any capacity is possible, as home slots are scaled rather than masked.
 *
 * <p>A table is rebuilt when {@link #maxUsed} slots are used, for {@link #capacityFor} its live
 * mappings: from load 0.75 back to 0.5, thus by half when nothing was removed. Averaged over sizes
 * that is 9 bytes a slot at load 0.61.
 */
public final class TableSizing {

  /** The smallest table, in slots. */
  public static final int MIN_CAPACITY = 8;

  /** The largest table, in slots: two references a slot must fit one array. */
  public static final int MAX_CAPACITY = (Integer.MAX_VALUE - 8) / 2;

  private TableSizing() {}

  /**
   * Returns how many slots of a table may be used (live or dead) before it is rebuilt; leaves at
   * least one empty.
   */
  public static int maxUsed(int capacity) {
    return capacity - Math.max(1, capacity >>> 2);
  }

  /** Returns the capacity to rebuild to for a number of live mappings, before any limit. */
  public static long capacityFor(int live) {
    return Math.max(MIN_CAPACITY, 2L * live);
  }

  /** Returns the least capacity that holds a number of mappings without being rebuilt. */
  public static long tightCapacityFor(long live) {
    return Math.max(MIN_CAPACITY, (live * 4 + 2) / 3 + 1);
  }

  /** Tells whether a table has become mostly empty, so that it should shrink. */
  public static boolean mostlyEmpty(int live, int capacity) {
    return live < capacity >>> 3;
  }
}
