package dev.inlay.jmh.compare;

import java.util.Arrays;

/**
 * A median with the extremes around it.
 *
 * @param median the middle value, or the mean of the two middle ones
 * @param min the least
 * @param max the greatest
 * @param count of how many values
 */
public record Spread(double median, double min, double max, int count) {

  /**
   * Summarises values.
   *
   * @param values at least one value
   * @return their spread
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /**
   * Tells whether every value is on the same side of 1 as the median: whether runs agree on who is
   * ahead.
   *
   * @return whether none is on the other side, or at 1
   */
  public boolean agreesOnSideOfOne() {
    return min > 1 || max < 1;
  }
}
