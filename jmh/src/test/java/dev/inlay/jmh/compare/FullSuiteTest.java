package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.bench.Facts;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FullSuiteTest {

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin Options options) {}

  private static List<Contest> contests(String... more) {
    List<String> args = new ArrayList<>(List.of("--suite", "full"));
    args.addAll(Arrays.asList(more));
    Options options = new Options();
    new CommandLine(new Holder(options)).parseArgs(args.toArray(String[]::new));
    return new FullSuite(options.resolve()).contests();
  }

  private static List<String> ids(Contest contest) {
    return contest.subjects().stream().map(Subject::id).toList();
  }

  @Test
  void everyTopicHasWorkloads() {
    assertThat(contests())
        .extracting(contest -> contest.workload().topic())
        .contains(Arrays.stream(Topic.values()).filter(t -> t != Topic.MIX).toArray(Topic[]::new))
        .doesNotContain(Topic.MIX);
  }

  @Test
  void noTwoWorkloadsHaveTheSameTitleOrTheSameParameters() {
    for (List<Contest> contests : List.of(contests(), contests("--smoke"))) {
      assertThat(contests).extracting(c -> c.workload().title()).doesNotHaveDuplicates();
      assertThat(contests)
          .extracting(
              c -> {
                Workload w = c.workload();
                return List.of(w.benchmark(), w.mode(), w.threads(), w.params(), w.shape());
              })
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyMapOfTheRunIsInAContestOrItIsSaidWhyNot() {
    Set<String> all = new HashSet<>();
    Subjects.all().forEach(subject -> all.add(subject.label()));
    all.remove(Subjects.get("champ").label());
    all.remove(Subjects.get("copied").label());
    all.add(Subjects.get("limit").label());
    for (List<Contest> contests : List.of(contests(), contests("--smoke"))) {
      for (Contest contest : contests) {
        List<String> named =
            new ArrayList<>(contest.subjects().stream().map(Subject::label).toList());
        named.addAll(contest.absent().keySet());
        assertThat(named).as(contest.workload().title()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ids(contest)).startsWith("chm");
      }
    }
  }

  @Test
  void whatAMapCannotDoIsTheReason() {
    Map<String, Set<String>> reasons = new HashMap<>();
    for (Contest contest : contests()) {
      contest
          .absent()
          .forEach((map, why) -> reasons.computeIfAbsent(map, key -> new TreeSet<>()).add(why));
    }
    assertThat(reasons.get("ConcurrentSkipListMap"))
        .anyMatch(why -> why.contains("user keys have none"))
        .anyMatch(why -> why.contains("snapshot"))
        .anyMatch(why -> why.contains("all or nothing"));
    assertThat(reasons.get("HashMap")).containsExactly("is for one thread");
    assertThat(reasons.get("StripedMap")).allMatch(why -> why.contains("all or nothing"));
    assertThat(reasons).doesNotContainKeys("ConcurrentHashMap", "ShardedMap", "SnapshotMap");
  }

  @Test
  void theLimitIsInEveryReadingWorkloadAndInNoOther() {
    assertThat(contests())
        .allSatisfy(
            contest ->
                assertThat(ids(contest).contains("limit"))
                    .isEqualTo(Facts.kernel(contest.workload().benchmark()).isPresent()));
    assertThat(contests())
        .filteredOn(contest -> ids(contest).contains("limit"))
        .hasSizeGreaterThan(25);
  }

  @Test
  void sharesOfReadsGoFromNoneToAllAndThreadsFromOneToAllCores() {
    List<Contest> threads =
        contests().stream().filter(c -> c.workload().topic() == Topic.THREADS).toList();
    assertThat(threads)
        .allSatisfy(
            c -> assertThat(((Turns) c.workload().shape()).values()).contains("0", "50", "100"));
    assertThat(threads)
        .extracting(c -> c.workload().threads())
        .contains(1, Runtime.getRuntime().availableProcessors());
    assertThat(FullSuite.threadCounts(1)).containsExactly(1);
    assertThat(FullSuite.threadCounts(12)).containsExactly(1, 2, 4, 8, 12);
    assertThat(FullSuite.threadCounts(16)).containsExactly(1, 2, 4, 8, 16);
  }

  private static Set<String> keysOf(Topic topic, String title) {
    Set<String> keys = new TreeSet<>();
    for (Contest contest : contests()) {
      Workload workload = contest.workload();
      if (workload.topic() == topic && workload.title().startsWith(title)) {
        keys.add(workload.params().getOrDefault("keys", "long"));
      }
    }
    return keys;
  }

  @Test
  void keysOfEveryKindAreFoundMissedPutAndInserted() {
    String[] kinds = {"dense", "string", "user", "colliding"};
    assertThat(keysOf(Topic.READS, "get hit, equal")).contains(kinds);
    assertThat(keysOf(Topic.READS, "get hit, the same instance")).contains("string", "user");
    assertThat(keysOf(Topic.READS, "get miss")).contains(kinds);
    assertThat(keysOf(Topic.WRITES, "put over an existing"))
        .contains("string", "user", "colliding");
    assertThat(keysOf(Topic.INSERTS, "put of new")).contains("string", "user", "colliding", "long");
  }

  @Test
  void sizesGoFromAHundredToTenMillion() {
    assertThat(contests())
        .filteredOn(c -> c.workload().topic() == Topic.SIZES)
        .extracting(c -> c.workload().entries())
        .contains(100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000);
  }

  @Test
  void aSmokeRunHasEveryMapAndFewInEachWorkload() {
    List<Contest> contests = contests("--smoke");
    assertThat(contests).hasSameSizeAs(contests());
    Set<String> met = new HashSet<>();
    contests.forEach(contest -> met.addAll(ids(contest)));
    assertThat(met).hasSize(Subjects.all().size() - 2 + 1);
    assertThat(contests).allSatisfy(c -> assertThat(ids(c)).hasSizeBetween(2, 4));
    assertThat(contests)
        .filteredOn(c -> c.workload().topic() != Topic.HEAP)
        .allSatisfy(c -> assertThat(c.workload().entries()).isLessThanOrEqualTo(11_000));
  }

  @Test
  void aMapMoreOrLessChangesNothingElse() {
    assertThat(contests("--maps", "striped"))
        .hasSameSizeAs(contests())
        .allSatisfy(c -> assertThat(ids(c)).isSubsetOf("chm", "striped").contains("chm"));
  }
}
