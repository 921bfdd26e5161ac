package dev.inlay.jmh.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.results.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a run: JMH's results, and beside them the environment and the plan. */
public final class RunFiles {
  /** See {@link Plan}; runs may lack it. */
  public static final String PLAN = "plan.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private RunFiles() {}

  /**
   * Reads runs.
   *
   * @param arguments result files, or folders with one each
   * @return the runs, with names that differ
   * @throws Unreadable if any cannot be reported on
   */
  public static List<Run> read(List<Path> arguments) throws Unreadable {
    Set<Path> seen = new HashSet<>();
    List<Run> runs = new ArrayList<>();
    for (Path argument : arguments) {
      Path file = resultFile(argument);
      try {
        if (!seen.add(file.toRealPath())) {
          throw new Unreadable(argument, "is given twice");
        }
      } catch (IOException e) {
        throw new Unreadable(file, "cannot be read: " + e.getMessage());
      }
      String badge = arguments.size() == 1 ? "" : badge(runs.size());
      runs.add(read(badge, file));
    }
    return runs;
  }

  /**
   * Makes a run of what was just measured.
   *
   * @param results JMH's JSON
   * @param plan what was to be measured
   * @param environment where
   * @return the run
   */
  public static Run of(byte[] results, Plan plan, Map<String, String> environment) {
    try {
      return RunReader.read("", "this run", JSON.readTree(results), plan, environment);
    } catch (IOException | Unreadable e) {
      throw new IllegalStateException("what was measured cannot be read back", e);
    }
  }

  /**
   * Returns a plan as its file has it.
   *
   * @param plan the plan
   * @return the file's content
   * @throws IOException never, with a plan
   */
  public static byte[] toBytes(Plan plan) throws IOException {
    return JSON.writeValueAsBytes(plan);
  }

  /** Returns A for the first run, then B, ... and after Z the numbers from 27. */
  private static String badge(int index) {
    return index < 26 ? String.valueOf((char) ('A' + index)) : String.valueOf(index + 1);
  }

  private static Path resultFile(Path argument) throws Unreadable {
    if (!Files.exists(argument)) {
      throw new Unreadable(argument, "does not exist");
    }
    if (!Files.isDirectory(argument)) {
      return argument;
    }
    Path file = argument.resolve(ResultFile.RESULTS);
    if (!Files.exists(file)) {
      throw new Unreadable(argument, "is a folder without a " + ResultFile.RESULTS);
    }
    return file;
  }

  private static Run read(String name, Path file) throws Unreadable {
    JsonNode results = tree(file);
    if (results.isArray() && results.isEmpty()) {
      throw new Unreadable(file, "holds no result: nothing was measured");
    }
    // First whether it is ours at all: that a foreign file lacks our other files is no news.
    RunReader.read(name, file, results, Plan.NONE, Map.of());
    Path environmentFile = file.resolveSibling(ResultFile.ENVIRONMENT);
    Map<String, String> environment = environment(file, environmentFile);
    String jdk = environment.get(Run.JDK);
    String measured = results.path(0).path("jdkVersion").asText("");
    if (jdk == null || !jdk.contains(measured)) {
      throw new Unreadable(
          environmentFile,
          "is of another run than %s: it says JDK '%s', and the results are of JDK '%s'"
              .formatted(file.getFileName(), jdk, measured));
    }
    Path planFile = file.resolveSibling(PLAN);
    return RunReader.read(
        name, file, results, Files.exists(planFile) ? plan(planFile) : Plan.NONE, environment);
  }

  private static Map<String, String> environment(Path results, Path file) throws Unreadable {
    if (!Files.exists(file)) {
      throw new Unreadable(
          file, "is missing: without it nobody knows on what machine " + results + " was measured");
    }
    JsonNode json = tree(file);
    if (!json.isObject()) {
      throw new Unreadable(file, "is JSON, but no object with the facts of a run");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    json.properties().forEach(fact -> environment.put(fact.getKey(), fact.getValue().asText()));
    for (String fact : List.of(Run.COMMAND, Run.CPU, Run.JDK)) {
      if (!environment.containsKey(fact)) {
        throw new Unreadable(file, "says nothing of the " + fact);
      }
    }
    return environment;
  }

  private static Plan plan(Path file) throws Unreadable {
    JsonNode json = tree(file);
    for (JsonNode workload : json.path("workloads")) {
      // Plans from before maps could be absent do not name any.
      if (workload instanceof ObjectNode fields && !fields.has("absent")) {
        fields.putObject("absent");
      }
    }
    try {
      return JSON.treeToValue(json, Plan.class);
    } catch (JacksonException e) {
      throw new Unreadable(file, "is JSON, but no plan of a run: " + e.getOriginalMessage());
    }
  }

  private static JsonNode tree(Path file) throws Unreadable {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json.isMissingNode()) {
        throw new Unreadable(file, "is empty");
      }
      return json;
    } catch (JacksonException e) {
      if (e instanceof JsonEOFException
          || e.getLocation().getByteOffset() >= file.toFile().length()) {
        throw new Unreadable(
            file, "is cut off: the JSON ends too early, in line " + e.getLocation().getLineNr());
      }
      throw new Unreadable(
          file,
          "is not JSON: line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }
}
