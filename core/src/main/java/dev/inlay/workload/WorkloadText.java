package dev.inlay.workload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;

/** Makes the workload file of a recording. The format is described in docs/guides/workload.md. */
final class WorkloadText {

  /** What the format allows. */
  private static final long MOST_ENTRIES = 50_000_000;

  private static final int MOST_THREADS = 1_024;
  private static final int MOST_LENGTH = 1_000;
  private static final int MOST_KEYS_AT_ONCE = 1_000;

  /** With fewer uses of keys nothing is said about their distribution. */
  private static final int LEAST_USES = 100;

  /** A map that keeps so much of what is inserted grows; others come and go. */
  private static final double GROWING = 0.5;

  /** Ids of which this share is there are dense. */
  private static final int DENSE = 4;

  private static final double[] FRACTIONS = {0, 0.0001, 0.001, 0.01, 0.1};
  private static final String[] FRACTION_FIELDS = {
    "hot.key", "hot.0.01%", "hot.0.1%", "hot.1%", "hot.10%"
  };

  private final Recording recording;
  private final int every;
  private final long size;
  private final StringBuilder text = new StringBuilder();

  WorkloadText(Tape tape) {
    recording = tape.recording();
    every = tape.every();
    size = sizeOf(tape);
    recording.noteSize(size);
  }

  /** Returns the size now, or the last one that is known when the map fails to tell it. */
  private static long sizeOf(Tape tape) {
    try {
      return Math.max(0, tape.size());
    } catch (RuntimeException e) {
      long[] known = tape.recording().sizes();
      return known.length == 0 ? 0 : known[known.length - 1];
    }
  }

  String text() {
    Cell.Totals totals = recording.totals();
    double[] counts = counts(totals);
    double operations = Arrays.stream(counts).sum();
    comment("Recorded by dev.inlay.workload.Recorder; docs/guides/workload.md explains it.");
    comment(
        "About %,.0f operations were seen; of those on keys, 1 in %,d was sampled: %,d samples.",
        operations, every, totals.keys);
    long dropped = recording.dropped();
    if (dropped > 0) {
      comment("%,d samples were dropped, as recording them failed.", dropped);
    }
    field("format", "1");
    long inserts = Math.round(insertions(counts));
    long keys = sizes(inserts);
    threads();
    keyType(totals, keys);
    distribution(keys);
    operations(counts, operations, totals);
    return text.toString();
  }

  /** Returns how often each operation came, estimated. */
  private double[] counts(Cell.Totals totals) {
    double[] counts = new double[Operation.values().length];
    for (Operation operation : Operation.values()) {
      counts[operation.index()] =
          operation.onWholeMap()
              ? recording.counted(operation)
              : (double) totals.count(operation) * every;
    }
    return counts;
  }

  private static double insertions(double[] counts) {
    return Arrays.stream(Operation.values())
        .filter(Operation::inserts)
        .mapToDouble(operation -> counts[operation.index()])
        .sum();
  }

  /** Writes size and growth; returns how many keys there are to choose from. */
  private long sizes(long inserts) {
    long[] sizes = recording.sizes();
    long start = Math.max(0, sizes[0]);
    long gained = size - start;
    comment("size over time: %s", describe(sizes));
    if (gained > 0 && gained >= GROWING * inserts && gained >= start / 10) {
      field("entries", Long.toString(Math.min(MOST_ENTRIES, start)));
      field("growth", Long.toString(Math.min(MOST_ENTRIES, gained)));
      return Math.max(1, size);
    }
    long[] sorted = sizes.clone();
    Arrays.sort(sorted);
    long median = sorted[sorted.length / 2];
    field("entries", Long.toString(Math.max(1, Math.min(MOST_ENTRIES, median))));
    return Math.max(1, median);
  }

  private static String describe(long[] sizes) {
    int shown = Math.min(9, sizes.length);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      int at = shown == 1 ? 0 : (int) ((long) i * (sizes.length - 1) / (shown - 1));
      line.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%,d", sizes[at]));
    }
    return line.toString();
  }

  /** No more threads meet in a map at one moment than there are cores. */
  private void threads() {
    long seen = recording.threads();
    long cores = Runtime.getRuntime().availableProcessors();
    field("threads", Long.toString(Math.max(1, Math.min(MOST_THREADS, Math.min(seen, cores)))));
    field("threads.seen", Long.toString(seen));
  }

  private void keyType(Cell.Totals totals, long keys) {
    long others = totals.keys - totals.numbers - totals.texts;
    if (totals.texts > 0 && totals.texts >= Math.max(totals.numbers, others)) {
      field("key.type", "string");
      long length = Math.round((double) totals.textLength / totals.texts);
      field("key.length", Long.toString(Math.max(1, Math.min(MOST_LENGTH, length))));
    } else if (totals.numbers >= others) {
      boolean dense = totals.mostBits < 62 && 1L << totals.mostBits <= DENSE * keys;
      field("key.type", dense ? "dense" : "long");
    } else {
      field("key.type", "user");
    }
  }

  private void distribution(long keys) {
    KeySketch sketch = recording.sketch();
    if (sketch.uses() < LEAST_USES) {
      comment("Too few uses of present keys were sampled to tell how they are distributed.");
      field("distribution", "uniform");
      return;
    }
    field("distribution", "histogram");
    double[] shares = sketch.hottest(keys, FRACTIONS);
    for (int i = 0; i < shares.length; i++) {
      field(FRACTION_FIELDS[i], percent(shares[i]));
    }
  }

  private void operations(double[] counts, double operations, Cell.Totals totals) {
    double replayed = operations - counts[Operation.CLEAR.index()];
    for (Operation operation : Operation.values()) {
      double count = counts[operation.index()];
      if (count > 0 && operation == Operation.CLEAR) {
        comment("clear() ran %,.0f times; that is not replayed.", count);
      } else if (count > 0) {
        field("op." + operation.label(), percent(count / replayed));
      }
    }
    long batches = totals.count(Operation.GET_ALL);
    if (batches > 0) {
      long batch = Math.round((double) recording.getAllKeys() / batches);
      field("getAll.keys", Long.toString(Math.max(1, Math.min(MOST_KEYS_AT_ONCE, batch))));
    }
    if (replayed <= 0) {
      comment("No operation was recorded yet.");
    }
  }

  /** Returns a percentage of four digits that count. */
  private static String percent(double share) {
    return new BigDecimal(100 * share)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void comment(String format, Object... arguments) {
    text.append("# ").append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private void field(String name, String value) {
    text.append(name).append(" = ").append(value).append('\n');
  }
}
