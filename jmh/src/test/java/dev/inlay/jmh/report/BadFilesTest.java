package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.diff.DiffCommand;
import dev.inlay.jmh.results.JmhFile;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Whatever stands in a JSON file, its readers report, or say in a line that names a file what is
 * wrong with it.
 */
class BadFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> JUNK =
      List.of(
          "null", "[]", "{}", "[null]", "[[]]", "0", "-1", "1e99", "true", "\"\"", "\"NaN\"",
          "\"x\"");

  @TempDir Path temp = Path.of("");
  private Path run = Path.of("");
  private Path good = Path.of("");

  @BeforeEach
  void writeRun() throws IOException, Unreadable {
    run = write("run");
    good = write("good");
    assertThat(outcome()).as("the run is good before anything is changed").isEmpty();
  }

  /** Writes a run with a plan, a goal and a secondary figure. */
  private Path write(String name) throws IOException, Unreadable {
    RunFolder folder = new RunFolder(temp.resolve(name)).usual().figure("gc.count", 3);
    Path path = folder.write();
    Bout bout = RunFiles.read(List.of(path)).get(0).bouts().get(0);
    Plan.Workload workload =
        new Plan.Workload(
            "a title",
            bout.benchmark(),
            bout.mode(),
            1,
            bout.params(),
            bout.jvmArgs(),
            "",
            bout.columns(),
            Map.of("chm", List.of(0, 1), "sharded", List.of(0, 1)),
            Map.of("HashMap", "is for one thread"),
            Map.of("StripedMap", "it crashed"));
    Plan plan =
        new Plan(
            List.of(workload),
            List.of(new Plan.Goal(0, 0, true, 1.1, "sharded", "chm")),
            List.of("a verdict"));
    Files.write(path.resolve(RunFiles.PLAN), RunFiles.toBytes(plan));
    return path;
  }

  /** Reports and compares; returns what was refused. */
  private List<String> outcome() {
    List<String> refused = new ArrayList<>();
    try {
      List<Run> runs = RunFiles.read(List.of(run));
      assertThat(new Page(runs).parts()).isNotEmpty();
      assertThat(TextReport.toText(runs.get(0)) + TextReport.toMarkdown(runs)).isNotEmpty();
      assertThat(CsvReport.toCsv(runs)).isNotEmpty();
      assertThat(new Headline(runs.get(0)).sentence()).isNotEmpty();
    } catch (Unreadable e) {
      refused.add(String.valueOf(e.getMessage()));
    }
    for (List<Path> files : List.of(List.of(run, good), List.of(good, run))) {
      StringWriter err = new StringWriter();
      List<RuntimeException> thrown = new ArrayList<>();
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      new CommandLine(new DiffCommand(nowhere))
          .setErr(new PrintWriter(err, true))
          .setParameterExceptionHandler(
              (e, args) -> {
                err.append(e.getMessage());
                return 2;
              })
          .setExecutionExceptionHandler(
              (e, command, result) -> {
                thrown.add(new IllegalStateException(e));
                return 1;
              })
          .execute(files.get(0).toString(), files.get(1).toString());
      thrown.stream().findFirst().ifPresent(e -> fail("diff", e));
      if (!err.toString().isEmpty()) {
        refused.add(err.toString());
      }
    }
    return refused;
  }

  private void requireALineOrAReport(Path file, String content) throws IOException {
    Files.writeString(file, content);
    List<String> refused;
    try {
      refused = outcome();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(file.getFileName() + ": " + content, e);
    }
    assertThat(refused)
        .as(content)
        .allSatisfy(line -> assertThat(line).contains(run.toString()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {JmhFile.RESULTS, JmhFile.ENVIRONMENT, RunFiles.PLAN})
  void anyValueMayBeJunkOrMissing(String name) throws IOException {
    Path file = run.resolve(name);
    JsonNode whole = JSON.readTree(file.toFile());
    for (String junk : JUNK) {
      requireALineOrAReport(file, junk);
    }
    for (List<Object> way : ways(whole, List.of())) {
      for (String junk : JUNK) {
        requireALineOrAReport(file, changed(whole, way, JSON.readTree(junk)));
      }
      requireALineOrAReport(file, changed(whole, way, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "3", "{\"CPU\": null}", "{\"CPU\": [1]}"})
  void anEnvironmentThatIsNoneIsNamed(String content) throws IOException {
    Files.writeString(run.resolve(JmhFile.ENVIRONMENT), content);
    assertThat(outcome())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains(JmhFile.ENVIRONMENT));
  }

  @Test
  void whatIsNoNumberIsNoFigure() throws IOException, Unreadable {
    Path file = run.resolve(JmhFile.RESULTS);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("[[15.0],[30.0]]", "[[\"NaN\"],[30.0]]"));
    Bout bout = RunFiles.read(List.of(run)).get(0).bouts().get(0);
    assertThat(bout.ratio(bout.entrant("sharded").orElseThrow(), bout.columns().get(0)))
        .hasValue(new Spread(1.5, 1.5, 1.5, 1));
  }

  /** Returns the way to each node below one. */
  private static List<List<Object>> ways(JsonNode node, List<Object> way) {
    List<List<Object>> ways = new ArrayList<>();
    if (!way.isEmpty()) {
      ways.add(way);
    }
    if (node.isObject()) {
      node.properties().forEach(e -> ways.addAll(ways(e.getValue(), longer(way, e.getKey()))));
    }
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      ways.addAll(ways(node.get(i), longer(way, i)));
    }
    return ways;
  }

  private static List<Object> longer(List<Object> way, Object step) {
    List<Object> longer = new ArrayList<>(way);
    longer.add(step);
    return longer;
  }

  /** Returns a copy with another value at the end of a way, or with none. */
  private static String changed(
      JsonNode whole, List<Object> way, @org.jspecify.annotations.Nullable JsonNode value) {
    JsonNode copy = whole.deepCopy();
    JsonNode parent = copy;
    for (Object step : way.subList(0, way.size() - 1)) {
      parent = step instanceof Integer index ? parent.get(index) : parent.get((String) step);
    }
    Object last = way.get(way.size() - 1);
    if (parent instanceof ArrayNode array && last instanceof Integer index) {
      if (value == null) {
        array.remove(index);
      } else {
        array.set(index, value);
      }
    } else if (parent instanceof ObjectNode object) {
      if (value == null) {
        object.remove((String) last);
      } else {
        object.set((String) last, value);
      }
    }
    return copy.toString();
  }
}
