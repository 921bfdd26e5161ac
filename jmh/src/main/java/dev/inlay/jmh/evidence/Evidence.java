package dev.inlay.jmh.evidence;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * What some rounds of two maps can tell: by the sign test, for which only counts on which side of 1
 * the ratio of a round is.
 */
public final class Evidence {
  /** The least difference of interest, 0.05 for 5 %: times 1.05 or divided by it. */
  public static final double LEAST = 0.05;

  /** How many of the differences that are reported may be none. */
  public static final double FALSE_SHARE = 0.05;

  private Evidence() {}

  /**
   * Tells whether a factor is far enough from 1.
   *
   * @param factor the factor
   * @param least the least difference of interest
   * @return whether it is
   */
  public static boolean matters(double factor, double least) {
    return Math.abs(Math.log(factor)) >= Math.log1p(least);
  }

  /**
   * Returns how probable it is that all rounds of two maps that are alike are on one side.
   *
   * @param rounds how many rounds there are, at least one
   * @return the probability: 1 for one round, a quarter for three
   */
  public static double allOnOneSide(int rounds) {
    return Math.scalb(1, 1 - rounds);
  }

  /**
   * Returns how probable ratios as one-sided as these are, or more so, when the maps are alike.
   *
   * @param ratios the ratio of each round
   * @return the p-value of the exact two-sided sign test
   */
  public static double probability(double... ratios) {
    int above = 0;
    int below = 0;
    for (double ratio : ratios) {
      above += ratio > 1 ? 1 : 0;
      below += ratio < 1 ? 1 : 0;
    }
    if (ratios.length == 0) {
      return 1;
    }
    double tail =
        BinomialTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(ratios.length, Math.max(above, below), 0.5)
            .getPValue();
    return Math.min(1, 2 * tail);
  }

  /**
   * Returns how many rounds it takes until so many rows that agree in all rounds are beyond chance,
   * by the correction of Benjamini and Hochberg.
   *
   * @param agreeing how many rows agree, at least one
   * @param rows how many rows there are
   * @return the number of rounds
   */
  public static int roundsFor(int agreeing, int rows) {
    int rounds = 2;
    while (allOnOneSide(rounds) * rows / agreeing > FALSE_SHARE) {
      rounds++;
    }
    return rounds;
  }
}
