package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlay.jmh.report.Run;
import dev.inlay.jmh.report.RunFiles;
import dev.inlay.jmh.report.TextReport;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.subject.Subjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final List<String> TURNS = List.of("100", "50");

  private final Contest contest = Runs.contest("chm", "nbhm", "sharded");
  private final Results results = new Results();

  private Report report(Goal... goals) {
    return new Report(
        List.of(contest),
        List.of(goals),
        results,
        Map.of("CPU", "a fast one", "JDK", "17"),
        List.of());
  }

  private void add(int map, int round, double allReads, double halfReads) {
    results.add(
        contest,
        contest.subjects().get(map),
        round,
        Runs.fork(contest.subjects().get(map).id(), TURNS, allReads, halfReads));
  }

  private void addTwoRounds() {
    add(0, 0, 10, 20);
    add(1, 0, 5, 40);
    add(2, 0, 12, 10);
    add(0, 1, 10, 20);
    add(1, 1, 6, 42);
    add(2, 1, 13, 12);
  }

  @Test
  void theScreenShowsTheBaselineAndRatiosWithSpread() {
    addTwoRounds();
    assertThat(report().toText())
        .contains("throughput, M op/s       100 % reads        50 % reads")
        .contains("ConcurrentHashMap    10.0 10.0..10.0   20.0 20.0..20.0")
        .contains("NonBlockingHashMap  0.55x 0.50..0.60  2.05x 2.00..2.10")
        .contains("ShardedMap          1.25x 1.20..1.30  0.55x 0.50..0.60")
        .contains("a fast one");
  }

  @Test
  void lossesStandBesideWins() {
    addTwoRounds();
    assertThat(report().toText())
        .contains("ahead:          100 % reads 1.25x")
        .contains("behind:         50 % reads 0.55x")
        .contains("not told apart: nothing");
  }

  @Test
  void markdownHasRatiosAndFigures() {
    addTwoRounds();
    assertThat(report().toMarkdown())
        .startsWith("# ")
        .contains("## a mix")
        .contains("| throughput, M op/s | 100 % reads | 50 % reads |\n|---|--:|--:|\n")
        .contains("| ConcurrentHashMap | 1.00x 1.00..1.00 | 1.00x 1.00..1.00 |")
        .contains("| ShardedMap | 1.25x 1.20..1.30 | 0.55x 0.50..0.60 |")
        .contains("| ShardedMap | 12.5 12.0..13.0 | 11.0 10.0..12.0 |")
        .contains("- CPU: `a fast one`");
  }

  @Test
  void theFilesTellTheSameAsTheRunItself(@TempDir Path directory) throws Exception {
    Contest limited =
        new Contest(
            contest.workload(),
            Runs.contest("chm", "sharded", "limit").subjects(),
            1,
            Map.of("HashMap", "is for one thread", "limit (bare arrays)", "is no map"));
    int score = 10;
    for (String map : List.of("chm", "sharded", "limit")) {
      results.add(limited, Subjects.get(map), 0, Runs.fork(map, TURNS, score, 2 * score));
      score += 10;
    }
    Map<String, String> environment =
        Map.of("command", "x", "CPU", "fast", "JDK", "17", "run", results.run());
    Report report = new Report(List.of(limited), List.of(), results, environment, List.of());
    report.writeTo(directory);
    Files.writeString(
        directory.resolve(ResultFile.ENVIRONMENT),
        new ObjectMapper().writeValueAsString(environment));
    Run read = RunFiles.read(List.of(directory)).get(0);
    assertThat(TextReport.toText(new Run("", environment, read.bouts(), read.goals(), List.of())))
        .isEqualTo(report.toText())
        .contains("not here: HashMap: is for one thread")
        .contains("ConcurrentHashMap                    33 %        33 %")
        .doesNotContain("bare arrays");
  }

  @Test
  void whatIsMissingIsNamed() {
    addTwoRounds();
    assertThat(report().missing()).isEmpty();
    Contest other = Runs.contest("chm", "hashmap");
    Report both = new Report(List.of(contest, other), List.of(), results, Map.of(), List.of());
    assertThat(both.missing())
        .containsExactly("ConcurrentHashMap in (2) a mix", "HashMap in (2) a mix");
    assertThat(both.toText()).contains("HashMap  ");
  }

  @Test
  void anInterruptedRunShowsDashesForWhatIsMissing() {
    add(0, 0, 10, 20);
    assertThat(report().toText()).contains("ConcurrentHashMap").containsPattern("ShardedMap +- +-");
  }

  @Test
  void tablesAlignOnAScreenAndEscapeInMarkdown() {
    TextTable table =
        new TextTable()
            .row(List.of("map", "x"))
            .row(List.of("a|b", "1,000"))
            .row(List.of("c", "7"));
    assertThat(table.toText()).isEqualTo("map      x\na|b  1,000\nc        7\n");
    assertThat(table.toMarkdown())
        .isEqualTo("| map | x |\n|---|--:|\n| a\\|b | 1,000 |\n| c | 7 |\n");
  }

  private String verdict(double asked, double... scores) {
    for (int round = 0; round < scores.length; round++) {
      add(0, round, 10, 10);
      add(2, round, scores[round], 10);
    }
    Goal goal = new Goal(contest, Runs.ALL_READS, Goal.Kind.RATIO_AT_LEAST, asked, "sharded");
    String row =
        report(goal)
            .toMarkdown()
            .lines()
            .filter(l -> l.contains("| at least"))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(" \\| ");
    return cells[cells.length - 1].replace(" |", "");
  }

  @Test
  void goalsAreJudgedByTheMedianAndToldApartFromNoise() {
    assertThat(verdict(1.2, 12, 12, 13)).isEqualTo("reached");
    assertThat(verdict(1.2, 11, 12, 13)).isEqualTo("reached, within the spread");
    assertThat(verdict(1.2, 11, 11, 13)).isEqualTo("missed, within the spread");
    assertThat(verdict(1.2, 10, 11, 11)).isEqualTo("MISSED");
  }

  @Test
  void aGoalOfAFigureIsReachedFromBelow() {
    addTwoRounds();
    Goal few = new Goal(contest, Runs.ALL_READS, Goal.Kind.FIGURE_AT_MOST, 13, "sharded");
    assertThat(report(few).toMarkdown())
        .contains("| at most 13 M op/s | 12.5 12.0..13.0 M op/s | reached |");
    Goal fewer = new Goal(contest, Runs.ALL_READS, Goal.Kind.FIGURE_AT_MOST, 11, "sharded");
    assertThat(report(fewer).toMarkdown()).contains("MISSED");
  }

  @Test
  void theTargetTableNamesTargetReachedAndVerdict() {
    addTwoRounds();
    Goal goal = new Goal(contest, Runs.ALL_READS, Goal.Kind.RATIO_AT_LEAST, 1.2, "sharded");
    assertThat(report(goal).toMarkdown())
        .contains(
            "| a mix: 100 % reads | ShardedMap | at least 1.20x | 1.25x 1.20..1.30 | reached |");
  }
}
