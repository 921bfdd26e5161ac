package dev.inlay.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What counts as a growing heap. */
class FlatnessTest {
  private static final long MEBIBYTE = 1 << 20;

  private static Flatness of(LongStream used) {
    return Flatness.of(used.boxed().toList());
  }

  @Test
  void aHeapThatGrowsSteadilyIsNotFlat() {
    assertThat(of(LongStream.range(0, 40).map(i -> 20 * MEBIBYTE + i * MEBIBYTE / 10)).isFlat())
        .isFalse();
  }

  @Test
  void aHeapThatGoesUpAndDownIsFlat() {
    assertThat(of(LongStream.range(0, 40).map(i -> (20 + i % 7) * MEBIBYTE)).isFlat()).isTrue();
    assertThat(of(LongStream.range(0, 40).map(i -> (40 - i) * MEBIBYTE)).isFlat()).isTrue();
  }

  @Test
  void aSinglePeakIsFlat() {
    assertThat(of(LongStream.range(0, 40).map(i -> i == 39 ? 90 * MEBIBYTE : MEBIBYTE)).isFlat())
        .isTrue();
  }

  @Test
  void fewPointsTellNothing() {
    assertThat(Flatness.of(List.of()).isKnown()).isFalse();
    assertThat(of(LongStream.of(1, 2, 3, 100 * MEBIBYTE)).isKnown()).isFalse();
    assertThat(of(LongStream.of(1, 2, 3, 100 * MEBIBYTE)))
        .hasToString("not known: 4 quiet points at low water are too few");
  }
}
