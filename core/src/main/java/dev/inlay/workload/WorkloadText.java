package dev.inlay.workload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Makes the workload file of a recording. The format is described in docs/guides/workload.md. */
final class WorkloadText {

  /** What the format allows. */
  private static final int MOST_THREADS = 1_024;

  private static final int MOST_LENGTH = 1_000;
  private static final int MOST_KEYS_AT_ONCE = 1_000;
  private static final int MOST_DECIMALS = 15;

  /** How many keys a replay needs more than twice the entries, and how many have one character. */
  private static final int SPARE_KEYS = 1_024;

  private static final int SPARE_KEYS_OF_A_THREAD = 16;
  private static final int KEYS_OF_ONE_CHARACTER = 1 << 15;

  /** With fewer uses of keys nothing is said about their distribution. */
  private static final int LEAST_USES = 100;

  /** Ids of which this share is there are dense. */
  private static final int DENSE = 4;

  /** With fewer keys to a hash code nothing is said of collisions. */
  private static final double COLLIDING = 1.05;

  /** With more, hash codes tell nothing of how keys are used. */
  private static final double HIDING = 1.25;

  /** With more, those keys are the nearest of which 16 have each hash code. */
  private static final double MANY_COLLIDING = 4;

  private static final double[] FRACTIONS = {0, 0.0001, 0.001, 0.01, 0.1};
  private static final String[] FRACTION_FIELDS = {
    "hot.key", "hot.0.01%", "hot.0.1%", "hot.1%", "hot.10%"
  };

  private final Recording recording;
  private final int every;
  private final Optional<HashCodes> hashCodes;
  private final StringBuilder text = new StringBuilder();

  WorkloadText(Tape tape) {
    recording = tape.recording();
    every = tape.every();
    hashCodes = tape.hashCodes();
    recording.noteSize(sizeOf(tape));
  }

  /** Returns the size now, or the last one that is known when the map fails to tell it. */
  private static long sizeOf(Tape tape) {
    try {
      return Math.max(0, tape.size());
    } catch (RuntimeException e) {
      SizeCurve known = tape.recording().sizes();
      return known.isEmpty() ? 0 : known.last();
    }
  }

  String text() {
    Cell.Totals totals = recording.totals();
    SizeCurve curve = recording.sizes();
    double[] counts = counts(totals, curve);
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
    comment("size over the operations: %s", curve.describe());
    double replayed = operations - counts[Operation.CLEAR.index()];
    SizePlan plan =
        SizePlan.of(curve, replayed, insertions(counts), counts[Operation.REMOVE_HIT.index()]);
    size(plan);
    long threads = threads();
    keyType(totals, plan, threads);
    distribution(totals, plan.keys());
    operations(counts, operations, totals);
    return text.toString();
  }

  /** Returns how often each operation came, estimated. */
  private double[] counts(Cell.Totals totals, SizeCurve curve) {
    double[] counts = new double[Operation.values().length];
    for (Operation operation : Operation.values()) {
      counts[operation.index()] =
          operation.onWholeMap()
              ? recording.counted(operation)
              : (double) totals.count(operation) * every;
    }
    counts[Operation.ITERATE.index()] += (double) recording.visited() / Math.max(1, curve.median());
    return counts;
  }

  private static double insertions(double[] counts) {
    return Arrays.stream(Operation.values())
        .filter(Operation::inserts)
        .mapToDouble(operation -> counts[operation.index()])
        .sum();
  }

  private void size(SizePlan plan) {
    if (!plan.remark().isEmpty()) {
      comment("%s", plan.remark());
    }
    field("entries", Long.toString(plan.entries()));
    if (plan.growth() > 0) {
      field("growth", Long.toString(plan.growth()));
    }
  }

  /** No more threads meet in a map at one moment than there are cores. */
  private long threads() {
    long seen = recording.threads();
    long cores = Runtime.getRuntime().availableProcessors();
    long threads = Math.max(1, Math.min(MOST_THREADS, Math.min(seen, cores)));
    field("threads", Long.toString(threads));
    field("threads.seen", Long.toString(seen));
    return threads;
  }

  private void keyType(Cell.Totals totals, SizePlan plan, long threads) {
    collisions(totals);
    if (keysPerCode() >= MANY_COLLIDING) {
      field("key.type", "colliding");
    } else if (totals.texts > 0 && totals.texts >= Math.max(totals.numbers, totals.others())) {
      field("key.type", "string");
      field("key.length", Long.toString(keyLength(totals, plan, threads)));
    } else if (totals.numbers >= totals.others()) {
      boolean dense = totals.mostBits < 62 && 1L << totals.mostBits <= DENSE * plan.keys();
      field("key.type", dense ? "dense" : "long");
    } else {
      field("key.type", "user");
    }
  }

  private static long keyLength(Cell.Totals totals, SizePlan plan, long threads) {
    long length = Math.round((double) totals.textLength / totals.texts);
    long needed = 2 * plan.most() + SPARE_KEYS_OF_A_THREAD * threads + SPARE_KEYS;
    return Math.max(needed > KEYS_OF_ONE_CHARACTER ? 2 : 1, Math.min(MOST_LENGTH, length));
  }

  /** Returns how many keys there are to a hash code; 1 when that is not known. */
  private double keysPerCode() {
    return hashCodes.map(HashCodes::keysPerCode).orElse(1.0);
  }

  private void collisions(Cell.Totals totals) {
    if (keysPerCode() >= COLLIDING) {
      HashCodes codes = hashCodes.orElseThrow();
      comment("%,d keys had %,d different hash codes.", codes.keys(), codes.different());
    }
    if (totals.byHashCode > 0 && hashCodes.isEmpty()) {
      comment("Keys whose hash codes are equal count as one key here; whether there are such");
      comment("is not known, so use may be less uneven than it is said to be.");
    } else if (totals.byHashCode > 0 && keysPerCode() >= COLLIDING) {
      comment("They count as one key each, so use is less uneven than it looks.");
    }
  }

  private void distribution(Cell.Totals totals, long keys) {
    KeySketch sketch = recording.sketch();
    if (sketch.uses() < LEAST_USES) {
      comment("Too few uses of present keys were sampled to tell how they are distributed.");
      field("distribution", "uniform");
      return;
    }
    if (2 * totals.byHashCode > totals.keys && keysPerCode() >= HIDING) {
      comment("Hash codes do not tell these keys apart: how they are used is not known.");
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
      comment("No operation was recorded yet: there is nothing to replay.");
    }
  }

  /** Returns a percentage of four digits that count. */
  private static String percent(double share) {
    return new BigDecimal(100 * share)
        .round(new MathContext(4))
        .setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
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
