package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.report.ReportCommand;
import dev.inlay.jmh.report.RunFiles;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine;

/** Which maps replay a workload, how, and what is said in the end. */
class WorkloadSuiteTest {
  private static final String PLAIN =
      "format = 1; name = plain; entries = 1K; threads = 2; op.get.hit = 1; op.put.existing = 1";

  @TempDir private Path directory;
  private Results results = new Results();
  private Settings settings;
  private WorkloadSuite suite;
  private List<Contest> contests;

  private Settings settings(String workload, String... more) {
    try {
      Path file = Files.writeString(directory.resolve("test.workload"), workload);
      List<String> args = new ArrayList<>(List.of(more));
      args.addAll(List.of("--workload", file.toString()));
      Options options = new Options();
      new CommandLine(new Holder(options)).parseArgs(args.toArray(String[]::new));
      return options.resolve();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin Options options) {}

  @BeforeEach
  void plain() {
    use(PLAIN);
  }

  private void use(String workload, String... more) {
    settings = settings(workload, more);
    suite = new WorkloadSuite(settings, settings.workload().orElseThrow().spec());
    contests = suite.contests();
  }

  private List<String> ids() {
    return contests.get(1).subjects().stream().map(Subject::id).toList();
  }

  @Test
  void allMapsTakePartAndOthersAreNamedWithTheReason() {
    assertThat(ids())
        .containsExactly(
            "chm",
            "synchronized",
            "nbhm",
            "eclipse",
            "caffeine",
            "guava",
            "skiplist",
            "sharded",
            "striped",
            "snapshot",
            "triemap",
            "scala",
            "vavr",
            "champ",
            "copied");
    assertThat(suite.leftOut()).containsOnlyKeys("HashMap");
    assertThat(suite.leftOut().get("HashMap")).contains("one thread only", "has 2");
  }

  @Test
  void keysWithoutAnOrderKeepTheSkipListOut() {
    use(PLAIN + "; key.type = user");
    assertThat(suite.leftOut().get("ConcurrentSkipListMap")).contains("user");
  }

  @Test
  void oneThreadLetsHashMapIn() {
    use(PLAIN.replace("threads = 2", "threads = 1"), "--maps", "hashmap,scala");
    assertThat(ids()).containsExactly("chm", "hashmap", "scala");
    assertThat(suite.leftOut()).isEmpty();
  }

  @Test
  void mapsThatAreCopiedTakePartWhileSmallOrRead() {
    use(PLAIN.replace("1K", "20K"));
    assertThat(suite.leftOut()).containsKey("volatile HashMap, copied");
    use("format = 1; entries = 20K; threads = 2; op.get.hit = 1");
    assertThat(ids()).contains("copied", "triemap");
  }

  @Test
  void keysWithoutOrderAreNotForMapsThatNeedOneAndTheLimitIsNoMap() {
    use(PLAIN + "; key.type = user", "--maps", "skiplist,limit,striped");
    assertThat(ids()).containsExactly("chm", "striped");
    assertThat(suite.leftOut().get("ConcurrentSkipListMap")).contains("user keys have none");
    assertThat(suite.leftOut().get("limit (bare arrays)")).contains("is no map");
  }

  @Test
  void transactionsAreForMapsThatHaveThem() {
    use(PLAIN + "; op.transaction = 1");
    assertThat(ids()).containsExactly("chm", "sharded", "snapshot");
    assertThat(suite.leftOut().get("StripedMap")).contains("all or nothing");
    assertThat(suite.leftOut().get("ConcurrentHashMap")).contains("yardstick only");
  }

  @Test
  void aMapThatGrowsIsMeasuredInPasses() {
    use("format = 1; entries = 0; growth = 10K; op.merge.absent = 1; op.merge.present = 9");
    Workload replay = contests.get(1).workload();
    assertThat(replay.benchmark()).endsWith("WorkloadReplay.growing");
    assertThat(replay.mode()).isEqualTo(Mode.SingleShotTime);
    assertThat(replay.title()).contains("from 0 to 10,000 entries, 93,750 operations");
    use(PLAIN);
    replay = contests.get(1).workload();
    assertThat(replay.benchmark()).endsWith("WorkloadReplay.steady");
    assertThat(replay.threads()).isEqualTo(2);
    assertThat(replay.params().get("workload")).startsWith("format = 1; name = plain;");
    assertThat(Environment.describe(settings, contests))
        .containsEntry("workload", replay.params().get("workload"));
  }

  @Test
  void longKeysAndValuesGetALargerHeap() {
    use(
        "format = 1; entries = 1M; key.type = string; key.length = 1K; value.bytes = 2K; op.size = 1");
    assertThat(contests.get(1).workload().jvmArgs()).contains("-Xmx8296m");
  }

  private void add(String map, int round, double score, double heap) {
    Contest replay = contests.get(1);
    Subject subject =
        replay.subjects().stream().filter(each -> each.id().equals(map)).findFirst().orElseThrow();
    results.add(replay, subject, round, Runs.fork(map, List.of(""), score));
    if (round == 0) {
      results.add(contests.get(0), subject, 0, Runs.heapFork(map, heap));
    }
  }

  /** Nothing of a map that lost keys in the last round is left, wherever one looks. */
  @Test
  void aMapThatTurnsOutBrokenIsInNoOutputButAsFailed(@TempDir Path out) throws Exception {
    use(PLAIN, "--maps", "striped,sharded", "--report", out.resolve("page").toString());
    for (int round = 0; round < 4; round++) {
      add("chm", round, 10, 41.3);
      add("striped", round, 99, 18.1);
      add("sharded", round, 12, 15.2);
    }
    String why = "the map is broken: size() is 999, not 1000";
    Contest replay = contests.get(1);
    results.fail(replay, Subjects.get("striped"), new Trouble(why, true, ""));
    Path page = out.resolve("page");
    show(page);
    assertThat(Files.readString(page.resolve("plan.json"))).contains(why);
    Path again = out.resolve("again");
    assertThat(
            new CommandLine(new ReportCommand())
                .execute(page.toString(), "--out", again.toString()))
        .isZero();
    for (Path folder : List.of(page, again)) {
      for (String name : List.of("report.md", "report.html", "report.csv")) {
        assertThat(Files.readString(folder.resolve(name)))
            .as(folder + " " + name)
            .contains(why)
            .doesNotContain("9.90x", "99.0");
      }
    }
    Files.delete(page.resolve("plan.json"));
    assertThat(RunFiles.read(List.of(page)).get(0).failures())
        .singleElement()
        .asString()
        .contains(why);
    assertThat(Files.readString(page.resolve("report.html")))
        .contains("JDK 17, G1, ShardedMap was ahead", "; it failed in 1 workload.");
    assertThat(Files.readString(page.resolve("environment.json"))).contains(why);
    assertThat(ResultFile.read(page).series())
        .filteredOn(series -> series.task().benchmark().contains("WorkloadReplay"))
        .extracting(Series::subject)
        .contains("sharded")
        .doesNotContain("striped");
    assertThat(verdict())
        .contains("plain':\n  ShardedMap: 1.20x")
        .contains("FAILED: StripedMap in 'workload 'plain'")
        .doesNotContain("then StripedMap");
  }

  /** The page is written into the same folder after the results. */
  @Test
  void theVerdictIsInThePageAndStaysInTheMarkdown(@TempDir Path out) throws Exception {
    use(PLAIN, "--maps", "striped", "--report", out.toString());
    for (int round = 0; round < 4; round++) {
      add("chm", round, 10, 41.3);
      add("striped", round, 20, 18.1);
    }
    show(out);
    assertThat(Files.readString(out.resolve("report.md")))
        .contains("## Which map\n\n```\nFor the workload 'plain':\n  StripedMap: 2.00x");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("<h2 id=\"verdict-h\">Which map</h2>")
        .contains("  StripedMap: 2.00x ConcurrentHashMap (2.00..2.00)");
  }

  private void show(Path out) throws java.io.IOException {
    java.util.Map<String, String> facts = Environment.describe(settings, contests);
    facts.put("run", results.run());
    facts.put("JDK", "17");
    PrintStream screen =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    Files.createDirectories(out);
    new Outcome(settings, contests, List.of(), results, facts, screen).show();
  }

  private String verdict() {
    return String.join(
        "\n",
        new WorkloadVerdict(
                settings.workload().orElseThrow().spec(), contests, results, suite.leftOut())
            .lines());
  }

  @Test
  void theBestIsNamedWithItsLeadAndItsMemory() {
    use(PLAIN, "--maps", "striped,sharded");
    for (int round = 0; round < 5; round++) {
      add("chm", round, 10, 41.3);
      add("striped", round, 18 + round / 2.0, 18.1);
      add("sharded", round, 9 - round / 2.0, 15.2);
    }
    assertThat(verdict())
        .isEqualTo(
            """
            For the workload 'plain':
              StripedMap: 1.90x ConcurrentHashMap (1.80..2.00), at 18.1 bytes an entry instead of 41.3.
              then ConcurrentHashMap, at 41.3 bytes an entry.
              then ShardedMap: 0.80x ConcurrentHashMap (0.70..0.90), at 15.2 bytes an entry instead of 41.3.""");
  }

  /** Of two maps that are alike one is ahead in all of three rounds in a quarter of all runs. */
  @Test
  void fewRoundsGiveNoWinner() {
    use(PLAIN, "--maps", "striped");
    for (int round = 0; round < 3; round++) {
      add("chm", round, 10 + round / 10.0, 41.3);
      add("striped", round, 18 + round, 18.1);
      assertThat(verdict()).doesNotContain("then ");
    }
    assertThat(verdict())
        .contains("no single best", "StripedMap has the best median:\n    StripedMap: 1.88x")
        .contains(
            "3 rounds are few: from 4 on they tell one pair of maps apart (--rounds, --time)");
    add("chm", 3, 10, 41.3);
    add("striped", 3, 18, 18.1);
    assertThat(verdict()).contains("plain':\n  StripedMap: 1.8").doesNotContain("few");
  }

  @Test
  void theBestOfManyMapsAlikeIsNoWinner() {
    use(PLAIN);
    Random random = new Random(8);
    int winners = 0;
    for (int trial = 0; trial < 40; trial++) {
      use(PLAIN);
      results = new Results();
      for (int round = 0; round < 5; round++) {
        for (String id : ids()) {
          add(id, round, 10 + random.nextGaussian(), 20);
        }
      }
      winners += verdict().contains("no single best") && !verdict().contains("then ") ? 0 : 1;
    }
    assertThat(winners).isLessThan(7);
  }

  @Test
  void overlappingRoundsGiveNoWinner() {
    use(PLAIN, "--maps", "striped,sharded");
    for (int round = 0; round < 6; round++) {
      add("chm", round, 10, 41.3);
      add("striped", round, 18, 18.1);
      add("sharded", round, 15.5 + round, 15.2);
    }
    assertThat(verdict())
        .contains("no single best: the rounds do not tell these apart, or by less than 5 %;")
        .contains("    StripedMap: 1.80x")
        .contains("    ShardedMap: 1.80x")
        .contains("of these ShardedMap takes the least memory")
        .contains("  then ConcurrentHashMap");
  }

  @Test
  void aLeadOfNextToNothingIsNone() {
    use(PLAIN, "--maps", "striped");
    for (int round = 0; round < 8; round++) {
      add("chm", round, 1_000, 41.3);
      add("striped", round, 1_001 + round, 18.1);
    }
    assertThat(verdict()).contains("no single best").doesNotContain("then");
  }

  @Test
  void theBaselineMayBeBest() {
    use(PLAIN, "--maps", "striped");
    for (int round = 0; round < 4; round++) {
      add("chm", round, 10, 41.3);
      add("striped", round, 9, 18.1);
    }
    assertThat(verdict())
        .contains(
            "plain':\n  ConcurrentHashMap, at 41.3 bytes an entry.\n  then StripedMap: 0.90x");
  }

  @Test
  void oneRoundOrNoneIsNoVerdict() {
    use(PLAIN, "--maps", "striped");
    assertThat(verdict()).contains("no verdict");
    add("chm", 0, 10, 41.3);
    assertThat(verdict()).contains("no verdict");
    add("striped", 0, 30, 18.1);
    assertThat(verdict())
        .contains("one round only")
        .contains("StripedMap: 3.00x ConcurrentHashMap,");
  }

  @Test
  void notesSayWhatTheMapsPromiseDifferently() {
    use(PLAIN + "; op.snapshot = 1; op.merge.present = 1; op.iterate = 1; op.transaction = 1");
    assertThat(verdict())
        .contains("a snapshot is of one moment from ShardedMap, SnapshotMap")
        .contains("all or nothing, which ConcurrentHashMap cannot")
        .contains("holds its lock during a whole iteration");
    use(PLAIN + "; op.merge.present = 1");
    assertThat(verdict())
        .contains("more than once: NonBlockingHashMap", "CHAMP (reference)", "HashMap (Vavr)")
        .containsPattern("more than once: .*ConcurrentSkipListMap")
        .containsPattern("more than once: .*ConcurrentHashMap \\(Eclipse\\)")
        .doesNotContainPattern("more than once: .*(StripedMap|ConcurrentHashMap[,.]|Caffeine)");
    use(PLAIN);
    assertThat(verdict()).doesNotContain("note:");
  }
}
