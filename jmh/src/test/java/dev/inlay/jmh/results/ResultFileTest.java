package dev.inlay.jmh.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir Path directory = Path.of("");

  private List<Series> read(String mode, String primary, String secondary)
      throws IOException, Unreadable {
    String json =
        """
        [{"benchmark": "dev.inlay.jmh.bench.X.run", "mode": "%s", "threads": 2,
          "jvmArgs": ["-XX:+UseParallelGC", "-Xmx1g"],
          "params": {"subject": "striped", "entries": "1000"},
          "primaryMetric": %s, "secondaryMetrics": %s}]
        """
            .formatted(mode, primary, secondary);
    return ResultFile.read(Files.writeString(directory.resolve("results.json"), json)).series();
  }

  @Test
  void roundsAreTheMediansOfTheirIterations() throws IOException, Unreadable {
    List<Series> series =
        read(
            "thrpt",
            "{\"scoreUnit\": \"ops/us\", \"rawData\": [[1, 9, 2], [4, 6], [\"NaN\"]]}",
            "{}");
    assertThat(series).hasSize(1);
    assertThat(series.get(0).rounds()).containsExactly(2, 5, Double.NaN);
    assertThat(series.get(0).figures()).containsExactly(2, 5);
    assertThat(series.get(0).subject()).isEqualTo("striped");
    assertThat(series.get(0).metric())
        .isEqualTo(new Metric("", "M op/s", Metric.Better.HIGHER, false));
    Task task = series.get(0).task();
    assertThat(task.collector()).isEqualTo("ParallelGC");
    assertThat(task.shortBenchmark()).isEqualTo("X.run");
    assertThat(task.params()).containsOnlyKeys("entries");
  }

  @Test
  void figuresOfASingleShotStandForItsTime() throws IOException, Unreadable {
    String bytes = "{\"heap.perEntry.average\": {\"scoreUnit\": \"B\", \"rawData\": [[15.1]]}}";
    List<Series> series = read("ss", "{\"scoreUnit\": \"s/op\", \"rawData\": [[4]]}", bytes);
    assertThat(series).hasSize(1);
    assertThat(series.get(0).metric().counted()).isTrue();
    String collections = "{\"gc.collections\": {\"scoreUnit\": \"counts\", \"rawData\": [[3]]}}";
    List<Series> watched =
        read("thrpt", "{\"scoreUnit\": \"ops/us\", \"rawData\": [[4]]}", collections);
    assertThat(watched).extracting(s -> s.metric().directed()).containsExactly(true, false);
  }

  /** JMH's profiler of the collector is not what a single shot is about, and titles are no work. */
  @Test
  void whatProfilersSayAndDescriptionsChangeNoRow() throws IOException, Unreadable {
    String allocated = "{\"gc.alloc.rate.norm\": {\"scoreUnit\": \"B/op\", \"rawData\": [[32]]}}";
    List<Series> series = read("ss", "{\"scoreUnit\": \"ms/op\", \"rawData\": [[4]]}", allocated);
    assertThat(series)
        .extracting(s -> s.metric().label())
        .containsExactly("", "gc.alloc.rate.norm");
    assertThat(series.get(1).metric().bytes()).isTrue();
    assertThat(series.get(1).metric().counted()).isFalse();
    String json = Files.readString(directory.resolve("results.json"));
    Path titled = directory.resolve("titled.json");
    Files.writeString(titled, json.replace("\"entries\"", "\"title\": \"a\", \"entries\""));
    assertThat(ResultFile.read(titled).tasks()).containsExactly(series.get(0).task());
  }

  @Test
  void sampledTimesGivePercentiles() throws IOException, Unreadable {
    StringBuilder pairs = new StringBuilder();
    for (int i = 1; i <= 1_000; i++) {
      pairs.append(String.format(Locale.ROOT, "%s[%d, 1]", i == 1 ? "" : ",", i));
    }
    List<Series> series =
        read(
            "sample",
            "{\"scoreUnit\": \"ns/op\", \"rawDataHistogram\": [[[" + pairs + "]]]}",
            "{}");
    assertThat(series)
        .extracting(s -> s.metric().label() + "=" + Math.round(10 * s.rounds()[0]) / 10.0)
        .containsExactly("p50=500.5", "p99=991.0", "p99.9=1000.0", "p99.99=1000.0");
    assertThat(series).allMatch(s -> s.metric().unit().equals("ns"));
  }

  @Test
  void ratiosAreTakenRoundByRoundAndMoreIsBetter() {
    Task task = new Task("a.B.c", "avgt", 1, "", new java.util.TreeMap<>());
    Metric time = Metric.score("avgt", "us/op");
    Series slow = new Series(task, "chm", time, new double[] {10, 20, Double.NaN});
    Series fast = new Series(task, "sharded", time, new double[] {5, 5, 5, 5});
    assertThat(fast.timesBetterThan(slow)).containsExactly(2, 4);
  }

  @Test
  void everyPublishedFileIsRead() throws IOException, Unreadable {
    Path benchmarks = Path.of("..", "docs", "benchmarks");
    List<Path> files;
    try (var found = Files.walk(benchmarks)) {
      files = found.filter(file -> file.endsWith(ResultFile.RESULTS)).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      ResultFile read = ResultFile.read(file.getParent());
      assertThat(read.series()).as(file.toString()).isNotEmpty();
      assertThat(read.environment()).containsKeys("CPU", "JDK", "commit");
    }
  }
}
