package dev.inlay.jmh.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlay.jmh.compare.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.MultisetStatistics;

/** One result of JMH's JSON: one map in one workload, with a list of values for each fork. */
public final class JmhResult {
  /** JMH's short name of the mode in which single operations are timed. */
  public static final String SAMPLE = "sample";

  /** What our benchmarks call the map. */
  static final String SUBJECT = "subject";

  private static final String OWN_PACKAGE = "dev.inlay.jmh.";
  private static final String SCORE = "primaryMetric";
  private static final String OTHERS = "secondaryMetrics";
  private static final String UNIT = "scoreUnit";
  private static final String DATA = "rawData";
  private static final String SAMPLES = "rawDataHistogram";
  private static final Pattern PERCENTILE_METRIC = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,9})?)");
  private static final double WHOLE = 100;

  private final Object file;
  private final JsonNode node;
  private final int index;

  private JmhResult(Object file, JsonNode node, int index) {
    this.file = file;
    this.node = node;
    this.index = index;
  }

  /** Checks that a node is a result, and one of our benchmarks. */
  static JmhResult of(Object file, JsonNode node, int index) throws Unreadable {
    JmhResult result = new JmhResult(file, node, index);
    result.requireOurs();
    result.requireMetric(SCORE, node.path(SCORE), result.mode().equals(SAMPLE) ? SAMPLES : DATA);
    for (Map.Entry<String, JsonNode> other : node.path(OTHERS).properties()) {
      result.requireMetric(other.getKey(), other.getValue(), DATA);
    }
    return result;
  }

  private void requireOurs() throws Unreadable {
    for (String field : List.of("benchmark", "mode")) {
      require(node.path(field).isTextual(), "has no '" + field + "'");
    }
    require(node.path("threads").isInt(), "has no number of 'threads'");
    require(node.path(SCORE).isObject(), "has no '" + SCORE + "'");
    if (!benchmark().matches(Pattern.quote(OWN_PACKAGE) + "[\\w.$]*\\w\\.\\w+")) {
      throw new Unreadable(
          file,
          "holds JMH results of other benchmarks ("
              + benchmark()
              + "): only those of "
              + OWN_PACKAGE
              + "* can be read");
    }
    if (!node.path("params").path(SUBJECT).isTextual()) {
      throw new Unreadable(
          file, "has a result of " + benchmark() + " without the parameter '" + SUBJECT + "'");
    }
    for (Map.Entry<String, JsonNode> param : node.path("params").properties()) {
      require(
          param.getValue().isValueNode() && !param.getValue().isNull(),
          "has no value of its parameter '" + param.getKey() + "'");
    }
    for (JsonNode arg : node.path("jvmArgs")) {
      require(arg.isTextual(), "has 'jvmArgs' that are none");
    }
  }

  private void requireMetric(String name, JsonNode metric, String data) throws Unreadable {
    require(metric.path(UNIT).isTextual(), "has no '" + UNIT + "' of '" + name + "'");
    require(metric.path(data).isArray(), "has no '" + data + "' of '" + name + "' by fork");
    for (JsonNode fork : metric.path(data)) {
      require(fork.isArray(), "has '" + data + "' of '" + name + "' that is not by fork");
    }
  }

  private void require(boolean condition, String otherwise) throws Unreadable {
    if (!condition) {
      throw new Unreadable(file, "is JSON, but not JMH's: element " + index + " " + otherwise);
    }
  }

  /**
   * Returns a text.
   *
   * @param field its name
   * @return the text, or an empty one
   */
  public String text(String field) {
    return node.path(field).asText("");
  }

  /**
   * Returns what ran.
   *
   * @return the benchmark's method, with class and package
   */
  public String benchmark() {
    return text("benchmark");
  }

  /**
   * Returns JMH's mode.
   *
   * @return its short name
   */
  public String mode() {
    return text("mode");
  }

  /**
   * Returns how many threads there were.
   *
   * @return their number
   */
  public int threads() {
    return node.path("threads").asInt();
  }

  /**
   * Returns the map.
   *
   * @return its name, as on the command line
   */
  public String subject() {
    return param(SUBJECT);
  }

  /**
   * Returns the unit of the score.
   *
   * @return as JMH writes it
   */
  public String unit() {
    return node.path(SCORE).path(UNIT).asText("");
  }

  /**
   * Returns the arguments of its JVMs.
   *
   * @return the arguments
   */
  public List<String> jvmArgs() {
    List<String> args = new ArrayList<>();
    node.path("jvmArgs").forEach(arg -> args.add(arg.asText()));
    return args;
  }

  /**
   * Returns all parameters but the map, and but the given one.
   *
   * @param without the name of a parameter
   * @return the others by name
   */
  public SortedMap<String, String> params(String without) {
    SortedMap<String, String> params = new TreeMap<>();
    node.path("params")
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals(SUBJECT) && !field.getKey().equals(without)) {
                params.put(field.getKey(), field.getValue().asText());
              }
            });
    return params;
  }

  /**
   * Returns a parameter.
   *
   * @param name its name
   * @return its value, or an empty text
   */
  public String param(String name) {
    return name.isEmpty() ? "" : node.path("params").path(name).asText("");
  }

  /**
   * Returns label and unit of each secondary metric.
   *
   * @return the units by label
   */
  public SortedMap<String, String> secondaryUnits() {
    SortedMap<String, String> units = new TreeMap<>();
    node.path(OTHERS)
        .properties()
        .forEach(metric -> units.put(metric.getKey(), metric.getValue().path(UNIT).asText("")));
    return units;
  }

  /**
   * Returns a metric's figure of each fork: the median of its iterations.
   *
   * @param metric empty for the score, "p99" of sampled operations, or a secondary metric's label
   * @return the figures in the metric's own unit; NaN where there is none
   */
  public List<Double> forks(String metric) {
    Matcher percentile = PERCENTILE_METRIC.matcher(metric);
    if (isOfSamples(metric) && percentile.matches()) {
      return percentiles(Double.parseDouble(percentile.group(1)));
    }
    JsonNode figures = metric.isEmpty() ? node.path(SCORE) : node.path(OTHERS).path(metric);
    return forks(figures.path(DATA), value -> value.isNumber() ? value.asDouble() : Double.NaN);
  }

  /**
   * Returns the unit of a metric.
   *
   * @param metric as in {@link #forks(String)}
   * @return as JMH writes it, or an empty text when there is no such metric
   */
  public String unit(String metric) {
    return metric.isEmpty() || isOfSamples(metric)
        ? unit()
        : secondaryUnits().getOrDefault(metric, "");
  }

  private boolean isOfSamples(String metric) {
    return mode().equals(SAMPLE) && PERCENTILE_METRIC.matcher(metric).matches();
  }

  /**
   * Returns a percentile of the sampled operations in each fork: the median of its iterations.
   *
   * @param percentile up to 100
   * @return the figures; NaN where there is none
   */
  public List<Double> percentiles(double percentile) {
    return forks(
        node.path(SCORE).path(SAMPLES),
        iteration -> {
          MultisetStatistics statistics = new MultisetStatistics();
          for (JsonNode bucket : iteration) {
            if (bucket.path(1).asLong() > 0) {
              statistics.addValue(bucket.path(0).asDouble(Double.NaN), bucket.path(1).asLong());
            }
          }
          return statistics.getN() > 0
              ? statistics.getPercentile(Math.min(percentile, WHOLE))
              : Double.NaN;
        });
  }

  private static List<Double> forks(JsonNode data, ToDoubleFunction<JsonNode> reader) {
    List<Double> forks = new ArrayList<>();
    for (JsonNode fork : data) {
      List<Double> values = new ArrayList<>();
      fork.forEach(iteration -> values.add(reader.applyAsDouble(iteration)));
      double[] finite =
          values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
      forks.add(finite.length == 0 ? Double.NaN : Spread.of(finite).median());
    }
    return forks;
  }
}
