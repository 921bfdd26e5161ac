package dev.inlay.jmh.figures;

import dev.inlay.jmh.compare.Targets;
import dev.inlay.jmh.compare.Targets.Target;
import dev.inlay.jmh.compare.TextTable;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole tables. The first line of a marker says which, and for a grid further lines say its rows
 * and columns:
 *
 * <pre>
 * runs
 * targets RUN MAP
 * targets RUN MAP beside RIVAL
 * grid RUN WHAT
 * row HEADING: MAP words
 * column HEADING: words
 * </pre>
 */
final class Tables {
  private final Sources sources;
  private final Quote quote;

  Tables(Sources sources) {
    this.sources = sources;
    quote = new Quote(sources, Sources.FOLDER);
  }

  /** Returns a table in Markdown. */
  String markdown(String marker) throws FigureException {
    List<String> lines = marker.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> words = lines.isEmpty() ? List.of("") : Quote.words(lines.get(0));
    return switch (words.get(0)) {
      case "runs" -> runs();
      case "targets" -> targets(words);
      case "grid" -> grid(words, lines.subList(1, lines.size()));
      default ->
          throw new FigureException(
              "no table '" + words.get(0) + "'; there are: grid, runs, targets");
    };
  }

  private String runs() throws FigureException {
    TextTable table =
        new TextTable().row(List.of("folder", "what", "machine", "command", "commit"));
    for (Sources.Run run : sources.runs()) {
      table.row(
          List.of(
              "[%s](%s/report.md)".formatted(run.folder(), run.folder()),
              run.what(),
              Quote.machine(run.file()),
              "`"
                  + Quote.command(run.file())
                  + "`, "
                  + quote.text(run.name() + " rounds")
                  + " rounds",
              quote.text(run.name() + " commit")));
    }
    return aligned(table, "|---|---|---|---|---|");
  }

  private String targets(List<String> words) throws FigureException {
    boolean beside = words.size() == 5 && words.get(3).equals("beside");
    if (words.size() != 3 && !beside) {
      throw new FigureException("targets RUN MAP, or targets RUN MAP beside RIVAL");
    }
    ResultFile file = sources.run(words.get(1)).file();
    String map = words.get(2);
    Targets targets = new Targets(file);
    List<String> heading = new ArrayList<>(List.of("workload", "asked", label(map), ""));
    if (beside) {
      heading.add(label(words.get(4)));
    }
    TextTable table = new TextTable().row(heading);
    List<Target> all = targets.of(Quote.suite(file), map);
    if (all.isEmpty()) {
      throw new FigureException("nothing is asked of " + map + " in " + file.path());
    }
    for (Target target : all) {
      List<String> row =
          new ArrayList<>(
              List.of(target.workload(), target.required(), target.reached(), target.verdict()));
      if (beside) {
        row.add(targets.reachedBeside(target, words.get(4)));
      }
      table.row(row);
    }
    return aligned(table, "|---|--:|--:|---|" + (beside ? "--:|" : ""));
  }

  private static String aligned(TextTable table, String alignment) {
    return table.toMarkdown().replaceFirst("(?m)^\\|---\\|.*$", alignment);
  }

  private static String label(String map) throws FigureException {
    return Subjects.find(map)
        .map(Subject::label)
        .map(label -> "`" + label + "`")
        .orElseThrow(() -> new FigureException("no map is called '" + map + "'"));
  }

  private record Line(String heading, List<String> words) {}

  private String grid(List<String> words, List<String> lines) throws FigureException {
    if (words.size() != 3) {
      throw new FigureException("grid RUN WHAT, then lines with rows and columns");
    }
    List<Line> rows = new ArrayList<>();
    List<Line> columns = new ArrayList<>();
    for (String line : lines) {
      int colon = line.lastIndexOf(':');
      String kind = line.split(" ", 2)[0];
      if (colon < 0 || !(kind.equals("row") || kind.equals("column"))) {
        throw new FigureException("row HEADING: MAP words, or column HEADING: words, not: " + line);
      }
      Line read =
          new Line(
              line.substring(kind.length(), colon).strip(), Quote.words(line.substring(colon + 1)));
      (kind.equals("row") ? rows : columns).add(read);
    }
    List<String> heading = new ArrayList<>(List.of(""));
    columns.forEach(column -> heading.add(column.heading));
    TextTable table = new TextTable().row(heading);
    Sources.Run run = sources.run(words.get(1));
    for (Line row : rows) {
      table.row(cells(run, words.get(2), row, columns));
    }
    return table.toMarkdown();
  }

  /** A map that did not take part in a column has "-" there; one without any cell is a mistake. */
  private List<String> cells(Sources.Run run, String what, Line row, List<Line> columns)
      throws FigureException {
    if (row.words.isEmpty()) {
      throw new FigureException("row " + row.heading + " names no map");
    }
    String map = row.words.get(0);
    List<String> own = row.words.subList(1, row.words.size());
    List<String> cells = new ArrayList<>(List.of(row.heading));
    for (Line column : columns) {
      List<String> query = RowQuery.join(sources.row(column.words), own);
      RowQuery anyMap = new RowQuery(query);
      if (anyMap.find(run.file(), Subjects.BASELINE_ID).isEmpty()) {
        throw anyMap.nothing(run.file(), Subjects.BASELINE_ID);
      }
      cells.add(quote.find(run, query, map, what).orElse("-"));
    }
    if (cells.stream().skip(1).allMatch("-"::equals)) {
      throw new FigureException(map + " has no figure in any column");
    }
    return cells;
  }
}
