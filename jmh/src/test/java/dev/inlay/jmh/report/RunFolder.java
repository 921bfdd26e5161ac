package dev.inlay.jmh.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.results.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a made-up run. */
final class RunFolder {
  static final String BENCHMARK = "dev.inlay.jmh.bench.GetHit.get";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final ArrayNode results = JSON.createArrayNode();
  private final Map<String, String> environment = new LinkedHashMap<>();

  private final Map<String, String> moreParams = new LinkedHashMap<>();
  private String topic = "";
  private String mode = "thrpt";
  private String unit = "ops/us";

  RunFolder(Path directory) {
    this.directory = directory;
    environment.put("command", "./compare");
    environment.put("CPU", "a fast one");
    environment.put("cores", "2");
    environment.put("JDK", "OpenJDK 64-Bit Server VM 17.0.1+2, Someone");
    environment.put("GC", "G1");
    environment.put("commit", "abcdef");
  }

  RunFolder fact(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Gives everything that is added from now on a parameter. */
  RunFolder param(String name, String value) {
    moreParams.put(name, value);
    return this;
  }

  /** Says how everything that is added from now on is measured. */
  RunFolder in(String newMode, String newUnit) {
    mode = newMode;
    unit = newUnit;
    return this;
  }

  /** Says what everything that is added from now on is about. */
  RunFolder about(String newTopic) {
    topic = newTopic;
    return this;
  }

  /** Adds a map's throughput, a value for each fork. */
  RunFolder add(String subject, int entries, int threads, double... forks) {
    return add(BENCHMARK, subject, entries, threads, forks);
  }

  RunFolder add(String benchmark, String subject, int entries, int threads, double... forks) {
    ObjectNode result = results.addObject();
    result.put("benchmark", benchmark).put("mode", mode).put("threads", threads);
    result.put("jdkVersion", "17.0.1").put("vmName", "OpenJDK").put("vmVersion", "17.0.1+2");
    result.putArray("jvmArgs").add("-XX:+UseG1GC").add("-Xmx1g");
    ObjectNode params = result.putObject("params");
    moreParams.forEach(params::put);
    if (!topic.isEmpty()) {
      params.put("topic", topic).put("title", topic + " of " + entries).put("kernel", "x");
    }
    params.put("subject", subject).put("entries", String.valueOf(entries)).put("keys", "long");
    ObjectNode metric = result.putObject("primaryMetric");
    metric.put("score", 0).put("scoreUnit", unit);
    ArrayNode raw = metric.putArray("rawData");
    for (double fork : forks) {
      raw.addArray().add(fork);
    }
    result.putObject("secondaryMetrics");
    return this;
  }

  /** Adds a map's sampled times: one fork with one iteration. */
  RunFolder sampled(String subject, int time) {
    add(subject, 1_000, 1, time);
    ObjectNode metric = (ObjectNode) results.get(results.size() - 1).get("primaryMetric");
    metric.putArray("rawDataHistogram").addArray().addArray().addArray().add(time).add(100);
    return this;
  }

  /** Adds a secondary figure to what was added last. */
  RunFolder figure(String label, double value) {
    ObjectNode metrics = (ObjectNode) results.get(results.size() - 1).get("secondaryMetrics");
    ObjectNode metric = metrics.putObject(label).put("score", value).put("scoreUnit", "B");
    metric.putArray("rawData").addArray().add(value);
    return this;
  }

  /** Two maps at two sizes, with a win and a loss. */
  RunFolder usual() {
    add("chm", 1_000, 1, 10, 20).add("sharded", 1_000, 1, 15, 30);
    return add("chm", 1_000_000, 1, 10, 10).add("sharded", 1_000_000, 1, 5, 6);
  }

  Path write() {
    try {
      Files.createDirectories(directory);
      JSON.writeValue(directory.resolve(ResultFile.RESULTS).toFile(), results);
      JSON.writeValue(directory.resolve(ResultFile.ENVIRONMENT).toFile(), environment);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
