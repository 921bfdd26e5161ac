package dev.inlay.workload;

import java.util.Arrays;

/** Samples of some of the threads, until they go on to the {@link KeySketch}. */
final class Cell {
  private static final int PENDING = 128;

  private final long[] counts = new long[Operation.values().length];
  private final int[] pending = new int[PENDING];
  private int pendingCount;
  private long keys;
  private long numbers;
  private long texts;
  private long textLength;
  private int mostBits;

  /** Returns about how many bytes a cell takes. */
  static long bytes() {
    return Operation.values().length * (long) Long.BYTES + PENDING * Integer.BYTES + 104L;
  }

  /** Adds a sampled operation; returns whether it is time to look at clock and size. */
  synchronized boolean add(Operation operation, int hashCode, KeyShape shape, KeySketch sketch) {
    counts[operation.index()]++;
    keys++;
    if (shape.isNumber()) {
      numbers++;
      mostBits = Math.max(mostBits, shape.size());
    } else if (shape.isText()) {
      texts++;
      textLength += shape.size();
    }
    if (!operation.onPresentKey()) {
      return keys % PENDING == 0;
    }
    pending[pendingCount++] = hashCode;
    if (pendingCount == PENDING) {
      flush(sketch);
      return true;
    }
    return keys % PENDING == 0;
  }

  /** Adds what one sampled call does many times. */
  synchronized void add(Operation operation, long times) {
    counts[operation.index()] += times;
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
    totals.numbers += numbers;
    totals.texts += texts;
    totals.textLength += textLength;
    totals.mostBits = Math.max(totals.mostBits, mostBits);
  }

  /** The figures of all cells. */
  static final class Totals {
    final long[] counts = new long[Operation.values().length];
    long keys;
    long numbers;
    long texts;
    long textLength;
    int mostBits;

    long count(Operation operation) {
      return counts[operation.index()];
    }
  }
}
