package dev.inlay.jmh.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.results.Metric;
import dev.inlay.jmh.results.ResultFile;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final Rules RATIOS = new Rules(false, 0.05, 0.05);
  private static final Rules ABSOLUTE = new Rules(true, 0.05, 0.05);
  private static final int TRIALS = 400;
  private static final int ROWS = 20;
  private static final int ROUNDS = 10;

  private static Comparison compare(ResultFile before, ResultFile after, Rules rules) {
    return Comparison.of(before, after, rules, map -> map.equals("sharded"));
  }

  private static Verdict only(Comparison comparison) {
    assertThat(comparison.rows()).hasSize(1);
    return comparison.rows().get(0).verdict();
  }

  /** By the seed, the machine's speed in each round. */
  private static double[] drift(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    return DoubleStream.iterate(1, speed -> speed * Math.exp(0.2 * random.nextGaussian()))
        .limit(ROUNDS)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1.25})
  void aPlantedChangeOfAFifthIsFoundWithTenRoundsAndNothingElseIs(double factor) {
    int found = 0;
    int others = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      MadeUp machine = new MadeUp(trial, 0.03);
      ResultFile before = machine.run(ROWS, ROUNDS, 1, drift(2 * trial));
      ResultFile after = machine.run(ROWS, ROUNDS, factor, drift(2 * trial + 1));
      Comparison comparison = compare(before, after, RATIOS);
      Verdict wanted = factor < 1 ? Verdict.WORSE : Verdict.BETTER;
      found += comparison.rows().get(0).verdict() == wanted ? 1 : 0;
      others +=
          comparison.rows().stream().skip(1).anyMatch(r -> r.verdict() == Verdict.WORSE) ? 1 : 0;
    }
    assertThat(found).as("found").isGreaterThanOrEqualTo(TRIALS * 95 / 100);
    assertThat(others).as("trials with a false alarm").isLessThanOrEqualTo(TRIALS * 5 / 100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noiseOfATenthIsNoChange(boolean absolute) {
    int alarms = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      MadeUp machine = new MadeUp(trial, 0.1);
      ResultFile before =
          machine.run(ROWS, ROUNDS, 1, absolute ? MadeUp.NO_DRIFT : drift(2 * trial));
      ResultFile after =
          machine.run(ROWS, ROUNDS, 1, absolute ? MadeUp.NO_DRIFT : drift(2 * trial + 1));
      Comparison comparison = compare(before, after, absolute ? ABSOLUTE : RATIOS);
      alarms += comparison.rows().stream().anyMatch(r -> r.verdict() != Verdict.NO_CHANGE) ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(TRIALS * 5 / 100);
  }

  /**
   * Without the correction the same trials give alarms: so the test above is not passed by luck.
   */
  @Test
  void withoutTheCorrectionNoiseWouldGiveAlarms() {
    int alarms = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      MadeUp machine = new MadeUp(trial, 0.1);
      Comparison comparison =
          compare(
              machine.run(ROWS, ROUNDS, 1, MadeUp.NO_DRIFT),
              machine.run(ROWS, ROUNDS, 1, MadeUp.NO_DRIFT),
              RATIOS);
      alarms +=
          comparison.rows().stream()
                  .anyMatch(r -> r.probability() <= 0.05 && RATIOS.matters(r.change().median()))
              ? 1
              : 0;
    }
    assertThat(alarms).isGreaterThan(TRIALS / 3);
  }

  @Test
  void aSlowerMachineIsNoChangeOfRatiosButOneOfFigures() {
    MadeUp machine = new MadeUp(1, 0.02);
    double[] slower = new double[ROUNDS];
    Arrays.fill(slower, 0.5);
    ResultFile before = machine.run(1, ROUNDS, 1, MadeUp.NO_DRIFT);
    ResultFile after = machine.run(1, ROUNDS, 1, slower);
    assertThat(only(compare(before, after, RATIOS))).isEqualTo(Verdict.NO_CHANGE);
    assertThat(only(compare(before, after, ABSOLUTE))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void theUnitPlaysNoPart() {
    double[] old = {1, 2, 3, 4, 5.5};
    double[] recent = {1.4, 2.6, 2.9, 7, 9};
    Row small =
        compare(
                MadeUp.file(MadeUp.series(1, "sharded", MadeUp.TIME, old)),
                MadeUp.file(MadeUp.series(1, "sharded", MadeUp.TIME, recent)),
                ABSOLUTE)
            .rows()
            .get(0);
    Row large =
        compare(
                MadeUp.file(MadeUp.series(1, "sharded", MadeUp.TIME, times(1e6, old))),
                MadeUp.file(MadeUp.series(1, "sharded", MadeUp.TIME, times(1e6, recent))),
                ABSOLUTE)
            .rows()
            .get(0);
    assertThat(large.probability()).isEqualTo(small.probability());
    assertThat(large.change().median()).isCloseTo(small.change().median(), within(1e-9));
    assertThat(large.change().min()).isCloseTo(small.change().min(), within(1e-9));
    assertThat(small.change().median()).as("longer is worse").isLessThan(1);
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  @Test
  void aChangeBelowTheThresholdIsNoneHoweverSure() {
    double[] old = {100, 100.1, 100.2, 100.3, 100.4};
    ResultFile before = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, old));
    ResultFile after =
        MadeUp.file(MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, times(0.97, old)));
    assertThat(only(compare(before, after, ABSOLUTE))).isEqualTo(Verdict.NO_CHANGE);
    Rules strict = new Rules(true, 0.01, 0.05);
    assertThat(only(compare(before, after, strict))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void threeRoundsCannotTellWhateverTheySay() {
    ResultFile before = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 100, 101, 102));
    ResultFile after = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 1, 2, 3));
    Comparison comparison = compare(before, after, ABSOLUTE);
    assertThat(only(comparison)).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(comparison.anyTold()).isFalse();
    assertThat(comparison.anyWorse()).isFalse();
  }

  @Test
  void fourRoundsCanTellOneRowButNotOneOfMany() {
    MadeUp machine = new MadeUp(1, 0.001);
    ResultFile one = machine.run(1, 4, 1, MadeUp.NO_DRIFT);
    assertThat(only(compare(one, machine.run(1, 4, 0.3, MadeUp.NO_DRIFT), RATIOS)))
        .isEqualTo(Verdict.WORSE);
    Comparison many =
        compare(
            machine.run(ROWS, 4, 1, MadeUp.NO_DRIFT),
            machine.run(ROWS, 4, 0.3, MadeUp.NO_DRIFT),
            RATIOS);
    assertThat(many.rows()).allMatch(row -> row.verdict() == Verdict.CANNOT_TELL);
  }

  @Test
  void aRoundThatIsMissingCountsForNeitherMap() {
    double nan = Double.NaN;
    ResultFile before =
        MadeUp.file(
            MadeUp.series(1, "chm", MadeUp.THROUGHPUT, 10, 20, nan, 10),
            MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 15, 30, 1, nan, 15));
    Row row = compare(before, before, RATIOS).rows().get(0);
    assertThat(row.before().count()).isEqualTo(2);
    assertThat(row.before().min()).isEqualTo(1.5);
    assertThat(row.before().max()).isEqualTo(1.5);
  }

  @Test
  void rowsOfOneFileOnlyAreListed() {
    ResultFile before =
        MadeUp.file(
            MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 1, 2),
            MadeUp.series(2, "sharded", MadeUp.THROUGHPUT, 1, 2));
    ResultFile after =
        MadeUp.file(
            MadeUp.series(2, "sharded", MadeUp.THROUGHPUT, 1, 2),
            MadeUp.series(3, "sharded", MadeUp.THROUGHPUT, 1, 2),
            MadeUp.series(3, "nbhm", MadeUp.THROUGHPUT, 1, 2));
    Comparison comparison = compare(before, after, ABSOLUTE);
    assertThat(comparison.onlyOld()).containsExactly(before.series().get(0));
    assertThat(comparison.onlyNew()).containsExactly(after.series().get(1));
    assertThat(comparison.rows()).hasSize(1);
  }

  @Test
  void figuresInOtherUnitsAreTheSame() {
    double[] old = {1, 1.1, 1.2, 1.3, 1.4};
    Metric millis = new Metric("", "ms", Metric.Better.LOWER, false);
    ResultFile before = MadeUp.file(MadeUp.series(1, "sharded", millis, old));
    ResultFile after = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.TIME, times(1e6, old)));
    assertThat(only(compare(before, after, ABSOLUTE))).isEqualTo(Verdict.NO_CHANGE);
    assertThat(compare(before, after, ABSOLUTE).rows().get(0).change().median())
        .isCloseTo(1, within(1e-9));
    ResultFile mixed =
        MadeUp.file(
            MadeUp.series(1, "chm", millis, old),
            MadeUp.series(1, "sharded", MadeUp.TIME, times(1e6, old)));
    assertThat(compare(mixed, mixed, RATIOS).rows().get(0).before().median())
        .isCloseTo(1, within(1e-9));
  }

  /** Where the new run has no figure, or no baseline beside it, nobody knows how the map is. */
  @Test
  void aRowWithoutFiguresIsLost() {
    ResultFile before =
        MadeUp.file(
            MadeUp.series(1, "chm", MadeUp.THROUGHPUT, 1, 2),
            MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 1, 2));
    ResultFile empty =
        MadeUp.file(
            MadeUp.series(1, "chm", MadeUp.THROUGHPUT, 1, 2),
            MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, Double.NaN, Double.NaN));
    ResultFile alone = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.THROUGHPUT, 1, 2));
    for (ResultFile after : java.util.List.of(empty, alone)) {
      assertThat(compare(before, after, RATIOS).anyLost()).isTrue();
      assertThat(compare(before, after, RATIOS).onlyNew()).isEmpty();
      assertThat(compare(after, before, RATIOS).anyLost()).isFalse();
      assertThat(compare(after, before, RATIOS).onlyNew()).hasSize(1);
    }
    assertThat(compare(before, before, RATIOS).anyLost()).isFalse();
  }

  @Test
  void allocationIsComparedAsSuchAndTracesOfItAreNone() {
    Metric allocated = new Metric("gc.alloc.rate.norm", "B", Metric.Better.LOWER, false);
    double[] none = {1e-6, 3e-6, 2e-6, 5e-6, 4e-6};
    ResultFile before = MadeUp.file(MadeUp.series(1, "sharded", allocated, none));
    ResultFile traces = MadeUp.file(MadeUp.series(1, "sharded", allocated, times(1000, none)));
    ResultFile more =
        MadeUp.file(MadeUp.series(1, "sharded", allocated, 32, 32.1, 32.2, 32.3, 32.4));
    assertThat(only(compare(before, traces, RATIOS))).isEqualTo(Verdict.NO_CHANGE);
    assertThat(only(compare(before, more, RATIOS))).isEqualTo(Verdict.WORSE);
  }

  @Test
  void bytesAreCountedAndNeedNoRounds() {
    ResultFile old = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 15.1));
    ResultFile larger = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 18.2));
    ResultFile rounding = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 15.2));
    assertThat(only(compare(old, larger, RATIOS))).isEqualTo(Verdict.WORSE);
    assertThat(only(compare(larger, old, RATIOS))).isEqualTo(Verdict.BETTER);
    assertThat(only(compare(old, rounding, RATIOS))).isEqualTo(Verdict.NO_CHANGE);
    ResultFile nothing = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 0));
    ResultFile nearly = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 0.01));
    ResultFile much = MadeUp.file(MadeUp.series(1, "sharded", MadeUp.BYTES, 32));
    assertThat(only(compare(nothing, nearly, RATIOS))).isEqualTo(Verdict.NO_CHANGE);
    assertThat(only(compare(nothing, much, RATIOS))).isEqualTo(Verdict.WORSE);
    assertThat(only(compare(much, nothing, RATIOS))).isEqualTo(Verdict.BETTER);
  }
}
