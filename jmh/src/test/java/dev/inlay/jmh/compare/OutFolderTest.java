package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.results.ResultFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutFolderTest {
  private static final byte[] ENVIRONMENT = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory = Path.of("");

  private List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderIsMadeAndWrittenTo() throws IOException {
    Path folder = directory.resolve("new/folder");
    OutFolder.prepare(folder, ENVIRONMENT);
    assertThat(names(folder)).containsExactly(ResultFile.ENVIRONMENT);
    assertThatCode(() -> OutFolder.prepare(folder, ENVIRONMENT)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.json", "report.md"})
  void earlierResultsAreNotWrittenOver(String name) throws IOException {
    Files.writeString(directory.resolve(name), "precious");
    assertThatThrownBy(() -> OutFolder.prepare(directory, ENVIRONMENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already has a " + name);
    assertThat(names(directory)).containsExactly(name);
    assertThat(directory.resolve(name)).hasContent("precious");
  }

  @Test
  void foreignFilesAreLeftAlone() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "mine");
    OutFolder.prepare(directory, ENVIRONMENT);
    assertThat(directory.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> OutFolder.prepare(file, ENVIRONMENT))
        .hasMessageContaining("is a file, not a folder");
  }

  @Test
  void aFileIsWrittenAsAWholeOrLeftAsItWas() throws IOException {
    Path file = directory.resolve("file");
    WholeFile.write(file, ENVIRONMENT);
    WholeFile.write(file, "longer".getBytes(StandardCharsets.UTF_8));
    assertThat(file).hasContent("longer");
    assertThat(names(directory)).containsExactly("file");
    // A folder in the way of the part stands for a disk that is full.
    Files.createDirectories(directory.resolve("file.part").resolve("in the way"));
    assertThatThrownBy(() -> WholeFile.write(file, ENVIRONMENT)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("longer");
  }
}
