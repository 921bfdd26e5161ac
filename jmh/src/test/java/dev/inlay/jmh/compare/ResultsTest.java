package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.subject.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final List<String> FORWARD = List.of("100", "50");
  private static final List<String> ROTATED = List.of("50", "100");

  private final Contest contest = Runs.contest("chm", "sharded");
  private final Subject chm = contest.subjects().get(0);
  private final Subject sharded = contest.subjects().get(1);
  private final Results results = new Results();

  @Test
  void turnsAreToldApartWhateverTheirOrderWas() {
    results.add(contest, chm, 0, Runs.fork("chm", FORWARD, 10, 20));
    results.add(contest, chm, 1, Runs.fork("chm", ROTATED, 22, 12));
    assertThat(results.absolute(contest, chm, Runs.ALL_READS)).hasValue(new Spread(11, 10, 12, 2));
    assertThat(results.absolute(contest, chm, Runs.HALF_READS)).hasValue(new Spread(21, 20, 22, 2));
  }

  @Test
  void severalIterationsOfATurnCountByTheirMedian() {
    results.add(contest, chm, 0, Runs.fork("chm", FORWARD, 10, 1, 11, 1, 90, 1));
    assertThat(results.absolute(contest, chm, Runs.ALL_READS).orElseThrow().median()).isEqualTo(11);
  }

  @Test
  void ratiosAreTakenWithinARound() {
    // The machine became twice as fast after the first round; the map is 1.5 times as fast
    // throughout.
    results.add(contest, chm, 0, Runs.fork("chm", FORWARD, 10, 10));
    results.add(contest, sharded, 0, Runs.fork("sharded", FORWARD, 15, 15));
    results.add(contest, chm, 1, Runs.fork("chm", FORWARD, 20, 20));
    results.add(contest, sharded, 1, Runs.fork("sharded", FORWARD, 30, 30));
    Spread ratio = results.ratio(contest, sharded, Runs.ALL_READS).orElseThrow();
    assertThat(ratio.min()).isCloseTo(1.5, within(1e-9));
    assertThat(ratio.max()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void aRoundWithoutTheBaselineGivesNoRatio() {
    results.add(contest, chm, 0, Runs.fork("chm", FORWARD, 10, 10));
    results.add(contest, sharded, 0, Runs.fork("sharded", FORWARD, 15, 15));
    results.add(contest, sharded, 1, Runs.fork("sharded", FORWARD, 100, 100));
    assertThat(results.ratio(contest, sharded, Runs.ALL_READS).orElseThrow().count()).isEqualTo(1);
  }

  /** What passed its check in two rounds was as broken as what did not in the third. */
  @Test
  void aMapThatTurnsOutBrokenLosesTheFiguresOfAllRounds() {
    for (int round = 0; round < 2; round++) {
      results.add(contest, chm, round, Runs.fork("chm", FORWARD, 10, 10));
      results.add(contest, sharded, round, Runs.fork("sharded", FORWARD, 90, 90));
    }
    Trouble memory = new Trouble("out of memory", false, "");
    results.fail(contest, sharded, memory);
    assertThat(results.ratio(contest, sharded, Runs.ALL_READS)).isPresent();
    assertThat(results.failures(contest)).extracting(Results.Failure::trouble).contains(memory);
    results.fail(contest, sharded, new Trouble("the map is broken", true, ""));
    assertThat(results.ratio(contest, sharded, Runs.ALL_READS)).isEmpty();
    assertThat(results.absolute(contest, chm, Runs.ALL_READS)).isPresent();
    assertThat(results.failures()).hasSize(1);
    assertThat(results.failures(Runs.contest("chm", "striped"))).isEmpty();
  }

  @Test
  void nothingMeasuredGivesNothing() {
    assertThat(results.isEmpty()).isTrue();
    assertThat(results.absolute(contest, chm, Runs.ALL_READS)).isEmpty();
    assertThat(results.ratio(contest, sharded, Runs.ALL_READS)).isEmpty();
  }

  @Test
  void moreThanOneIsBetterWhateverIsMeasured() {
    assertThat(Quantity.THROUGHPUT.ratio(30, 20)).isEqualTo(1.5);
    assertThat(Quantity.LATENCY.ratio(20, 30)).isEqualTo(1.5);
    assertThat(Quantity.time("ms").ratio(20, 30)).isEqualTo(1.5);
  }

  @Test
  void aFigureThatTheBenchmarkDidNotPublishIsNone() {
    Workload.Column absent =
        new Workload.Column("", 0, Quantity.figure("no such", "x", "B", Better.LOWER));
    results.add(contest, chm, 0, Runs.fork("chm", FORWARD, 10, 20));
    assertThat(results.absolute(contest, chm, absent)).isEmpty();
  }
}
