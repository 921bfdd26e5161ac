package dev.inlay.jmh.report;

import dev.inlay.jmh.results.JmhResult;
import dev.inlay.jmh.results.Units;
import dev.inlay.jmh.results.Unreadable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures of all maps of a workload in one unit, that of the column.
 *
 * @param file the file that the results are from, for messages
 * @param results all results of the workload
 */
record Conversion(Object file, List<JmhResult> results) {

  /** Returns a map's figure of each fork in the column's unit. */
  List<Double> forks(JmhResult result, Column column) throws Unreadable {
    List<Double> forks = result.forks(column.metric());
    return forks.isEmpty() ? forks : times(factor(result, column), forks);
  }

  /** Returns a percentile of sampled operations in each fork, in the column's unit. */
  List<Double> percentiles(JmhResult result, double percentile, Column column) throws Unreadable {
    return times(factor(result, column), result.percentiles(percentile));
  }

  private static List<Double> times(double factor, List<Double> forks) {
    return forks.stream().map(figure -> factor * figure).toList();
  }

  private double factor(JmhResult result, Column column) throws Unreadable {
    String own = result.unit(column.metric());
    OptionalDouble factor = Units.factor(own, column.unit());
    if (factor.isPresent()) {
      return factor.getAsDouble();
    }
    if (isCalled(own, column)) {
      return 1;
    }
    throw new Unreadable(
        file,
        "has figures of %s of the map %s in '%s' where '%s' is expected: they cannot be compared"
            .formatted(result.benchmark(), result.subject(), own, column.unit()));
  }

  /** Tells whether a column has a name of its own for what all maps count in: counts, classes. */
  private boolean isCalled(String unit, Column column) {
    return !Units.convertible(unit)
        && !Units.convertible(column.unit())
        && results.stream()
            .map(result -> result.unit(column.metric()))
            .allMatch(other -> other.isEmpty() || other.equals(unit));
  }
}
