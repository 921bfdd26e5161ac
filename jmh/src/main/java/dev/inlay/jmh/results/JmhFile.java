package dev.inlay.jmh.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file with JMH's results and the environment beside it, both checked: they are of one run.
 *
 * @param path the file with the results
 * @param results the results, in the order of the file
 * @param environment what {@link #ENVIRONMENT} says, or empty when there is none
 */
public record JmhFile(
    Path path, List<JmhResult> results, Optional<Map<String, String>> environment) {

  /** The name of the JSON file in a folder of results. */
  public static final String RESULTS = "results.json";

  /** The name of the description of machine and command in a folder of results. */
  public static final String ENVIRONMENT = "environment.json";

  /** The fact, and the parameter of each result, that tells the run from all others. */
  public static final String RUN = "run";

  /** The fact that names the JDK. */
  public static final String JDK = "JDK";

  /** Parameters that describe a result, and are none of the benchmark's. */
  public static final Set<String> DESCRIBING = Set.of("title", "topic", "kernel", RUN);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Copies the lists. */
  public JmhFile {
    results = List.copyOf(results);
    environment = environment.map(facts -> Collections.unmodifiableMap(new LinkedHashMap<>(facts)));
  }

  /**
   * Reads a file, or the one in a folder.
   *
   * @param argument a JSON file that the comparison wrote, or the folder with it
   * @return what it holds
   * @throws Unreadable if it cannot be read, was written by something else, or is of several runs
   */
  public static JmhFile read(Path argument) throws Unreadable {
    Path file = resultFile(argument);
    JsonNode json = tree(file);
    // First whether it is ours at all: that a foreign file lacks our other files is no news.
    List<JmhResult> results = results(file, json);
    if (results.isEmpty()) {
      throw new Unreadable(file, "holds no result: nothing was measured");
    }
    Path beside = file.resolveSibling(ENVIRONMENT);
    if (!Files.exists(beside)) {
      return new JmhFile(file, results, Optional.empty());
    }
    Map<String, String> environment = environment(beside);
    requireSameRun(file, results.get(0), beside, environment);
    return new JmhFile(file, results, Optional.of(environment));
  }

  /**
   * Reads results.
   *
   * @param file where they are from, for messages
   * @param json JMH's array
   * @return the results, of one run, each once
   * @throws Unreadable if they are not
   */
  public static List<JmhResult> results(Object file, JsonNode json) throws Unreadable {
    if (!json.isArray()) {
      throw new Unreadable(file, "is JSON, but not JMH's: an array of results is expected");
    }
    List<JmhResult> results = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      results.add(JmhResult.of(file, json.get(i), i));
    }
    requireOneRun(file, results);
    requireDifferent(file, results);
    return results;
  }

  /** Figures of two runs, put into one file by hand, would give ratios across runs. */
  private static void requireOneRun(Object file, List<JmhResult> results) throws Unreadable {
    Set<String> runs = new TreeSet<>();
    Set<String> jvms = new TreeSet<>();
    for (JmhResult result : results) {
      runs.add(result.param(RUN).isEmpty() ? "one that is not named" : result.param(RUN));
      jvms.add(result.text("vmName") + " " + result.text("vmVersion"));
    }
    requireOne(file, "runs", runs);
    requireOne(file, "JVMs", jvms);
  }

  private static void requireOne(Object file, String what, Set<String> found) throws Unreadable {
    if (found.size() > 1) {
      throw new Unreadable(
          file,
          "holds results of several %s (%s): ratios are taken within one run only; give each run's own file"
              .formatted(what, String.join("; ", found)));
    }
  }

  private static void requireDifferent(Object file, List<JmhResult> results) throws Unreadable {
    Set<List<Object>> seen = new HashSet<>();
    for (JmhResult result : results) {
      if (!seen.add(
          List.of(
              result.benchmark(),
              result.mode(),
              result.threads(),
              result.params(""),
              result.jvmArgs(),
              result.subject()))) {
        throw twice(file, result.benchmark(), result.subject());
      }
    }
  }

  /** Says that a figure is there twice. */
  static Unreadable twice(Object file, String benchmark, String map) {
    return new Unreadable(
        file,
        "has two results of %s with the map %s and the same parameters: ratios are taken within one run only; give each run's own file"
            .formatted(benchmark, map));
  }

  private static void requireSameRun(
      Path file, JmhResult result, Path beside, Map<String, String> environment) throws Unreadable {
    String measured = result.text("jdkVersion");
    String jdk = environment.getOrDefault(JDK, measured);
    if (!jdk.contains(measured)) {
      throw new Unreadable(
          beside,
          "is of another run than %s: it says JDK '%s', and the results are of JDK '%s'"
              .formatted(file.getFileName(), jdk, measured));
    }
    String run = environment.getOrDefault(RUN, "");
    if (!run.equals(result.param(RUN))) {
      throw new Unreadable(
          beside,
          "is of another run than %s: it says run '%s', and the results are of run '%s'"
              .formatted(file.getFileName(), run, result.param(RUN)));
    }
  }

  private static Path resultFile(Path argument) throws Unreadable {
    if (!Files.exists(argument)) {
      throw new Unreadable(argument, "does not exist");
    }
    if (!Files.isDirectory(argument)) {
      return argument;
    }
    Path file = argument.resolve(RESULTS);
    if (!Files.exists(file)) {
      throw new Unreadable(argument, "is a folder without a " + RESULTS);
    }
    return file;
  }

  private static Map<String, String> environment(Path file) throws Unreadable {
    JsonNode json = tree(file);
    if (!json.isObject()) {
      throw new Unreadable(file, "is JSON, but no object with the facts of a run");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> fact : json.properties()) {
      if (!fact.getValue().isValueNode() || fact.getValue().isNull()) {
        throw new Unreadable(file, "has no text for '" + fact.getKey() + "'");
      }
      environment.put(fact.getKey(), fact.getValue().asText());
    }
    return environment;
  }

  /**
   * Reads any JSON.
   *
   * @param file the file
   * @return what it holds
   * @throws Unreadable if it is none
   */
  public static JsonNode tree(Path file) throws Unreadable {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json.isMissingNode()) {
        throw new Unreadable(file, "is empty");
      }
      return json;
    } catch (JacksonException e) {
      JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
      if (e instanceof JsonEOFException || place.getByteOffset() >= file.toFile().length()) {
        throw new Unreadable(
            file, "is cut off: the JSON ends too early, in line " + place.getLineNr());
      }
      throw new Unreadable(
          file,
          "is not JSON: line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
    } catch (NoSuchFileException e) {
      throw new Unreadable(file, "does not exist");
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }
}
