package dev.inlay.jmh.compare;

import java.util.OptionalInt;

/** How large a heap must be that the collector is not what is measured. */
final class HeapSize {
  private static final int MIN_MEGABYTES = 1_024;

  /**
   * Entry, key, value and probe of the largest key type in the largest map, three times over for
   * the collector.
   */
  private static final long BYTES_PER_ENTRY = 700;

  private HeapSize() {}

  /** Returns the heap that the user chose, or one for a map of that size. */
  static int megabytes(OptionalInt chosen, int entries) {
    return chosen.orElse((int) Math.max(MIN_MEGABYTES, entries * BYTES_PER_ENTRY >> 20));
  }
}
