package dev.inlay.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published Markdown says what the result files beside it say. */
class PublishedReportsTest {

  /** Fails when there is none. */
  static List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "docs", "benchmarks"), 3)) {
      return files
          .filter(file -> file.endsWith(ResultFile.RESULTS))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void markdownMadeOfTheFilesIsThePublishedOne(Path folder) throws Unreadable, IOException {
    List<Run> runs = RunFiles.read(List.of(folder));
    assertThat(TextReport.toMarkdown(runs))
        .isEqualTo(Files.readString(folder.resolve(ReportFiles.MARKDOWN)));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aPageCanBeMadeOfThem(Path folder) throws Unreadable {
    assertThat(HtmlReport.toHtml(RunFiles.read(List.of(folder)))).endsWith("</html>\n");
  }
}
