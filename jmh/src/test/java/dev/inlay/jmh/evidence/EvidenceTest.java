package dev.inlay.jmh.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {

  @Test
  void theSignTestCountsSides() {
    assertThat(Evidence.probability(1.2, 1.3, 1.1)).isEqualTo(0.25);
    assertThat(Evidence.probability(0.2, 0.3, 0.1)).isEqualTo(0.25);
    assertThat(Evidence.probability(1.2, 0.3, 1.1)).isEqualTo(1);
    assertThat(Evidence.probability(2, 2, 2, 2, 2, 2)).isEqualTo(1 / 32.0);
    assertThat(Evidence.probability(1, 1, 1)).isEqualTo(1);
    assertThat(Evidence.probability()).isEqualTo(1);
  }

  /** What reports say chance does is what it does. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void twoMapsThatAreAlikeFallOnOneSideAsOftenAsIsSaid(int rounds) {
    SplittableRandom random = new SplittableRandom(rounds);
    int trials = 20_000;
    int oneSided = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] ratios =
          DoubleStream.generate(() -> Math.exp(random.nextDouble() - 0.5)).limit(rounds).toArray();
      boolean above = DoubleStream.of(ratios).allMatch(ratio -> ratio > 1);
      boolean below = DoubleStream.of(ratios).allMatch(ratio -> ratio < 1);
      oneSided += above || below ? 1 : 0;
    }
    assertThat(oneSided / (double) trials).isCloseTo(Evidence.allOnOneSide(rounds), within(0.02));
  }

  @Test
  void aDifferenceMattersInBothDirectionsAlike() {
    assertThat(Evidence.matters(1.05, 0.05)).isTrue();
    assertThat(Evidence.matters(1 / 1.051, 0.05)).isTrue();
    assertThat(Evidence.matters(1.049, 0.05)).isFalse();
    assertThat(Evidence.matters(0.96, 0.05)).isFalse();
  }

  @Test
  void soManyRoundsAreBeyondChance() {
    assertThat(Evidence.roundsFor(1, 1)).isEqualTo(6);
    assertThat(Evidence.roundsFor(20, 20)).isEqualTo(6);
    assertThat(Evidence.roundsFor(1, 20)).isEqualTo(10);
    double[] probabilities = new double[20];
    java.util.Arrays.fill(probabilities, 1);
    probabilities[3] = Evidence.allOnOneSide(10);
    assertThat(Discoveries.adjust(probabilities)[3]).isLessThan(Evidence.FALSE_SHARE);
    probabilities[3] = Evidence.allOnOneSide(9);
    assertThat(Discoveries.adjust(probabilities)[3]).isGreaterThan(Evidence.FALSE_SHARE);
  }
}
