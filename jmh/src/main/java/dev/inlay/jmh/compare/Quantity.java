package dev.inlay.jmh.compare;

import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * What is read off an iteration.
 *
 * @param name what it is, for headings
 * @param unit its unit, for headings
 * @param better which direction is better
 * @param metric where a result file has it: empty for the score, {@link #PERCENTILE_METRIC}, or the
 *     label of a figure besides the score
 * @param reader reads it off JMH's result
 */
record Quantity(
    String name,
    String unit,
    Better better,
    String metric,
    ToDoubleFunction<IterationResult> reader) {

  /** Which direction is better. */
  enum Better {
    HIGHER,
    LOWER,
    /** A figure to look at, for which no ratio is shown. */
    NEITHER
  }

  /** The percentile of {@link Measure#LATENCY}. */
  static final double PERCENTILE = 99;

  /** Names that percentile. */
  static final String PERCENTILE_METRIC = "p99";

  private static final String SCORE_METRIC = "";

  /** Million operations per second: JMH's operations per microsecond. */
  static final Quantity THROUGHPUT =
      new Quantity("throughput", "M op/s", Better.HIGHER, SCORE_METRIC, Quantity::score);

  /** The 99th percentile of sampled operations. */
  static final Quantity LATENCY =
      new Quantity(
          "p99 of one operation",
          "ns",
          Better.LOWER,
          PERCENTILE_METRIC,
          iteration -> iteration.getPrimaryResult().getStatistics().getPercentile(PERCENTILE));

  /** A percentile of the times of sampled operations. */
  static Quantity percentile(double percentile) {
    return new Quantity(
        "time of one operation",
        "ns",
        Better.LOWER,
        percentileName(percentile),
        iteration -> iteration.getPrimaryResult().getStatistics().getPercentile(percentile));
  }

  /** Returns "p99", or "p99.9". */
  static String percentileName(double percentile) {
    boolean whole = percentile == Math.rint(percentile);
    return "p" + (whole ? Integer.toString((int) percentile) : Double.toString(percentile));
  }

  /** A time that a benchmark measured in the given unit. */
  static Quantity time(String unit) {
    return new Quantity("time", unit, Better.LOWER, SCORE_METRIC, Quantity::score);
  }

  /** A figure that a benchmark published besides its time. */
  static Quantity figure(String label, String name, String unit, Better better) {
    return new Quantity(name, unit, better, label, iteration -> figure(iteration, label));
  }

  /**
   * Returns how many times better than the baseline a value is: more than 1 is better, whatever is
   * measured.
   */
  double ratio(double value, double baseline) {
    return better == Better.LOWER ? baseline / value : value / baseline;
  }

  /** Returns name and unit: columns that share them stand in one table. */
  String heading() {
    return name + ", " + unit;
  }

  private static double score(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }

  private static double figure(IterationResult iteration, String label) {
    Result<?> result = iteration.getSecondaryResults().get(label);
    return result == null ? Double.NaN : result.getScore();
  }
}
