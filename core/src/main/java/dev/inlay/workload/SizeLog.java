package dev.inlay.workload;

import java.util.Arrays;

/** The size of a map over time, at a resolution that gets coarser as time goes on. */
final class SizeLog {
  private static final int LENGTH = 256;

  /** As a share of all time, what asking for the size may take at most. */
  private static final long COST = 1_000;

  private final long[] sizes = new long[LENGTH];
  private int count;
  private int stride = 1;
  private int skipped;
  private long intervalNanos = 1_000_000_000L;
  private long next;

  static long bytes() {
    return LENGTH * (long) Long.BYTES + 80;
  }

  /** Returns whether it is time to ask for the size; the one who is told so must ask. */
  synchronized boolean isDue(long now) {
    if (count > 0 && now - next < 0) {
      return false;
    }
    next = now + intervalNanos;
    return true;
  }

  /** Adds a size, and how long it took to get it. */
  synchronized void add(long size, long nanos) {
    intervalNanos = Math.max(intervalNanos, nanos * COST);
    if (++skipped < stride) {
      return;
    }
    skipped = 0;
    if (count == LENGTH) {
      for (int i = 0; i < LENGTH / 2; i++) {
        sizes[i] = sizes[2 * i];
      }
      count = LENGTH / 2;
      stride *= 2;
    }
    sizes[count++] = size;
  }

  /** Adds a size whatever the resolution, as the last one. */
  synchronized void addLast(long size) {
    skipped = stride;
    add(size, 0);
  }

  /** Returns the sizes in their order. */
  synchronized long[] sizes() {
    return Arrays.copyOf(sizes, count);
  }
}
