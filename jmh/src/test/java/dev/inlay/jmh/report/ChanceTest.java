package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.results.Unreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts claim no more than the rounds can bear. */
class ChanceTest {
  private static final int ROWS = 400;

  @TempDir Path temp = Path.of("");

  private Run run(RunFolder folder) throws Unreadable {
    return RunFiles.read(List.of(folder.write())).get(0);
  }

  /** Measures two maps that are alike, on a machine with noise. */
  private Run alike(int rounds, double noise) throws Unreadable {
    SplittableRandom random = new SplittableRandom(7);
    RunFolder folder = new RunFolder(temp.resolve("alike" + rounds + noise));
    for (int row = 1; row <= ROWS; row++) {
      for (String map : List.of("chm", "sharded")) {
        double[] figures = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          figures[round] = 10 * Math.exp(noise * random.nextGaussian());
        }
        folder.add(map, row, 1, figures);
      }
    }
    return run(folder);
  }

  @Test
  void ofMapsThatAreAlikeAQuarterIsOneSidedInThreeRoundsAndThatIsSaid() throws Unreadable {
    Headline headline = new Headline(alike(3, 0.2));
    Chance chance = new Chance(headline.scores().get(0).findings());
    assertThat(chance.expected()).isEqualTo(ROWS / 4.0);
    assertThat(chance.oneSided()).isBetween(ROWS / 5, ROWS * 3 / 10);
    assertThat(chance.beyond()).as("none is established").isZero();
    assertThat(headline.chances())
        .singleElement()
        .asString()
        .contains("100.0 of 400 comparisons would have all rounds on one side", ": none.");
  }

  /** The least effect takes away what little noise makes. */
  @Test
  void aQuietMachineNamesNoWinsOfMapsThatAreAlike() throws Unreadable {
    Headline.Score score = new Headline(alike(3, 0.005)).scores().get(0);
    assertThat(new Chance(score.findings()).oneSided()).isGreaterThan(ROWS / 5);
    assertThat(score.ahead() + score.behind()).isZero();
  }

  @Test
  void whatIsFasterInManyRoundsIsBeyondChance() throws Unreadable {
    RunFolder folder = new RunFolder(temp.resolve("faster"));
    folder.add("chm", 1, 1, 10, 10, 10, 10, 10, 10).add("sharded", 1, 1, 11, 12, 13, 11, 12, 13);
    folder.add("chm", 2, 1, 10, 10, 10, 10, 10, 10).add("sharded", 2, 1, 11, 12, 13, 11, 12, 13);
    Headline headline = new Headline(run(folder));
    assertThat(headline.chances())
        .singleElement()
        .asString()
        .contains(
            "less than 0.1 of 2 comparisons",
            "here 2 have",
            "(sign test, corrected for all, 5 %): 2.");
  }

  @Test
  void aLeadOfAThousandthIsNoWin() throws Unreadable {
    RunFolder folder = new RunFolder(temp.resolve("thousandth"));
    folder.add("chm", 1, 1, 1000, 1000, 1000).add("sharded", 1, 1, 1001, 1002, 1003);
    Run run = run(folder);
    assertThat(new Headline(run).sentence()).contains("in none of 1", "not told apart in 1");
    assertThat(new Verdicts(run).lines())
        .anyMatch(line -> line.contains("not told apart: 1.00x"))
        .anyMatch(line -> line.contains("by at least 5 %"));
  }

  @Test
  void goalsAreJudgedAlikeOnBothSides() {
    assertThat(GoalVerdict.of(true, 1, new Spread(1.33, 0.69, 2.15, 3)))
        .isEqualTo(GoalVerdict.REACHED_WITHIN_SPREAD);
    assertThat(GoalVerdict.of(true, 1.1, new Spread(0.95, 0.64, 1.17, 3)))
        .isEqualTo(GoalVerdict.WITHIN_SPREAD);
    assertThat(GoalVerdict.of(true, 1.1, new Spread(0.95, 0.64, 1.07, 3)))
        .isEqualTo(GoalVerdict.MISSED);
    assertThat(GoalVerdict.of(true, 1.1, new Spread(1.3, 1.1, 1.4, 3)))
        .isEqualTo(GoalVerdict.REACHED);
    assertThat(GoalVerdict.of(false, 16, new Spread(15, 14, 17, 3)))
        .isEqualTo(GoalVerdict.REACHED_WITHIN_SPREAD);
    assertThat(GoalVerdict.of(false, 16, new Spread(15, 14, 16, 3))).isEqualTo(GoalVerdict.REACHED);
    assertThat(GoalVerdict.of(false, 16, new Spread(17, 15, 18, 3)))
        .isEqualTo(GoalVerdict.WITHIN_SPREAD);
  }
}
