package dev.inlay.jmh.results;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one map reached in one task, round by round: a JVM each.
 *
 * @param task what was done
 * @param subject the map's name, as on the command line
 * @param metric what was measured
 * @param rounds a figure for each round, the median of its iterations; NaN where there is none
 */
public record Series(Task task, String subject, Metric metric, double[] rounds) {

  /** Copies the figures. */
  public Series {
    rounds = rounds.clone();
  }

  /**
   * Returns the figures.
   *
   * @return a copy
   */
  @Override
  public double[] rounds() {
    return rounds.clone();
  }

  /**
   * Returns the figures of the rounds that have one.
   *
   * @return the figures in the order of rounds
   */
  public double[] figures() {
    return Arrays.stream(rounds).filter(Double::isFinite).toArray();
  }

  /**
   * Returns the same in another unit.
   *
   * @param other a metric that measures the same, perhaps in another unit
   * @return the figures in its unit, or empty when they measure something else
   */
  public Optional<Series> in(Metric other) {
    OptionalDouble factor = Units.factor(metric.unit(), other.unit());
    if (factor.isEmpty()) {
      return Optional.empty();
    }
    double[] converted =
        Arrays.stream(rounds).map(figure -> factor.getAsDouble() * figure).toArray();
    return Optional.of(new Series(task, subject, other, converted));
  }

  /**
   * Returns how many times better than another map this one was, in each round that has both: a
   * drifting machine meets both alike.
   *
   * @param other the other map in the same task
   * @return the ratios in the order of rounds
   */
  public double[] timesBetterThan(Series other) {
    int both = Math.min(rounds.length, other.rounds.length);
    double[] ratios = new double[both];
    for (int i = 0; i < both; i++) {
      ratios[i] = metric.timesBetter(rounds[i], other.rounds[i]);
    }
    return Arrays.stream(ratios).filter(Double::isFinite).toArray();
  }
}
