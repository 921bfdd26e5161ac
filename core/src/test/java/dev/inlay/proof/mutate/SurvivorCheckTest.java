package dev.inlay.proof.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A long run tells what survives that is not told of, and what no longer does. */
class SurvivorCheckTest {

  private static final List<String> NAMES = List.of("a", "b", "c");

  private static MutantResults results(String... rows) {
    return MutantResults.of(List.of(rows));
  }

  @Test
  void whatIsToldMaySurvive() {
    SurvivorCheck.Report report =
        SurvivorCheck.compare(
            NAMES, results("a\tscript\t0", "b\tsurvived\t0", "c\ttimeout\t0"), List.of("b"));
    assertThat(report.isGood()).isTrue();
    assertThat(report.nowFound()).isEmpty();
  }

  @Test
  void whatSurvivesUntoldIsNamed() {
    SurvivorCheck.Report report =
        SurvivorCheck.compare(
            NAMES, results("a\tsurvived\t0", "b\tsurvived\t0", "c\tsteps\t0"), List.of("b"));
    assertThat(report.isGood()).isFalse();
    assertThat(report.untold()).containsExactly("a");
  }

  @Test
  void whatIsFoundByNowIsNamedAndIsNoFailure() {
    SurvivorCheck.Report report =
        SurvivorCheck.compare(
            NAMES, results("a\tscript\t0", "b\ttimeout\t0", "c\tsteps\t0"), List.of("b", "c"));
    assertThat(report.isGood()).isTrue();
    assertThat(report.nowFound()).containsExactly("b", "c");
  }

  @Test
  void aRunThatEndedEarlyFails() {
    SurvivorCheck.Report report =
        SurvivorCheck.compare(NAMES, results("a\tscript\t0"), List.of("b"));
    assertThat(report.isGood()).isFalse();
    assertThat(report.notRun()).containsExactly("b", "c");
  }

  @Test
  void theLastRowOfAMutantCounts() {
    MutantResults results = results("a\tscript\t0", "a\tsurvived\t1");
    assertThat(results.survivors()).containsExactly("a");
    assertThat(results.isStale("a", "0")).isTrue();
    assertThat(results.isStale("a", "1")).isFalse();
    assertThat(results.isStale("b", "1")).isFalse();
    assertThatThrownBy(() -> results("a\tscript"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not three columns: a\tscript");
  }
}
