package dev.inlay.jmh.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.evidence.Discoveries;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankTestTest {

  /** Two of all the ways to choose n of n + m are complete separations. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 3, 10", "4, 4, 35", "5, 5, 126", "3, 7, 60", "10, 10, 92378"})
  void theLeastProbabilityIsThatOfCompleteSeparation(int n, int m, double ways) {
    assertThat(RankTest.least(n, m)).isCloseTo(1 / ways, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 4", "0.01, 5", "0.0025, 6", "0.001, 7"})
  void theRoundsThatAreNeededAreNamed(double probability, int rounds) {
    assertThat(RankTest.roundsFor(probability)).isEqualTo(rounds);
  }

  /**
   * R: wilcox.test(c(0.80,0.83,1.89,1.04,1.45,1.38,1.91,1.64,0.73,1.46),
   * c(1.15,0.88,0.90,0.74,1.21)): W = 35, p = 0.2544.
   */
  @Test
  void theProbabilityIsThatOfTheTextbook() {
    double[] first = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    double[] second = {1.15, 0.88, 0.90, 0.74, 1.21};
    RankTest test = RankTest.of(first, second);
    assertThat(test.probability()).isCloseTo(0.2544, within(5e-5));
    assertThat(test.shift()).isCloseTo(-0.305, within(1e-9));
    assertThat(test.low()).isCloseTo(-0.76, within(1e-9));
    assertThat(test.high()).isCloseTo(0.15, within(1e-9));
    assertThat(RankTest.of(second, first).probability()).isEqualTo(test.probability());
  }

  @Test
  void equalValuesTellNothingAndSomeEqualOnesTellLess() {
    double[] same = {1, 1, 1, 1, 1};
    assertThat(RankTest.of(same, same).probability()).isEqualTo(1);
    double[] apart = {1, 2, 3, 4, 5};
    double[] beyond = {6, 7, 8, 9, 10};
    double[] touching = {5, 7, 8, 9, 10};
    assertThat(RankTest.of(apart, touching).probability())
        .isGreaterThan(RankTest.of(apart, beyond).probability())
        .isLessThan(0.05);
  }

  @Test
  void smallSamplesHaveALessSureInterval() {
    RankTest test = RankTest.of(new double[] {1, 2, 3}, new double[] {11, 12, 13});
    assertThat(test.confidence()).isCloseTo(0.9, within(1e-12));
    assertThat(test.low()).isEqualTo(8);
    assertThat(test.high()).isEqualTo(12);
    assertThat(RankTest.of(new double[] {1}, new double[] {2}).confidence()).isZero();
  }

  /** Of many made-up pairs of runs, the interval holds the true shift as often as it says. */
  @Test
  void theIntervalHoldsTheTruth() {
    Random random = new Random(7);
    int trials = 2_000;
    int held = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] first = new double[6];
      double[] second = new double[7];
      for (int i = 0; i < first.length; i++) {
        first[i] = random.nextGaussian();
      }
      for (int i = 0; i < second.length; i++) {
        second[i] = 0.7 + random.nextGaussian();
      }
      RankTest test = RankTest.of(first, second);
      held += test.low() <= 0.7 && 0.7 <= test.high() ? 1 : 0;
    }
    assertThat(held / (double) trials).isBetween(0.94, 0.985);
  }

  @Test
  void discoveriesAreAdjustedAsPublished() {
    assertThat(Discoveries.adjust(new double[] {0.01, 0.04, 0.03, 0.02, 0.05}))
        .containsExactly(new double[] {0.05, 0.05, 0.05, 0.05, 0.05}, within(1e-12));
    assertThat(Discoveries.adjust(new double[] {0.001, 0.5, 0.9}))
        .containsExactly(new double[] {0.003, 0.75, 0.9}, within(1e-12));
    assertThat(Discoveries.adjust(new double[0])).isEmpty();
    assertThat(Discoveries.adjusted(new double[] {0.5, 0.9}, 1, 0.01)).isEqualTo(0.02);
  }
}
