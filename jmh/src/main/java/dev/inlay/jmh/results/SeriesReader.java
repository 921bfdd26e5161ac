package dev.inlay.jmh.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads one result of JMH's JSON: the figures of a map in a task. */
final class SeriesReader {
  private static final String SUBJECT = "subject";

  /** Parameters that describe a task; two runs may describe the same differently. */
  private static final Set<String> DESCRIPTIONS = Set.of("title", "topic", "kernel");

  private static final String SINGLE_SHOT = "ss";
  private static final String SAMPLED = "sample";
  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p99", 99.0, "p99.9", 99.9, "p99.99", 99.99);

  private SeriesReader() {}

  /** Throws an IllegalArgumentException that says what is missing. */
  static List<Series> read(JsonNode result) {
    Map<String, String> params = new TreeMap<>();
    result
        .path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    String subject = params.remove(SUBJECT);
    params.keySet().removeAll(DESCRIPTIONS);
    if (subject == null) {
      throw new IllegalArgumentException("it has no parameter '" + SUBJECT + "'");
    }
    List<String> jvmArgs = new ArrayList<>();
    result.path("jvmArgs").forEach(arg -> jvmArgs.add(arg.asText()));
    String mode = text(result, "mode");
    Task task =
        new Task(
            text(result, "benchmark"),
            mode,
            result.path("threads").asInt(),
            Task.collectorOf(jvmArgs),
            new TreeMap<>(params));
    List<Series> all = new ArrayList<>();
    result
        .path("secondaryMetrics")
        .properties()
        .forEach(
            named -> {
              JsonNode figures = named.getValue();
              Metric metric = Metric.secondary(named.getKey(), text(figures, "scoreUnit"));
              all.add(new Series(task, subject, metric, rounds(figures)));
            });
    boolean scored =
        !mode.equals(SINGLE_SHOT) || all.stream().noneMatch(s -> s.metric().ofBenchmark());
    JsonNode primary = result.path("primaryMetric");
    String unit = text(primary, "scoreUnit");
    if (mode.equals(SAMPLED)) {
      PERCENTILES.keySet().stream()
          .sorted()
          .map(name -> sampled(task, subject, name, primary))
          .forEach(all::add);
    } else if (scored) {
      all.add(0, new Series(task, subject, Metric.score(mode, unit), rounds(primary)));
    }
    return all;
  }

  private static Series sampled(Task task, String subject, String percentile, JsonNode primary) {
    Metric metric = Metric.percentile(percentile, text(primary, "scoreUnit"));
    double wanted = PERCENTILES.getOrDefault(percentile, 0.0);
    return new Series(
        task, subject, metric, rounds(primary, "rawDataHistogram", it -> percentile(it, wanted)));
  }

  /** An iteration is a list of pairs of value and count; the nearest rank counts. */
  private static double percentile(JsonNode iteration, double percentile) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    iteration.forEach(
        pair -> counts.merge(pair.path(0).asDouble(), pair.path(1).asLong(), Long::sum));
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.ceil(total * percentile / 100);
    long seen = 0;
    for (Map.Entry<Double, Long> value : counts.entrySet()) {
      seen += value.getValue();
      if (seen >= rank) {
        return value.getKey();
      }
    }
    return Double.NaN;
  }

  private static double[] rounds(JsonNode metric) {
    return rounds(metric, "rawData", SeriesReader::number);
  }

  private interface Reader {
    double read(JsonNode iteration);
  }

  private static double[] rounds(JsonNode metric, String data, Reader reader) {
    JsonNode forks = metric.path(data);
    if (!forks.isArray()) {
      throw new IllegalArgumentException("a figure of it has no '" + data + "'");
    }
    double[] rounds = new double[forks.size()];
    for (int i = 0; i < rounds.length; i++) {
      List<Double> iterations = new ArrayList<>();
      forks.get(i).forEach(iteration -> iterations.add(reader.read(iteration)));
      rounds[i] = median(iterations);
    }
    return rounds;
  }

  /** JMH writes what is no number as text. */
  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  private static double median(List<Double> values) {
    double[] sorted =
        values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).asText("");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it has no '" + name + "'");
    }
    return text;
  }
}
