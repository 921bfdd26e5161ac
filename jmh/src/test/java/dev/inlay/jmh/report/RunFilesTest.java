package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  @TempDir Path temp = Path.of("");

  private RunFolder folder(String name) {
    return new RunFolder(temp.resolve(name));
  }

  private static Run read(Path path) throws Unreadable {
    return RunFiles.read(List.of(path)).get(0);
  }

  private void refused(Path path, String... parts) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(Unreadable.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }

  @Test
  void aFolderAndItsResultFileAreTheSame() throws Unreadable {
    Path run = folder("run").usual().write();
    assertThat(read(run)).isEqualTo(read(run.resolve("results.json")));
    assertThat(read(run).bouts())
        .extracting(Bout::title)
        .containsExactly(
            "get hit, 1,000 entries, 1 thread", "get hit, 1,000,000 entries, 1 thread");
  }

  @Test
  void ratiosAreTakenWithinARound() throws Unreadable {
    // The machine was twice as fast in the second round; the map is 1.5 times as fast in both.
    Bout bout = read(folder("run").usual().write()).bouts().get(0);
    Column column = bout.columns().get(0);
    SortedMap<Integer, Double> ratios = bout.ratios(bout.entrant("sharded").orElseThrow(), column);
    assertThat(ratios).hasSize(2);
    assertThat(ratios.values()).allSatisfy(r -> assertThat(r).isCloseTo(1.5, within(1e-9)));
  }

  @Test
  void aPlanSaysWhichRoundEachForkWas() throws Unreadable, IOException {
    Path run = folder("run").add("chm", 1_000, 1, 10, 20).add("sharded", 1_000, 1, 30).write();
    Bout derived = read(run).bouts().get(0);
    Plan.Workload workload =
        new Plan.Workload(
            "a title",
            derived.benchmark(),
            derived.mode(),
            1,
            derived.params(),
            derived.jvmArgs(),
            "",
            derived.columns(),
            Map.of("chm", List.of(0, 1), "sharded", List.of(1)),
            Map.of("HashMap", "is for one thread"),
            Map.of());
    Files.write(
        run.resolve(RunFiles.PLAN),
        RunFiles.toBytes(new Plan(List.of(workload), List.of(), List.of())));
    Bout bout = read(run).bouts().get(0);
    assertThat(bout.title()).isEqualTo("a title");
    assertThat(bout.absent()).containsExactly(Map.entry("HashMap", "is for one thread"));
    Column column = bout.columns().get(0);
    // The map's JVM of the first round failed; what is left is of the second.
    assertThat(bout.ratios(bout.entrant("sharded").orElseThrow(), column))
        .containsExactly(Map.entry(1, 1.5));
    assertThat(derived.ratios(derived.entrant("sharded").orElseThrow(), column))
        .containsExactly(Map.entry(0, 3.0));
  }

  @Test
  void whatIsNotThereIsNamed() {
    refused(temp.resolve("none"), "none", "does not exist");
    refused(temp, temp.toString(), "is a folder without a results.json");
  }

  @Test
  void whatIsNotJsonIsNamedWithThePlace() throws IOException {
    Path run = folder("run").usual().write();
    Path results = run.resolve("results.json");
    String good = Files.readString(results);
    Files.writeString(results, "");
    refused(run, "results.json", "is empty");
    Files.writeString(results, "Benchmark  Mode  Cnt");
    refused(run, "results.json", "is not JSON: line 1, column");
    Files.writeString(results, good.substring(0, good.length() / 2));
    refused(run, "results.json", "is cut off");
    Files.writeString(results, good.substring(0, good.lastIndexOf('}')));
    refused(run, "results.json", "is cut off");
    Files.writeString(results, good + "[");
    refused(run, "results.json", "is not JSON");
    Files.writeString(results, "[]");
    refused(run, "results.json", "holds no result");
  }

  @Test
  void foreignJsonIsNamedAsSuch() throws IOException {
    Path run = folder("run").write();
    Path results = run.resolve("results.json");
    Files.writeString(results, "{\"a\": 1}");
    refused(run, "not JMH's: an array of results is expected");
    Files.writeString(results, "[{\"name\": \"x\"}]");
    refused(run, "not JMH's: element 0 has no 'benchmark'");
    Files.writeString(results, "[1]");
    refused(run, "not JMH's: element 0 has no 'benchmark'");
    Path other = folder("other").add("org.example.Other.run", "chm", 1, 1, 1).write();
    refused(other, "JMH results of other benchmarks (org.example.Other.run)");
  }

  @Test
  void foreignJsonIsToldApartBeforeItsEnvironmentIsMissed() throws IOException {
    Path other = folder("other").add("org.example.Other.run", "chm", 1, 1, 1).write();
    Files.delete(other.resolve("environment.json"));
    refused(other, "other benchmarks");
  }

  @Test
  void aRunNeedsItsOwnEnvironment() throws IOException {
    Path run = folder("run").usual().write();
    Path environment = run.resolve("environment.json");
    Files.writeString(environment, "{\"command\": \"x\"}");
    refused(run, "environment.json says nothing of the CPU");
    Files.delete(environment);
    refused(run, "environment.json is missing");
    refused(
        folder("moved").usual().fact("JDK", "OpenJDK 25.0.1+8").write(),
        "environment.json is of another run than results.json",
        "25.0.1",
        "17.0.1");
  }

  @Test
  void figuresOfTwoRunsInOneFileAreRefused() throws IOException {
    refused(folder("twice").usual().add("chm", 1_000, 1, 99).write(), "has two results of", "chm");
    Path run = folder("jvms").usual().write();
    Path results = run.resolve("results.json");
    String text = Files.readString(results);
    Files.writeString(
        results, text.replaceFirst("\"vmVersion\":\"17.0.1.2\"", "\"vmVersion\":\"x\""));
    refused(run, "results of several JVMs", "within one run only");
  }

  /**
   * Two machines with one JDK that measured different maps: nothing but the run tells them apart.
   */
  @Test
  void figuresOfTwoRunsWithOneJdkAreRefusedByTheRun() throws IOException, Unreadable {
    RunFolder both = folder("both").param("run", "one").fact("run", "one");
    both.add("chm", 1_000, 1, 10).param("run", "two").add("sharded", 1_000, 1, 50);
    refused(both.write(), "results of several runs (one; two)", "within one run only");
    RunFolder old = folder("old").add("chm", 1_000, 1, 10);
    refused(old.param("run", "two").add("sharded", 1_000, 1, 50).write(), "several runs");
    RunFolder good = folder("good").param("run", "one").fact("run", "one");
    assertThat(read(good.add("chm", 1_000, 1, 10).add("sharded", 1_000, 1, 5).write()).bouts())
        .singleElement()
        .satisfies(bout -> assertThat(bout.params()).doesNotContainKey("run"));
    refused(
        folder("other").fact("run", "two").param("run", "one").add("chm", 9, 1, 10).write(),
        "environment.json is of another run",
        "'two'",
        "'one'");
    refused(
        folder("unnamed").param("run", "one").add("chm", 9, 1, 10).write(),
        "environment.json is of another run");
  }

  @Test
  void unitsAreMadeOne() throws Unreadable {
    RunFolder folder = folder("run").in("avgt", "us/op").add("chm", 1_000, 1, 3_000, 4_000);
    folder.in("avgt", "ms/op").add("sharded", 1_000, 1, 1.5, 1);
    Bout bout = read(folder.write()).bouts().get(0);
    Column column = bout.columns().get(0);
    assertThat(column.unit()).isEqualTo("us");
    assertThat(bout.ratios(bout.entrant("sharded").orElseThrow(), column).values())
        .containsExactly(2.0, 4.0);
    RunFolder mixed = folder("mixed").in("avgt", "us/op").add("chm", 1_000, 1, 3);
    refused(
        mixed.in("avgt", "ops/us").add("sharded", 1_000, 1, 3).write(),
        "sharded",
        "'ops/us' where 'us' is expected");
  }

  /** A plan says "count" of what JMH's profiler calls "counts". */
  @Test
  void aPlanMayNameWhatIsCountedInItsOwnWords() throws Unreadable, IOException {
    Path run = folder("run").add("chm", 1_000, 1, 10).figure("gc.count", 7).write();
    Path results = run.resolve("results.json");
    Files.writeString(results, Files.readString(results).replace("\"B\"", "\"counts\""));
    Bout derived = read(run).bouts().get(0);
    Column counted = new Column("", "", "collections", "count", Better.NEITHER, "gc.count");
    Plan.Workload workload =
        new Plan.Workload(
            "a title",
            derived.benchmark(),
            derived.mode(),
            1,
            derived.params(),
            derived.jvmArgs(),
            "",
            List.of(counted),
            Map.of("chm", List.of(0)),
            Map.of(),
            Map.of());
    Plan plan = new Plan(List.of(workload), List.of(), List.of());
    Files.write(run.resolve(RunFiles.PLAN), RunFiles.toBytes(plan));
    Bout bout = read(run).bouts().get(0);
    assertThat(bout.entrants().get(0).rounds(counted)).containsExactly(Map.entry(0, 7.0));
  }

  @Test
  void aRunIsNotReportedTwice() {
    Path run = folder("run").usual().write();
    assertThatThrownBy(() -> RunFiles.read(List.of(run, run.resolve("results.json"))))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("is given twice");
  }

  @Test
  void aPlanOfSomethingElseIsRefused() throws IOException {
    Path run = folder("run").usual().write();
    Path plan = run.resolve("plan.json");
    Files.writeString(plan, "{\"workloads\": 3}");
    refused(run, "plan.json", "no plan of a run");
    Files.writeString(
        plan,
        "{\"workloads\":[],\"goals\":[{\"workload\":7,\"column\":0,\"least\":true,\"value\":1,"
            + "\"map\":\"sharded\",\"rival\":\"chm\"}]}");
    refused(run, "does not fit the plan");
  }
}
