package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The litmus tests of {@code docs/proof/litmus} and their twins pair up, and their page lists them.
 * No checker runs here: {@code docs/proof/litmus/check} says which outcomes are possible.
 */
class LitmusFilesTest {

  private static final String END = ".litmus";
  private static final String TWIN = "-twin";

  private static Path proof() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("docs/proof/litmus"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("not run inside the project");
    }
    return at.resolve("docs/proof");
  }

  private static String page() throws IOException {
    return Files.readString(proof().resolve("litmus/README.md"));
  }

  private static String overview() throws IOException {
    return Files.readString(proof().resolve("README.md"));
  }

  /** Returns the first line of each file, by the file's name. */
  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(proof().resolve("litmus"))) {
      all.filter(file -> file.toString().endsWith(END))
          .forEach(file -> files.put(nameOf(file), firstLine(file)));
    }
    return files;
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - END.length());
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is wrong with the files, and with the pages that tell of them. */
  private static List<String> problems(Map<String, String> files, String page, String overview) {
    List<String> problems = new ArrayList<>();
    long twins = files.keySet().stream().filter(name -> name.endsWith(TWIN)).count();
    files.forEach(
        (name, firstLine) -> {
          if (!firstLine.equals("AArch64 " + name)) {
            problems.add(name + ": begins with " + firstLine);
          }
          if (!page.contains("](" + name + END + ")")) {
            problems.add(name + ": is not in the page");
          }
          if (name.endsWith(TWIN)) {
            if (!files.containsKey(name.substring(0, Math.max(0, name.indexOf('.'))))) {
              problems.add(name + ": there is no such test");
            }
          } else if (files.keySet().stream()
              .noneMatch(twin -> twin.startsWith(name + ".") && twin.endsWith(TWIN))) {
            problems.add(name + ": has no twin");
          }
        });
    mustSay(page, (files.size() - twins) + " tests, " + twins + " twins", problems);
    mustSay(page, "check: " + files.size() + " files, all as they must be", problems);
    mustSay(overview, "all " + twins + " twins are possible", problems);
    return problems;
  }

  private static void mustSay(String page, String sentence, List<String> problems) {
    if (!page.contains(sentence)) {
      problems.add("a page does not say: " + sentence);
    }
  }

  @Test
  void eachTestHasATwinAndAPlaceInThePage() throws IOException {
    assertThat(files()).hasSizeGreaterThan(100);
    assertThat(problems(files(), page(), overview())).isEmpty();
  }

  // ---------------------------------------------------------------- controls

  @Test
  void aTestWithoutATwinIsNoticed() throws IOException {
    Map<String, String> files = files();
    files.remove("striped-root.root-plain-twin");
    assertThat(problems(files, page(), overview())).contains("striped-root: has no twin");
  }

  @Test
  void aTwinWithoutATestIsNoticed() throws IOException {
    Map<String, String> files = files();
    files.remove("striped-root");
    assertThat(problems(files, page(), overview()))
        .contains("striped-root.root-plain-twin: there is no such test");
  }

  @Test
  void aFileOfAnotherNameIsNoticed() throws IOException {
    Map<String, String> files = files();
    files.put("striped-root", "AArch64 striped-key");
    assertThat(problems(files, page(), overview()))
        .containsExactly("striped-root: begins with AArch64 striped-key");
  }

  @Test
  void whatThePagesDoNotSayIsNoticed() throws IOException {
    Map<String, String> files = files();
    files.put("known-more", "AArch64 known-more");
    files.put("known-more.plain-twin", "AArch64 known-more.plain-twin");
    long twins = files.keySet().stream().filter(name -> name.endsWith(TWIN)).count();
    assertThat(problems(files, page(), overview()))
        .containsExactly(
            "known-more: is not in the page",
            "known-more.plain-twin: is not in the page",
            "a page does not say: " + (files.size() - twins) + " tests, " + twins + " twins",
            "a page does not say: check: " + files.size() + " files, all as they must be",
            "a page does not say: all " + twins + " twins are possible");
  }
}
