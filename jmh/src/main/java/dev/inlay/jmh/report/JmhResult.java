package dev.inlay.jmh.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlay.jmh.compare.Spread;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.MultisetStatistics;

/** One result of JMH's JSON: one map in one workload, with a list of values for each fork. */
final class JmhResult {
  /** What our benchmarks call the map. */
  static final String SUBJECT = "subject";

  static final String SAMPLE = "sample";

  /** The percentiles of a latency curve. */
  static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

  private static final String OWN_PACKAGE = "dev.inlay.jmh.";
  private static final Pattern PERCENTILE_METRIC = Pattern.compile("p(\\d+(?:\\.\\d+)?)");

  private final JsonNode node;

  private JmhResult(JsonNode node) {
    this.node = node;
  }

  /** Checks that a node is a result, and one of our benchmarks. */
  static JmhResult of(Object file, JsonNode node, int index) throws Unreadable {
    for (String field : List.of("benchmark", "mode", "threads", "params", "primaryMetric")) {
      boolean optional = field.equals("params");
      if (!optional && !node.has(field)) {
        throw new Unreadable(
            file, "is JSON, but not JMH's: element " + index + " has no '" + field + "'");
      }
    }
    String benchmark = node.get("benchmark").asText();
    if (!benchmark.startsWith(OWN_PACKAGE)) {
      throw new Unreadable(
          file,
          "holds JMH results of other benchmarks ("
              + benchmark
              + "): only those of "
              + OWN_PACKAGE
              + "* can be reported");
    }
    if (!node.at("/params/" + SUBJECT).isTextual()) {
      throw new Unreadable(
          file, "has a result of " + benchmark + " without the parameter '" + SUBJECT + "'");
    }
    if (!node.at("/primaryMetric/rawData").isArray()
        && !node.at("/primaryMetric/rawDataHistogram").isArray()) {
      throw new Unreadable(
          file, "is JSON, but not JMH's: element " + index + " has no rawData of its forks");
    }
    return new JmhResult(node);
  }

  String text(String field) {
    return node.path(field).asText("");
  }

  String benchmark() {
    return text("benchmark");
  }

  String mode() {
    return text("mode");
  }

  int threads() {
    return node.get("threads").asInt();
  }

  String subject() {
    return node.at("/params/" + SUBJECT).asText();
  }

  String unit() {
    return node.at("/primaryMetric/scoreUnit").asText("");
  }

  List<String> jvmArgs() {
    List<String> args = new ArrayList<>();
    node.path("jvmArgs").forEach(arg -> args.add(arg.asText()));
    return args;
  }

  /** Returns all parameters but the map, and but the given one. */
  SortedMap<String, String> params(String without) {
    SortedMap<String, String> params = new TreeMap<>();
    Iterator<Map.Entry<String, JsonNode>> fields = node.path("params").properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getKey().equals(SUBJECT) && !field.getKey().equals(without)) {
        params.put(field.getKey(), field.getValue().asText());
      }
    }
    return params;
  }

  String param(String name) {
    return name.isEmpty() ? "" : node.path("params").path(name).asText("");
  }

  /** Returns label and unit of each secondary metric. */
  Map<String, String> secondaryUnits() {
    Map<String, String> units = new TreeMap<>();
    node.path("secondaryMetrics")
        .properties()
        .forEach(
            metric -> units.put(metric.getKey(), metric.getValue().path("scoreUnit").asText("")));
    return units;
  }

  /** Returns a metric's figure of each fork: the median of its iterations. */
  List<Double> forks(String metric) {
    Matcher percentile = PERCENTILE_METRIC.matcher(metric);
    if (mode().equals(SAMPLE) && percentile.matches()) {
      return percentiles(Double.parseDouble(percentile.group(1)));
    }
    JsonNode raw =
        metric.isEmpty()
            ? node.at("/primaryMetric/rawData")
            : node.path("secondaryMetrics").path(metric).path("rawData");
    List<Double> forks = new ArrayList<>();
    for (JsonNode fork : raw) {
      List<Double> values = new ArrayList<>();
      fork.forEach(value -> values.add(value.asDouble(Double.NaN)));
      forks.add(median(values));
    }
    return forks;
  }

  /** Returns a percentile of the sampled operations in each fork: the median of its iterations. */
  List<Double> percentiles(double percentile) {
    List<Double> forks = new ArrayList<>();
    for (JsonNode fork : node.at("/primaryMetric/rawDataHistogram")) {
      List<Double> values = new ArrayList<>();
      for (JsonNode iteration : fork) {
        MultisetStatistics statistics = new MultisetStatistics();
        iteration.forEach(
            bucket -> statistics.addValue(bucket.path(0).asDouble(), bucket.path(1).asLong()));
        if (statistics.getN() > 0) {
          values.add(statistics.getPercentile(percentile));
        }
      }
      forks.add(median(values));
    }
    return forks;
  }

  private static double median(List<Double> values) {
    double[] numbers =
        values.stream().mapToDouble(Double::doubleValue).filter(v -> !Double.isNaN(v)).toArray();
    return numbers.length == 0 ? Double.NaN : Spread.of(numbers).median();
  }
}
