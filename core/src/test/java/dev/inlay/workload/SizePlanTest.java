package dev.inlay.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which maps are replayed as growing ones, and at what size. */
class SizePlanTest {
  private static final int STEPS = 200;

  /** A curve over a hundred thousand samples, by the size at each part of them. */
  private static SizeCurve curve(java.util.function.DoubleUnaryOperator size) {
    return new SizeCurve(
        LongStream.rangeClosed(0, STEPS)
            .map(i -> Math.round(size.applyAsDouble(i / (double) STEPS)))
            .toArray(),
        LongStream.rangeClosed(0, STEPS).map(i -> 100_000L * i / STEPS).toArray());
  }

  @ParameterizedTest
  @CsvSource({"1", "0.4", "2"})
  void whatRisesThroughoutGrows(double exponent) {
    SizeCurve curve = curve(part -> 50_000 * Math.pow(part, exponent));
    assertThat(SizePlan.of(curve, 1e6, 50_000, 0)).isEqualTo(new SizePlan(0, 50_000, 50_000, ""));
  }

  @Test
  void whatIsFilledEarlyOrLateOrInOneStepDoesNotGrow() {
    SizeCurve early = curve(part -> Math.min(100_000, part * 1e7));
    assertThat(SizePlan.of(early, 1e7, 100_000, 0))
        .isEqualTo(new SizePlan(100_000, 0, 100_000, ""));
    SizeCurve late = curve(part -> part < 0.9 ? 10 : 1_000_000 * part);
    assertThat(SizePlan.of(late, 1e7, 1e6, 0)).isEqualTo(new SizePlan(10, 0, 10, ""));
    SizeCurve step = curve(part -> part < 0.3 ? 10 : 1_000_000);
    assertThat(SizePlan.of(step, 1e7, 1e6, 0)).isEqualTo(new SizePlan(1_000_000, 0, 1_000_000, ""));
    SizeCurve unseen = new SizeCurve(new long[] {0, 20}, new long[] {0, 0});
    assertThat(SizePlan.of(unseen, 0, 0, 0).growth()).isZero();
  }

  @Test
  void growthThatNoCountExplainsIsNotReplayed() {
    SizeCurve curve = curve(part -> 50_000 * part);
    assertThat(SizePlan.of(curve, 1e6, 0, 0).growth()).as("no inserts").isZero();
    assertThat(SizePlan.of(curve, 1e6, 64, 0).growth()).as("by chance").isZero();
    assertThat(SizePlan.of(curve, 1e6, 64_000, 60_000).growth()).as("removals").isZero();
    assertThat(SizePlan.of(curve, 1e6, 500_000, 0).growth()).as("few are kept").isZero();
  }

  @Test
  void growthThatIsTooMuchForAPassIsScaled() {
    SizePlan large = SizePlan.of(curve(part -> 3e7 + 3e7 * part), 3e7, 3e7, 0);
    assertThat(large.entries()).isEqualTo(large.growth()).isBetween(19_500_000L, 19_700_000L);
    assertThat(large.remark()).contains("from 30,000,000 to 60,000,000", "65 %");
    SizePlan slow = SizePlan.of(curve(part -> 1e6 * part), 1e11, 1e6, 0);
    assertThat(slow.growth()).isZero();
    assertThat(slow.entries()).isBetween(450_000L, 550_000L);
    assertThat(slow.remark()).contains("from 0 to 1,000,000, too slowly");
  }

  @Test
  void theSizeOfMostOperationsIsTaken() {
    SizeCurve curve = new SizeCurve(new long[] {0, 5, 5, 5, 7, 7}, new long[] {0, 1, 2, 3, 4, 90});
    assertThat(curve.median()).isEqualTo(7);
    assertThat(new SizeCurve(new long[] {7}, new long[] {0}).median()).isEqualTo(7);
  }
}
