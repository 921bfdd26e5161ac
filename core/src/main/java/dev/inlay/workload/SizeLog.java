package dev.inlay.workload;

import java.util.Arrays;

/**
 * The size of a map over the samples that are taken of its operations, at a resolution that gets
 * coarser as they become many.
 */
final class SizeLog {
  private static final int LENGTH = 256;

  /** As a share of all time, what asking for the size may take at most. */
  private static final long COST = 1_000;

  private final long[] sizes = new long[LENGTH];
  private final long[] places = new long[LENGTH];
  private int count;
  private long place;
  private long stride = 1;
  private long next;
  private long lastNanos;

  static long bytes() {
    return 2L * LENGTH * Long.BYTES + 104;
  }

  /**
   * Goes on by some samples. Returns whether it is time to ask for the size; the one who is told so
   * must ask.
   */
  synchronized boolean isDue(long now, long samples) {
    place += samples;
    if (count == 0) {
      return true;
    }
    if (now - next < 0 || place - places[count - 1] < stride) {
      return false;
    }
    next = now + COST * COST; // a millisecond, in which one thread asks and no other does
    return true;
  }

  /**
   * Adds a size, when it was known, and how long it took to get it. A thread that lost its
   * processor meanwhile says little of that, so the shorter one of two counts.
   */
  synchronized void add(long size, long now, long nanos) {
    next = now + Math.min(nanos, lastNanos) * COST;
    lastNanos = nanos;
    append(size);
  }

  private void append(long size) {
    if (count == LENGTH) {
      for (int i = 0; i < LENGTH / 2; i++) {
        sizes[i] = sizes[2 * i];
        places[i] = places[2 * i];
      }
      count = LENGTH / 2;
      stride = Math.max(1, place / count);
    }
    sizes[count] = size;
    places[count++] = place;
  }

  /** Adds a size after more samples, as the last one. */
  synchronized void addLast(long size, long samples) {
    place += samples;
    if (count > 1 && places[count - 1] == place) {
      count--;
    }
    append(size);
  }

  /** Returns the sizes in their order, of which there may be none. */
  synchronized SizeCurve curve() {
    return new SizeCurve(Arrays.copyOf(sizes, count), Arrays.copyOf(places, count));
  }
}
