package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.subject.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine;

class SuiteTest {

  private static Settings settings(String... args) {
    Options options = new Options();
    new CommandLine(new Holder(options)).parseArgs(args);
    return options.resolve();
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin Options options) {}

  private static List<String> ids(Contest contest) {
    return contest.subjects().stream().map(Subject::id).toList();
  }

  @Test
  void everyCombinationIsAContestWithTheBaselineFirst() {
    List<Contest> contests =
        MixSuite.contests(
            settings("--sizes", "1K,1M", "--keys", "long,string", "--threads", "1,2"));
    assertThat(contests).hasSize(8);
    assertThat(contests).allSatisfy(c -> assertThat(ids(c)).startsWith("chm"));
    assertThat(contests).extracting(c -> c.workload().title()).doesNotHaveDuplicates();
  }

  @Test
  void hashMapTakesPartWithOneThreadOnly() {
    List<Contest> contests = MixSuite.contests(settings("--threads", "1,2"));
    assertThat(ids(contests.get(0))).contains("hashmap");
    assertThat(ids(contests.get(1))).doesNotContain("hashmap");
  }

  @Test
  void numbersOfShardsStandInForShardedMap() {
    Contest contest =
        MixSuite.contests(settings("--shards", "1,64,per-key", "--sizes", "4K", "--threads", "2"))
            .get(0);
    assertThat(ids(contest))
        .containsExactly(
            "chm",
            "synchronized",
            "nbhm",
            "sharded-1",
            "sharded-64",
            "sharded-4096",
            "striped",
            "snapshot");
    assertThat(contest.workload().title()).contains("per-key = 4,096 shards, 1.0 keys each");
  }

  @Test
  void latencyIsSampled() {
    Workload workload = MixSuite.contests(settings("--mode", "latency")).get(0).workload();
    assertThat(workload.mode()).isEqualTo(Mode.SampleTime);
    assertThat(workload.columns())
        .allSatisfy(column -> assertThat(column.quantity()).isEqualTo(Quantity.LATENCY));
  }

  @Test
  void theTargetTableIsComplete() {
    TargetSuite suite = new TargetSuite(settings("--suite", "targets"));
    assertThat(suite.goals().size()).isEqualTo(58);
    assertThat(suite.contests()).extracting(c -> c.workload().title()).doesNotHaveDuplicates();
    assertThat(suite.contests())
        .allSatisfy(c -> assertThat(ids(c)).containsExactly("chm", "sharded", "striped"));
  }

  @Test
  void onlyWhatIsAskedOfTheChosenMapsIsMeasured() {
    TargetSuite suite = new TargetSuite(settings("--suite", "targets", "--maps", "snapshot"));
    assertThat(suite.contests())
        .extracting(contest -> contest.workload().title())
        .hasSize(7)
        .noneMatch(title -> title.startsWith("put"));
    assertThat(new TargetSuite(settings("--suite", "targets", "--maps", "nbhm")).contests())
        .hasSizeGreaterThan(20);
  }

  @Test
  void mapsThatAreCopiedMeetTheOthersWhileSmall() {
    VersionSuite suite = new VersionSuite(settings("--suite", "versions"));
    assertThat(suite.goals()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(suite.contests()).extracting(c -> c.workload().title()).doesNotHaveDuplicates();
    assertThat(suite.contests())
        .allSatisfy(
            contest ->
                assertThat(ids(contest).contains("copied"))
                    .isEqualTo(contest.workload().entries() <= 10_000));
  }

  @Test
  void theHeapIsFixedAndTouched() {
    Workload workload =
        MixSuite.contests(settings("--heap", "2g", "--gc", "parallel")).get(0).workload();
    assertThat(workload.jvmArgs())
        .containsExactly("-XX:+UseParallelGC", "-Xms2048m", "-Xmx2048m", "-XX:+AlwaysPreTouch");
  }
}
