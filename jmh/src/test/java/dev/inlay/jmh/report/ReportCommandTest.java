package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
  @TempDir Path temp = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void threeFilesAndNothingElseAreWritten() throws IOException {
    Path run = new RunFolder(temp.resolve("run")).usual().write();
    Path to = temp.resolve("a/b");
    assertThat(run(run.toString(), "--out", to.toString())).isZero();
    assertThat(names(to)).containsExactly("report.csv", "report.html", "report.md");
    assertThat(out.toString()).contains("ShardedMap was ahead of").contains(to.toString());
  }

  @Test
  void whatIsWrongWithAFileIsALineAndAnExitCode() {
    assertThat(run(temp.resolve("none").toString(), "--out", temp.resolve("x").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith(temp.resolve("none") + " does not exist");
    assertThat(temp.resolve("x")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path run = new RunFolder(temp.resolve("run")).usual().write();
    Path file = Files.createFile(temp.resolve("file"));
    assertThat(run(run.toString(), "--out", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--out: cannot write to " + file)
        .contains("is a file, not a folder");
  }

  @Test
  void missingArgumentsAreWrongOptions() {
    assertThat(run("--out", "x")).isEqualTo(2);
    assertThat(run("x")).isEqualTo(2);
    assertThat(err.toString()).contains("--out");
  }

  @Test
  void aReportThatCannotBeReplacedStaysWhole() throws IOException, Unreadable {
    Path run = new RunFolder(temp.resolve("run")).usual().write();
    Path to = Files.createDirectories(temp.resolve("to"));
    Files.createDirectories(to.resolve("report.html/occupied"));
    List<Run> runs = RunFiles.read(List.of(run));
    assertThatThrownBy(() -> ReportFiles.write(runs, to)).isInstanceOf(IOException.class);
    assertThat(names(to)).as("no temporary file is left").containsExactly("report.html");
  }
}
