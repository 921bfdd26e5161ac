package dev.inlay.jmh.results;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Makes series of one result: the figures of a map in a task. */
final class SeriesReader {
  private static final String SINGLE_SHOT = "ss";
  private static final List<String> PERCENTILES = List.of("p50", "p99", "p99.9", "p99.99");

  private SeriesReader() {}

  /** Returns what was done; two runs may describe the same differently. */
  static Task task(JmhResult result) {
    SortedMap<String, String> params = result.params("");
    params.keySet().removeAll(JmhFile.DESCRIBING);
    return new Task(
        result.benchmark(),
        result.mode(),
        result.threads(),
        Task.collectorOf(result.jvmArgs()),
        params);
  }

  static List<Series> read(Task task, JmhResult result) {
    List<Series> all = new ArrayList<>();
    result
        .secondaryUnits()
        .forEach((label, unit) -> all.add(series(task, result, Metric.secondary(label, unit))));
    boolean scored =
        !result.mode().equals(SINGLE_SHOT) || all.stream().noneMatch(s -> s.metric().ofBenchmark());
    if (result.mode().equals(JmhResult.SAMPLE)) {
      PERCENTILES.forEach(
          label -> all.add(series(task, result, Metric.percentile(label, result.unit()))));
    } else if (scored) {
      all.add(0, series(task, result, Metric.score(result.mode(), result.unit())));
    }
    return all;
  }

  private static Series series(Task task, JmhResult result, Metric metric) {
    double[] rounds =
        result.forks(metric.label()).stream().mapToDouble(Double::doubleValue).toArray();
    return new Series(task, result.subject(), metric, rounds);
  }
}
