package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {

  @Test
  void oddCountsHaveAMiddle() {
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3, 3));
  }

  @Test
  void evenCountsAverageTheTwoInTheMiddle() {
    assertThat(Spread.of(4, 1, 2, 3)).isEqualTo(new Spread(2.5, 1, 4, 4));
  }

  @Test
  void oneValueIsItsOwnSpread() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7, 1));
  }

  @Test
  void noValuesAreRefused() {
    assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roundsAgreeOnlyWhenAllAreOnOneSideOfOne() {
    assertThat(Spread.of(1.1, 1.3).agreesOnSideOfOne()).isTrue();
    assertThat(Spread.of(0.7, 0.9).agreesOnSideOfOne()).isTrue();
    assertThat(Spread.of(0.9, 1.3).agreesOnSideOfOne()).isFalse();
    assertThat(Spread.of(1.0, 1.3).agreesOnSideOfOne()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0.01234 | 0.012",
        "1.234 | 1.23",
        "12.34 | 12.3",
        "123.4 | 123",
        "1234567 | 1,234,567",
        "NaN | -"
      })
  void numbersHaveThreeDigitsThatCount(double value, String text) {
    assertThat(Numbers.format(value)).isEqualTo(text);
  }

  @Test
  void aRatioShowsItsSpread() {
    assertThat(Numbers.ratio(Spread.of(1.1, 1.2, 1.35))).isEqualTo("1.20x 1.10..1.35");
    assertThat(Numbers.ratio(Spread.of(1.2))).isEqualTo("1.20x");
    assertThat(Numbers.ratio(Spread.of(0.002, 0.012))).isEqualTo("0.007x 0.002..0.01");
  }
}
