package dev.inlay.jmh.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "ms, us, 1000",
    "ns/op, us, 0.001",
    "s/op, ms, 1000",
    "ops/us, ops/s, 1e6",
    "ops/s, ops/ms, 0.001",
    "ops/us, M op/s, 1",
    "ops/ms, M op/s, 0.001",
    "B/op, B, 1",
    "counts, counts, 1"
  })
  void aFigureIsMultipliedByTheFactor(String from, String to, double factor) {
    assertThat(Units.factor(from, to).orElseThrow()).isCloseTo(factor, within(factor * 1e-12));
  }

  @ParameterizedTest
  @CsvSource({"ms, B", "ops/us, us", "us, ops/us", "counts, B", "ops/x, ops/us"})
  void whatMeasuresSomethingElseHasNone(String from, String to) {
    assertThat(Units.factor(from, to)).isEmpty();
  }

  @Test
  void readersSeeOtherNames() {
    assertThat(Units.readable("ops/us")).isEqualTo("M op/s");
    assertThat(Units.readable("ns/op")).isEqualTo("ns");
    assertThat(Units.readable("ops/s")).isEqualTo("ops/s");
  }
}
