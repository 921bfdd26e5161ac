package dev.inlay.jmh.compare;

import java.util.Locale;

/** Numbers as a reader wants them: three digits that count. */
public final class Numbers {

  private static final double LEAST_IN_TWO_DIGITS = 0.01;

  private Numbers() {}

  /**
   * Returns three significant digits, whole numbers with separators of thousands.
   *
   * @param value a figure
   * @return the digits
   */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    if (size >= 100 || value == 0) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  /**
   * Returns "1.23x".
   *
   * @param ratio a ratio
   * @return the text
   */
  public static String ratio(double ratio) {
    return times(ratio, 10) + "x";
  }

  /**
   * Returns "1.23x 1.10..1.31", or only the first when there is but one value.
   *
   * @param spread a ratio's spread
   * @return the text
   */
  public static String ratio(Spread spread) {
    String median = ratio(spread.median());
    return spread.count() == 1
        ? median
        : median + " " + times(spread.min(), 1_000) + ".." + times(spread.max(), 1_000);
  }

  /** Returns digits that count: none after the point of thousands, more the smaller it is. */
  private static String times(double ratio, int oneDigitFrom) {
    if (ratio > 0 && ratio < LEAST_IN_TWO_DIGITS) {
      return String.format(Locale.ROOT, "%.3f", ratio);
    }
    String format = ratio >= 1_000 ? "%,.0f" : ratio >= oneDigitFrom ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, ratio);
  }

  /**
   * Returns "31.2 28.0..33.1", or only the first when there is but one value.
   *
   * @param spread a figure's spread
   * @return the text
   */
  public static String absolute(Spread spread) {
    String median = format(spread.median());
    return spread.count() == 1
        ? median
        : median + " " + format(spread.min()) + ".." + format(spread.max());
  }
}
