package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapPerEntryTest {

  @Test
  void sizesGrowByEqualRatiosAndIncludeBothEnds() {
    assertThat(HeapPerEntry.sizesBetween(1_000, 4_000, 2))
        .containsExactly(1_000, 1_414, 2_000, 2_828, 4_000);
  }

  @Test
  void anEndBetweenTwoStepsIsIncluded() {
    assertThat(HeapPerEntry.sizesBetween(10, 25, 1)).containsExactly(10, 20, 25);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> HeapPerEntry.sizesBetween(10, 5, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
