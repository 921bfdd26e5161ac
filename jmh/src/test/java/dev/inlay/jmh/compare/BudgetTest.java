package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.compare.Budget.Demand;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final Budget budget = new Budget(false);
  private final List<Demand> fiveTurns = Collections.nCopies(33, new Demand(1_200, 5));

  @Test
  void iterationsFillTheTimeAndNoMore() {
    double available = 280_000;
    long millis = budget.iterationMillis(fiveTurns, available).orElseThrow();
    assertThat(budget.totalMillis(fiveTurns, millis)).isLessThanOrEqualTo(available);
    assertThat(budget.totalMillis(fiveTurns, millis + 1)).isGreaterThan(available);
  }

  @Test
  void warmUpIsLongEnoughForTheCompilersHoweverShortIterationsAre() {
    assertThat(5 * budget.warmupMillis(5, Budget.MIN_ITERATION_MILLIS))
        .isGreaterThanOrEqualTo(Budget.MIN_WARMUP_MILLIS);
    assertThat(budget.warmupMillis(5, 500)).isEqualTo(500);
  }

  @Test
  void warmUpIsNoLongerThanTheCompilersNeed() {
    assertThat(budget.warmupMillis(1, 5_000)).isEqualTo(Budget.MAX_WARMUP_MILLIS);
    assertThat(5 * budget.warmupMillis(5, 5_000)).isEqualTo(Budget.MAX_WARMUP_MILLIS);
  }

  @Test
  void nothingFitsIntoTooLittleTime() {
    assertThat(budget.iterationMillis(fiveTurns, budget.leastMillis(fiveTurns) - 1)).isEmpty();
    assertThat(budget.iterationMillis(fiveTurns, budget.leastMillis(fiveTurns)))
        .hasValue(Budget.MIN_ITERATION_MILLIS);
  }

  @Test
  void iterationsDoNotGrowBeyondTheirLimit() {
    assertThat(budget.iterationMillis(fiveTurns, 1e9)).hasValue(Budget.MAX_ITERATION_MILLIS);
  }

  @Test
  void singleExecutionsCostTheirOverheadOnly() {
    Demand shots = new Demand(5_000, 0);
    assertThat(budget.forkMillis(shots, 100)).isEqualTo(5_000);
    assertThat(budget.forkMillis(shots, 1_000)).isEqualTo(5_000);
  }

  @Test
  void moreTimeGivesMoreRoundsWithinLimits() {
    List<Demand> round = Collections.nCopies(11, new Demand(1_200, 5));
    double good = budget.totalMillis(round, Budget.GOOD_ITERATION_MILLIS);
    assertThat(budget.rounds(round, 5 * good)).isEqualTo(5);
    assertThat(budget.rounds(round, 5 * good - 1)).isEqualTo(4);
    assertThat(budget.rounds(round, 100 * good)).isEqualTo(Budget.MAX_AUTO_ROUNDS);
    assertThat(budget.rounds(round, 3 * budget.leastMillis(round))).isEqualTo(Budget.MIN_ROUNDS);
    assertThat(budget.rounds(round, budget.leastMillis(round))).isEqualTo(1);
    assertThat(budget.rounds(round, 1)).isZero();
  }

  @Test
  void aSmokeRunIsShort() {
    Budget smoke = new Budget(true);
    List<Demand> demands = Collections.nCopies(9, new Demand(1_500, 5));
    long millis = smoke.iterationMillis(demands, 38_000).orElseThrow();
    assertThat(smoke.totalMillis(demands, millis)).isLessThan(20_000);
  }
}
