package dev.inlay.workload;

import java.util.Arrays;

/** Samples of some of the threads, until they go on to the {@link KeySketch}. */
class Cell {
  private static final int PENDING = 128;

  private final long[] counts = new long[Operation.values().length];
  private final int[] pending = new int[PENDING];
  private int pendingCount;
  private long samples;
  private long samplesTold;
  private long keys;
  private long byHashCode;
  private long numbers;
  private long texts;
  private long textLength;
  private int mostBits;

  /** Returns about how many bytes a cell takes. */
  static long bytes() {
    return Operation.values().length * (long) Long.BYTES + PENDING * Integer.BYTES + 128L;
  }

  /**
   * Adds a sampled operation. Returns 0, or when it is time to look at the size, how many samples
   * came since it was so last.
   */
  synchronized long add(Operation operation, int hash, KeyShape shape, KeySketch sketch) {
    return addUnguarded(operation, hash, shape, sketch);
  }

  /** As {@link #add(Operation, int, KeyShape, KeySketch)}, by one thread at a time. */
  final long addUnguarded(Operation operation, int hash, KeyShape shape, KeySketch sketch) {
    counts[operation.index()]++;
    keys++;
    if (shape.isNumber()) {
      numbers++;
      mostBits = Math.max(mostBits, shape.size());
    } else if (shape.isText()) {
      texts++;
      textLength += shape.size();
    }
    byHashCode += shape.isByHashCode() ? 1 : 0;
    if (operation.onPresentKey()) {
      pending[pendingCount++] = hash;
      if (pendingCount == PENDING) {
        flush(sketch);
      }
    }
    return told(1);
  }

  /** Adds what one sampled call does many times; returns the same. */
  synchronized long add(Operation operation, long times) {
    counts[operation.index()] += times;
    return told(times);
  }

  /** Looks often at the start, when a few samples may be all that come. */
  private long told(long more) {
    samples += more;
    long untold = samples - samplesTold;
    return untold >= Math.min(PENDING, samplesTold) ? takeUntold() : 0;
  }

  /** Returns how many samples came since this was told last. */
  synchronized long takeUntold() {
    long untold = samples - samplesTold;
    samplesTold = samples;
    return untold;
  }

  synchronized void flush(KeySketch sketch) {
    int count = pendingCount;
    pendingCount = 0;
    sketch.add(pending, count);
  }

  /** Adds this cell's figures to others. */
  synchronized void addTo(Totals totals) {
    Arrays.setAll(totals.counts, i -> totals.counts[i] + counts[i]);
    totals.keys += keys;
    totals.byHashCode += byHashCode;
    totals.numbers += numbers;
    totals.texts += texts;
    totals.textLength += textLength;
    totals.mostBits = Math.max(totals.mostBits, mostBits);
  }

  /** The figures of all cells. */
  static final class Totals {
    final long[] counts = new long[Operation.values().length];
    long keys;
    long byHashCode;
    long numbers;
    long texts;
    long textLength;
    int mostBits;

    long others() {
      return keys - numbers - texts;
    }

    long count(Operation operation) {
      return counts[operation.index()];
    }
  }
}
