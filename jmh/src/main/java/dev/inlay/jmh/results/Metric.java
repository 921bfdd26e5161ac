package dev.inlay.jmh.results;

import java.util.Set;

/**
 * One of the figures that a benchmark gives.
 *
 * @param label what distinguishes it: empty for the score, a percentile such as {@code p99} of
 *     sampled times, or the label of a figure that the benchmark published itself
 * @param unit its unit
 * @param better which direction is better
 * @param counted whether it is counted, not timed: every run gives the same, but for rounding
 */
public record Metric(String label, String unit, Better better, boolean counted) {

  /** Which direction is better. */
  public enum Better {
    /** As of operations per second. */
    HIGHER,
    /** As of times and bytes. */
    LOWER,
    /** A figure to look at only. */
    NEITHER
  }

  private static final Set<String> COUNTED = Set.of("B", "B/op");
  private static final Set<String> TIMES = Set.of("ns", "us", "ms", "s");

  /** What JMH's profiler of the collector says of an operation. */
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private static final String PROFILER_OF_COLLECTOR = "gc.";

  /** The score of a benchmark in one of JMH's modes. */
  static Metric score(String mode, String unit) {
    boolean throughput = mode.equals("thrpt");
    return new Metric("", Units.readable(unit), throughput ? Better.HIGHER : Better.LOWER, false);
  }

  /** A percentile of sampled times. */
  static Metric percentile(String label, String unit) {
    return new Metric(label, Units.readable(unit), Better.LOWER, false);
  }

  /** A figure that a benchmark or a profiler published besides the score. */
  static Metric secondary(String label, String unit) {
    if (label.equals(ALLOCATION)) {
      return new Metric(label, Units.readable(unit), Better.LOWER, false);
    }
    boolean watched = label.startsWith(PROFILER_OF_COLLECTOR);
    boolean counted = COUNTED.contains(unit) && !watched;
    boolean lower = counted || (TIMES.contains(unit) && !watched);
    return new Metric(label, Units.readable(unit), lower ? Better.LOWER : Better.NEITHER, counted);
  }

  /**
   * Tells whether one direction is better.
   *
   * @return false for what is only to look at
   */
  public boolean directed() {
    return better != Better.NEITHER;
  }

  /**
   * Tells whether these are bytes, which do not depend on how fast the machine is.
   *
   * @return whether they are
   */
  public boolean bytes() {
    return unit.equals("B");
  }

  /** Tells whether a benchmark published this in place of its score. */
  boolean ofBenchmark() {
    return directed() && !label.startsWith(PROFILER_OF_COLLECTOR);
  }

  /**
   * Returns how many times better one value is than another: more than 1 is better, whatever is
   * measured.
   *
   * @param value the one
   * @param other the other
   * @return the ratio
   */
  public double timesBetter(double value, double other) {
    return better == Better.LOWER ? other / value : value / other;
  }
}
