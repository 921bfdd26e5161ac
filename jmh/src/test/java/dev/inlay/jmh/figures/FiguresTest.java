package dev.inlay.jmh.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
  private static final Path PROJECT = Path.of("..");
  private static final String FIGURE = "<!--f run hit sharded ratio-->1.50x<!--/f-->";
  private static final String RUN = "run run = a-folder | made up\nrow hit = GetHit entries=1000\n";

  @TempDir Path directory = Path.of("");

  /** The one that keeps the documentation true. */
  @Test
  void everyFigureOfTheDocumentationIsWhatThePublishedFilesSay()
      throws IOException, FigureException {
    Figures figures = new Figures(PROJECT);
    assertThat(figures.check())
        .as("to repair it: java -cp jmh/target/benchmarks.jar %s --write", Figures.class.getName())
        .isEmpty();
    assertThat(figures.count()).isGreaterThan(80);
  }

  @BeforeEach
  void makeUpAProject() throws IOException {
    Path folder = directory.resolve(Sources.FOLDER).resolve("a-folder");
    Files.createDirectories(folder);
    StringBuilder results = new StringBuilder();
    for (String map : new String[] {"chm", "sharded"}) {
      for (int entries : new int[] {1_000, 4_000_000}) {
        double ratio = map.equals("chm") ? 1 : entries == 1_000 ? 1.5 : 2;
        results.append(results.isEmpty() ? "[" : ",").append(result(map, entries, ratio));
      }
    }
    Files.writeString(folder.resolve("results.json"), results + "]");
    Files.writeString(
        folder.resolve("environment.json"),
        """
        {"command": "./compare --suite targets --maps chm,sharded --out /tmp/x", "CPU": "one",
         "cores": "2", "JDK": "OpenJDK 64-Bit Server VM 17.0.15+6, X", "GC": "G1",
         "commit": "abc123"}
        """);
    sources("");
  }

  private static String result(String map, int entries, double ratio) {
    return """
    {"benchmark": "dev.inlay.jmh.bench.GetHit.get", "mode": "thrpt", "threads": 1,
     "jvmArgs": ["-XX:+UseG1GC"],
     "params": {"subject": "%s", "entries": "%d", "identity": "equal", "profile": "own"},
     "primaryMetric": {"scoreUnit": "ops/us", "rawData": [[%s], [%s], [%s]]},
     "secondaryMetrics": {}}
    """
        .formatted(map, entries, 10 * ratio, 11 * ratio, 12 * ratio);
  }

  private void sources(String more) throws IOException {
    Files.writeString(directory.resolve(Sources.FILE), RUN + more);
  }

  private void readme(String text) throws IOException {
    Files.writeString(directory.resolve("README.md"), text);
  }

  private String check() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        Figures.run(
            new String[] {"--check", directory.toString()},
            new PrintStream(out, true, StandardCharsets.UTF_8));
    String printed = out.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(printed).isEqualTo(printed.isEmpty() ? 0 : 1);
    return printed;
  }

  private String written(String text) throws IOException, FigureException {
    readme(text);
    new Figures(directory).write();
    assertThat(new Figures(directory).write()).as("a second time").isEmpty();
    assertThat(check()).isEmpty();
    return Files.readString(directory.resolve("README.md"));
  }

  @Test
  void aFigureThatIsRightPasses() throws IOException {
    readme("Reads are " + FIGURE + " as fast.\n");
    assertThat(check()).isEmpty();
  }

  @Test
  void aFigureThatWasTamperedWithIsNamedWithFileAndLine() throws IOException {
    readme("One.\n\nReads are " + FIGURE.replace("1.50", "1.60") + " as fast.\n");
    assertThat(check()).isEqualTo("README.md:3: expected '1.50x', found '1.60x'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ratio | 1.50x",
        "ratio1 | 1.5x",
        "times | 2",
        "spread | 1.50x 1.50..1.50",
        "range | 1.50..1.50",
        "spread() | 1.50x (1.50..1.50)",
        "ratios | 1.5x",
        "value | 16.5",
        "figure | 16.5 M op/s",
        "figure0 | 17 M op/s",
        "values | 16.5 15.0..18.0",
        "asked | 1.00x",
        "required | at least 1.00x",
        "verdict | reached",
      })
  void everythingThatCanBeQuotedIs(String what, String text) throws IOException, FigureException {
    assertThat(written("It is <!--f run hit sharded " + what + "-->?<!--/f-->.\n"))
        .isEqualTo("It is <!--f run hit sharded " + what + "-->" + text + "<!--/f-->.\n");
  }

  @Test
  void severalRowsAreALeastAndAGreatest() throws IOException, FigureException {
    assertThat(written("<b><!--f run GetHit sharded ratios--><!--/f--></b>\n"))
        .contains(">1.5x to 2.0x<");
  }

  @Test
  void aRunIsQuoted() throws IOException, FigureException {
    assertThat(
            written(
                "By <!--f run command--><!--/f--> at <!--f run commit--><!--/f-->,"
                    + " <!--f run rounds--><!--/f--> rounds; <!--f run report--><!--/f-->,"
                    + " <!--f run machine--><!--/f-->.\n"))
        .contains(">`./compare --suite targets --maps chm,sharded`<")
        .contains(">`abc123`<")
        .contains(">3<")
        .contains(">[report](docs/benchmarks/a-folder/report.md)<")
        .contains(">one, 2 cores, JDK 17.0.15, G1<");
  }

  @Test
  void tablesAreWritten() throws IOException, FigureException {
    String tables =
        written(
            """
            <!--figures runs-->
            <!--/figures-->

            <!--figures targets run sharded beside chm-->
            <!--/figures-->

            <!--figures grid run ratio
            row `ShardedMap`: sharded
            column 1,000: hit
            column 4,000,000: GetHit entries=4000000
            -->
            <!--/figures-->
            """);
    assertThat(tables)
        .contains("| [a-folder](a-folder/report.md) | made up | one, 2 cores, JDK 17.0.15, G1 |")
        .contains(
            "| get hit, equal key, 1,000 entries, 1 thread | at least 1.00x | 1.50x 1.50..1.50 |"
                + " reached | 1.00x 1.00..1.00 |")
        .contains(
            "| get hit, equal key, 100,000 entries, 1 thread | at least 1.10x | - |"
                + " not measured | - |")
        .contains("|  | 1,000 | 4,000,000 |\n")
        .contains("| `ShardedMap` | 1.50x | 2.00x |");
    readme(tables.replace("| 2.00x |", "| 2.50x |"));
    assertThat(check()).contains("README.md:").contains("2.00x |', found").doesNotContain("hit,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch hit sharded ratio | no run 'nosuch'; there are: run",
        "run hit nosuch ratio | no row of",
        "run nosuch sharded ratio | its benchmarks: GetHit.get",
        "run hit entries=7 sharded ratio | no row of",
        "run hit sharded nosuch | no figure 'nosuch'; there are: asked",
        "run GetHit sharded ratio | 2 rows match",
        "run hit sharded/nbhm ratio | no nbhm in that row",
        "run nosuch | nothing is called 'nosuch' for a run",
        "run | a query is RUN ROW MAP WHAT",
        "run hit chm verdict | nothing is asked of that row",
        "run hit GetMiss sharded ratio | two benchmarks",
      })
  void anUnknownQueryIsNamedWithWhatThereIs(String query, String message) throws IOException {
    readme("It is <!--f " + query + "-->1<!--/f-->.\n");
    assertThat(check()).startsWith("README.md:1: <!--" + query + "-->").contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nosuch",
        "targets run",
        "targets run nbhm",
        "grid run ratio\nrow a: sharded\ncolumn b: GetMiss",
        "grid run ratio\nrow a: nosuch\ncolumn b: hit",
        "grid run ratio\nnonsense",
      })
  void anUnknownTableIsNamed(String query) throws IOException {
    readme("<!--figures " + query + "\n-->\n<!--/figures-->\n");
    assertThat(check()).startsWith("README.md:").contains(": <!--").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a <!--f run hit sharded ratio-->1.50x | 1: <!--f run hit sharded ratio--> is not closed",
        "a 1.5<!--/f--> b | 1: <!--/f--> closes nothing",
        "a <!--f run commit-->`abc123`<!--/figures--> | 1: <!--/figures--> closes nothing",
        "a <!--f run commit--><!--f run rounds-->3<!--/f--> | 1: <!--f run commit--> is not closed",
        "<!--f run rounds-->3<!--/f--> | 1: <!--f at the start of a line",
      })
  void aMarkerWithoutItsOtherHalfIsNamed(String text, String message) throws IOException {
    readme(text + "\n");
    assertThat(check()).contains("README.md:" + message);
  }

  @Test
  void markersInCodeAreOnlyShown() throws IOException {
    readme("As in `<!--f x y-->` or\n\n```\n<!--f nosuch a b c-->1.31x\n```\n");
    assertThat(check()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.31x",
        "18.2 B",
        "35 ns",
        "1,115 B",
        "11 µs",
        "115 M op/s",
        "3.3 times",
        "8 % faster"
      })
  void aFigureByHandIsFound(String figure) throws IOException {
    readme("Reads take **" + figure + "** here.\n");
    assertThat(check()).startsWith("README.md:1: '").contains("looks like a figure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,000 entries",
        "90/10",
        "JDK 17",
        "64x64.png",
        "`1.31x`",
        "[a](b/1.31x.md)",
        "3x2"
      })
  void whatIsNoFigureIsLeftAlone(String text) throws IOException {
    readme("It is " + text + ".\n");
    assertThat(check()).isEmpty();
  }

  @Test
  void anUnpublishedFigureIsListedWithAReasonOrRefused() throws IOException {
    readme("By a throw-away\nloop it takes 35 ns.\n");
    assertThat(check()).contains("README.md:2: '35 ns'");
    sources("unpublished README.md | throw-away loop it takes 35 ns | a loop\n");
    assertThat(check()).isEmpty();
    readme("It takes as long.\n");
    assertThat(check()).contains("README.md has no such words: throw-away loop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run other = a-folder",
        "run other = no-folder | x",
        "nonsense",
        "unpublished a | b"
      })
  void aWrongLineOfTheListIsNamed(String line) throws IOException {
    sources(line + "\n");
    assertThatThrownBy(() -> new Figures(directory))
        .isInstanceOf(FigureException.class)
        .hasMessageStartingWith("docs/benchmarks/figures.txt:3: ");
    assertThat(check()).startsWith("figures: docs/benchmarks/figures.txt:3: ");
  }

  @Test
  void wrongArgumentsAreNamed() {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(Figures.run(new String[] {}, out)).isEqualTo(2);
    assertThat(Figures.run(new String[] {"--nosuch"}, out)).isEqualTo(2);
    assertThat(Figures.run(new String[] {"--check", "/no/such"}, out)).isEqualTo(2);
  }
}
