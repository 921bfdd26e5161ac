package dev.inlay.jmh.report;

/** Which direction of a figure is better. */
public enum Better {
  /** More is better. */
  HIGHER,
  /** Less is better. */
  LOWER,
  /** A figure to look at, for which there is no ratio. */
  NEITHER;

  /** Returns how many times better than a rival's a value is, whatever is measured. */
  double ratio(double value, double rival) {
    return this == LOWER ? rival / value : value / rival;
  }
}
