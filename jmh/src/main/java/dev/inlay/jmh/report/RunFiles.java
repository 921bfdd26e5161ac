package dev.inlay.jmh.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.results.JmhFile;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));

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
      JmhFile file = JmhFile.read(argument);
      try {
        if (!seen.add(file.path().toRealPath())) {
          throw new Unreadable(argument, "is given twice");
        }
      } catch (IOException e) {
        throw new Unreadable(file.path(), "cannot be read: " + e.getMessage());
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
    String file = "this run";
    try {
      return RunReader.read(
          "", file, JmhFile.results(file, JSON.readTree(results)), plan, environment);
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

  private static Run read(String name, JmhFile file) throws Unreadable {
    Path environmentFile = file.path().resolveSibling(JmhFile.ENVIRONMENT);
    if (file.environment().isEmpty()) {
      throw new Unreadable(
          environmentFile,
          "is missing: without it nobody knows on what machine " + file.path() + " was measured");
    }
    Map<String, String> environment = file.environment().get();
    for (String fact : List.of(Run.COMMAND, Run.CPU, Run.JDK)) {
      if (!environment.containsKey(fact)) {
        throw new Unreadable(environmentFile, "says nothing of the " + fact);
      }
    }
    Path planFile = file.path().resolveSibling(PLAN);
    Plan plan = Files.exists(planFile) ? plan(planFile) : Plan.NONE;
    return RunReader.read(name, file.path(), file.results(), plan, environment);
  }

  private static Plan plan(Path file) throws Unreadable {
    JsonNode json = JmhFile.tree(file);
    if (!(json instanceof ObjectNode root)) {
      throw new Unreadable(file, "is JSON, but no plan of a run: an object is expected");
    }
    // What plans did not have from the start.
    if (!root.has("verdict")) {
      root.putArray("verdict");
    }
    for (JsonNode workload : root.path("workloads")) {
      for (String reasons : List.of("absent", "failed")) {
        if (workload instanceof ObjectNode fields && !fields.has(reasons)) {
          fields.putObject(reasons);
        }
      }
    }
    try {
      return JSON.treeToValue(root, Plan.class);
    } catch (JacksonException e) {
      throw new Unreadable(file, "is JSON, but no plan of a run: " + e.getOriginalMessage());
    }
  }
}
