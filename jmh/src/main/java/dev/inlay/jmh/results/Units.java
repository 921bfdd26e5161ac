package dev.inlay.jmh.results;

import java.util.Map;
import java.util.OptionalDouble;

/** Units of figures, and what one is of another. */
public final class Units {
  private static final String RATE = "ops/";
  private static final String PER_OPERATION = "/op";

  /** JMH's name of what readers see as {@value #MILLIONS}. */
  private static final String OPERATIONS_PER_MICROSECOND = "ops/us";

  private static final String MILLIONS = "M op/s";

  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 6e10, "hr", 3.6e12, "day", 8.64e13);

  private Units() {}

  /**
   * Returns JMH's unit as a reader wants it.
   *
   * @param unit such as {@code ops/us} or {@code ns/op}
   * @return such as {@code M op/s} or {@code ns}
   */
  public static String readable(String unit) {
    return unit.equals(OPERATIONS_PER_MICROSECOND) ? MILLIONS : unit.replace(PER_OPERATION, "");
  }

  /**
   * Returns by what a figure is multiplied to be one of another unit.
   *
   * @param from the figure's unit
   * @param to the other
   * @return the factor, or empty when they do not measure the same
   */
  public static OptionalDouble factor(String from, String to) {
    String own = plain(from);
    String other = plain(to);
    if (own.equals(other)) {
      return OptionalDouble.of(1);
    }
    if (own.startsWith(RATE) && other.startsWith(RATE)) {
      return quotient(other.substring(RATE.length()), own.substring(RATE.length()));
    }
    return quotient(own, other);
  }

  /**
   * Tells whether there are other units of the same.
   *
   * @param unit a unit
   * @return whether it is one of time or throughput
   */
  public static boolean convertible(String unit) {
    return factor(unit, "ns").isPresent() || factor(unit, MILLIONS).isPresent();
  }

  private static OptionalDouble quotient(String time, String other) {
    Double length = NANOSECONDS.get(time);
    Double divisor = NANOSECONDS.get(other);
    return length == null || divisor == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(length / divisor);
  }

  private static String plain(String unit) {
    return unit.equals(MILLIONS) ? OPERATIONS_PER_MICROSECOND : unit.replace(PER_OPERATION, "");
  }
}
