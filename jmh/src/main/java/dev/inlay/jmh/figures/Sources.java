package dev.inlay.jmh.figures;

import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What markers may name: {@code docs/benchmarks/figures.txt}. A line each:
 *
 * <pre>
 * run NAME = FOLDER | what it is
 * row NAME = BENCHMARK key=value ...
 * unpublished FILE | WORDS OF IT | why no published file has these figures
 * </pre>
 */
final class Sources {
  static final Path FOLDER = Path.of("docs", "benchmarks");
  static final Path FILE = FOLDER.resolve("figures.txt");

  private static final Pattern NAMED = Pattern.compile("(run|row) (\\S+) = (.+)");
  private static final Pattern UNPUBLISHED =
      Pattern.compile("unpublished (\\S+) \\| (.+?) \\| (.+)");

  /** A published folder. */
  record Run(String name, String folder, String what, ResultFile file) {}

  /** A passage whose figures no published file has. */
  record Unpublished(String file, String words, String reason) {}

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, List<String>> rows = new LinkedHashMap<>();
  private final List<Unpublished> unpublished = new ArrayList<>();

  private Sources() {}

  /** Reads the file of a working copy; a wrong line is named. */
  static Sources read(Path root) throws IOException, FigureException {
    Sources sources = new Sources();
    List<String> lines = Files.readAllLines(root.resolve(FILE));
    for (int i = 0; i < lines.size(); i++) {
      try {
        sources.add(root, lines.get(i).strip());
      } catch (FigureException e) {
        throw new FigureException(FILE + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return sources;
  }

  private void add(Path root, String line) throws FigureException {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    Matcher named = NAMED.matcher(line);
    Matcher passage = UNPUBLISHED.matcher(line);
    if (named.matches() && named.group(1).equals("row")) {
      rows.put(named.group(2), List.of(named.group(3).strip().split(" +")));
    } else if (named.matches()) {
      String[] parts = named.group(3).split(" \\| ", 2);
      if (parts.length < 2) {
        throw new FigureException("a run says what it is, after ' | ': " + line);
      }
      String folder = parts[0].strip();
      runs.put(
          named.group(2), new Run(named.group(2), folder, parts[1].strip(), open(root, folder)));
    } else if (passage.matches()) {
      unpublished.add(
          new Unpublished(passage.group(1), passage.group(2).strip(), passage.group(3).strip()));
    } else {
      throw new FigureException("neither run, row nor unpublished: " + line);
    }
  }

  private static ResultFile open(Path root, String folder) throws FigureException {
    try {
      return ResultFile.read(root.resolve(FOLDER).resolve(folder));
    } catch (Unreadable e) {
      throw new FigureException(String.valueOf(e.getMessage()));
    }
  }

  Run run(String name) throws FigureException {
    Run run = runs.get(name);
    if (run == null) {
      throw new FigureException(unknown("run", name, runs.keySet()));
    }
    return run;
  }

  List<Run> runs() {
    return List.copyOf(runs.values());
  }

  /** Returns the words that a name stands for, or the words themselves if the first is no name. */
  List<String> row(List<String> words) {
    List<String> known = words.isEmpty() ? null : rows.get(words.get(0));
    if (known == null) {
      return words;
    }
    List<String> all = new ArrayList<>(known);
    all.addAll(words.subList(1, words.size()));
    return all;
  }

  List<Unpublished> unpublished() {
    return List.copyOf(unpublished);
  }

  static String unknown(String what, String name, Set<String> allowed) {
    return "no " + what + " '" + name + "'; there are: " + String.join(", ", allowed);
  }
}
