package dev.inlay.jmh.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.results.ResultFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DiffCommandTest {
  private static final double[] OLD = {1.50, 1.51, 1.52, 1.53, 1.54};
  private static final double[] SLOWER = {1.10, 1.11, 1.12, 1.13, 1.14};

  private final ObjectMapper mapper = new ObjectMapper();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory = Path.of("");
  private Path before = Path.of("");
  private Path after = Path.of("");

  @BeforeEach
  void writeRuns() throws IOException {
    before = write("before", OLD, environment());
    after = write("after", SLOWER, environment());
  }

  private static Map<String, String> environment() {
    return new TreeMap<>(
        Map.of("CPU", "one", "cores", "2", "memory", "8 GB", "JDK", "17", "commit", "abc"));
  }

  /** Writes a folder with results in which the baseline has 10 in each round. */
  private Path write(String name, double[] ratios, Map<String, String> environment)
      throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    ArrayNode results = mapper.createArrayNode();
    for (String map : new String[] {"chm", "sharded"}) {
      ObjectNode result = results.addObject();
      result.put("benchmark", "dev.inlay.jmh.bench.GetHit.get").put("mode", "thrpt");
      result.put("threads", 1).putArray("jvmArgs").add("-XX:+UseG1GC");
      result.putObject("params").put("entries", "1000").put("subject", map);
      ArrayNode forks =
          result.putObject("primaryMetric").put("scoreUnit", "ops/us").putArray("rawData");
      for (double ratio : ratios) {
        forks.addArray().add(map.equals("chm") ? 10 : 10 * ratio);
      }
      result.putObject("secondaryMetrics");
    }
    mapper.writeValue(folder.resolve(ResultFile.RESULTS).toFile(), results);
    mapper.writeValue(folder.resolve(ResultFile.ENVIRONMENT).toFile(), environment);
    return folder;
  }

  private int run(Object... args) {
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    CommandLine command =
        new CommandLine(new DiffCommand(new PrintStream(out, true, StandardCharsets.UTF_8)));
    command.setErr(new PrintWriter(err, true));
    command.setParameterExceptionHandler(
        (e, all) -> {
          err.append(e.getMessage());
          return 2;
        });
    return command.execute(texts);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatGotSlowerIsSaidAndIsTheExitCode() {
    assertThat(run(before, after)).isEqualTo(DiffCommand.WORSE);
    assertThat(printed())
        .contains("ShardedMap, GetHit.get entries=1000, 1 thread")
        .contains("1.52x 1.50..1.54")
        .contains("0.74x")
        .contains("SLOWER")
        .contains("1 rows: 1 worse, 0 better")
        .doesNotContain("WARNING");
  }

  @Test
  void whatGotFasterOrStayedIsNoFailure() {
    assertThat(run(after, before)).isZero();
    assertThat(printed()).contains("1 better");
    assertThat(run(before, before)).isZero();
    assertThat(printed()).contains("no change seen");
  }

  @Test
  void tooFewRoundsAreSaidToBeTooFew() throws IOException {
    Path few = write("few", new double[] {1.1, 1.2, 1.3}, environment());
    assertThat(run(few, few)).isEqualTo(DiffCommand.CANNOT_TELL);
    assertThat(printed())
        .contains("cannot tell with 3 and 3 rounds")
        .contains("p would be 0.100")
        .contains("both runs need 4 rounds");
  }

  @Test
  void anotherMachineIsWarnedOfAndItsFiguresAreNotComparedUnlessForced() throws IOException {
    Map<String, String> other = environment();
    other.put("CPU", "another");
    other.put("JDK", "25");
    other.put("commit", "abc with local changes");
    Path elsewhere = write("elsewhere", OLD, other);
    assertThat(run(before, elsewhere)).isZero();
    assertThat(printed())
        .contains("WARNING: CPU differs: one | another")
        .contains("WARNING: JDK differs: 17 | 25")
        .contains("abc with local changes");
    assertThat(run("--absolute", before, elsewhere)).isEqualTo(2);
    assertThat(err.toString()).contains("--absolute").contains("CPU differs").contains("--force");
    assertThat(run("--absolute", "--force", before, elsewhere)).isZero();
    assertThat(run("--absolute", before, after)).isEqualTo(DiffCommand.WORSE);
  }

  @Test
  void anUnknownMachineIsNoneToCompareFiguresWith() throws IOException {
    Files.delete(after.resolve(ResultFile.ENVIRONMENT));
    assertThat(run("--absolute", before, after)).isEqualTo(2);
    assertThat(run(before, after.resolve(ResultFile.RESULTS))).isEqualTo(DiffCommand.WORSE);
    assertThat(printed()).contains("WARNING: no environment.json beside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | is empty",
        "[] | holds no result",
        "{\"a\": 1} | an array of results is expected",
        "[{\"benchmark\": \"x\" | is cut off",
        "PK zip | is not JSON",
        "[{\"benchmark\": \"x\"}] | element 0 has no 'mode'",
        "[{\"params\": {\"subject\": \"chm\"}}] | element 0 has no 'benchmark'",
        "[1, 2] | element 0 has no 'benchmark'",
      })
  void aFileThatIsNoneIsNamedInALine(String content, String reason) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.json"), content);
    assertThat(run(before, file)).isEqualTo(2);
    assertThat(err.toString()).contains(file.toString()).contains(reason).doesNotContain("\n");
    assertThat(printed()).isEmpty();
  }

  @Test
  void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
    String whole = Files.readString(before.resolve(ResultFile.RESULTS));
    for (int length = 1; length < whole.length(); length += 37) {
      Path file = Files.writeString(directory.resolve("cut.json"), whole.substring(0, length));
      assertThat(run(before, file)).as("cut off at " + length).isEqualTo(2);
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run(before, directory.resolve("none"))).isEqualTo(2);
    assertThat(err.toString()).contains("none does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--threshold=x", "--threshold=-1", "--false-alarms=0", "--maps=nosuch"})
  void wrongValuesAreNamedWithWhatIsAllowed(String option) {
    assertThat(run(before, after, option)).isEqualTo(2);
    assertThat(err.toString())
        .contains(option.substring(0, option.indexOf('=')))
        .contains("'" + option.substring(option.indexOf('=') + 1) + "'")
        .contains("allowed");
  }

  @Test
  void aThresholdBeyondTheChangeHidesIt() {
    assertThat(run(before, after, "--threshold", "50 %")).isZero();
  }

  @Test
  void theReportIsWrittenForProgramsAndForMarkdown() throws IOException {
    Path json = directory.resolve("diff.json");
    Path markdown = directory.resolve("diff.md");
    assertThat(run(before, after, "--json", json, "--markdown", markdown)).isEqualTo(3);
    JsonNode row = mapper.readTree(json.toFile()).at("/rows/0");
    assertThat(row.at("/verdict").asText()).isEqualTo("worse");
    assertThat(row.at("/map").asText()).isEqualTo("sharded");
    assertThat(row.at("/oldRounds").asInt()).isEqualTo(5);
    assertThat(row.at("/timesBetter").asDouble()).isBetween(0.73, 0.75);
    assertThat(Files.readString(markdown)).contains("| SLOWER |").contains("|---|");
    assertThat(run(before, after, "--json", directory.resolve("no/such/folder.json"))).isEqualTo(1);
    assertThat(err.toString()).contains("cannot write");
  }

  @Test
  void filesWithoutACommonRowSaySo() throws IOException {
    Path other = write("other", OLD, environment());
    Path json = other.resolve(ResultFile.RESULTS);
    Files.writeString(json, Files.readString(json).replace("\"1000\"", "\"2000\""));
    assertThat(run(before, other)).isEqualTo(DiffCommand.CANNOT_TELL);
    assertThat(printed())
        .contains("nothing to compare")
        .contains("only in the old file: ShardedMap in GetHit.get entries=1000, 1 thread")
        .contains("only in the new file: ShardedMap in GetHit.get entries=2000, 1 thread");
  }

  /** A map that crashed is in no row: that nothing got worse is not said of it. */
  @Test
  void aMapThatIsGoneIsNoSuccess() throws IOException {
    Path old = write("old", OLD, environment());
    ArrayNode both = (ArrayNode) mapper.readTree(old.resolve(ResultFile.RESULTS).toFile());
    ObjectNode striped = both.get(1).deepCopy();
    ((ObjectNode) striped.get("params")).put("subject", "striped");
    both.add(striped);
    mapper.writeValue(old.resolve(ResultFile.RESULTS).toFile(), both);
    assertThat(run(old, old)).isZero();
    assertThat(run(old, before)).isEqualTo(DiffCommand.LOST);
    assertThat(printed())
        .contains("1 lost")
        .contains("LOST, only in the old file: StripedMap in GetHit.get entries=1000, 1 thread");
    assertThat(run(old, after)).as("worse goes first").isEqualTo(DiffCommand.WORSE);
    assertThat(run(before, old)).as("more is no loss").isZero();
  }

  @Test
  void aFigureThatIsThereTwiceIsRefused() throws IOException {
    Path old = write("old", OLD, environment());
    ArrayNode both = (ArrayNode) mapper.readTree(old.resolve(ResultFile.RESULTS).toFile());
    both.add(both.get(1).deepCopy());
    mapper.writeValue(old.resolve(ResultFile.RESULTS).toFile(), both);
    assertThat(run(old, before)).isEqualTo(2);
    assertThat(err.toString()).contains("has two results of").contains("sharded");
  }

  @Test
  void theBaselineAndRivalsAreJudgedOnRequest() {
    run("--maps", "all", "--absolute", before, after);
    assertThat(printed()).contains("ConcurrentHashMap, GetHit.get");
  }
}
