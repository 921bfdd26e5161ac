package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Tables of everything that runs have measured, for a screen and in Markdown. */
public final class TextReport {
  static final String HOW_TO_READ =
      "x = times better than ConcurrentHashMap in the same round: more than 1 is better, less is worse;"
          + " median over rounds, then least..greatest.";

  /** What the verdicts on goals mean. */
  static final String GOAL_MEANING =
      "reached: in every round; MISSED: in none; within the spread: in some, and the median decides the"
          + " word. A map that is exactly at its target is called reached by chance in one of 8 cases"
          + " with 3 rounds, and as often MISSED; with 10 rounds in one of 1,024.";

  private TextReport() {}

  /**
   * Returns the report for a screen.
   *
   * @param run the run
   * @return lines of text
   */
  public static String toText(Run run) {
    StringBuilder text = new StringBuilder();
    List<String> topics = Topics.of(List.of(run));
    for (Run part : parts(run, topics)) {
      if (!topics.isEmpty()) {
        String heading = Topics.heading(Topics.of(part.bouts().get(0)));
        text.append("\n\n").append(heading).append('\n').append("=".repeat(heading.length()));
        text.append('\n');
      }
      for (Bout bout : part.bouts()) {
        text.append('\n').append(run.title(bout)).append('\n');
        for (TextTable table : tables(bout, cell(bout, TextReport::brief))) {
          text.append(table.toText());
        }
        shares(bout).forEach(table -> text.append(table.toText()));
        NotHere.lines(bout).forEach(line -> text.append(line).append('\n'));
        NotHere.failed(bout).forEach(line -> text.append(line).append('\n'));
      }
    }
    text.append('\n').append(HOW_TO_READ).append("\n\n");
    new Verdicts(run).lines().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    run.environment()
        .forEach(
            (name, value) -> text.append(String.format(Locale.ROOT, "%-18s %s%n", name, value)));
    if (!run.goals().isEmpty()) {
      text.append('\n').append(goals(run).toText()).append(GOAL_MEANING).append('\n');
    }
    if (!run.verdict().isEmpty()) {
      text.append('\n');
    }
    run.verdict().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /**
   * Returns the report in Markdown, with every figure as such besides its ratio.
   *
   * @param runs the runs, one after the other
   * @return Markdown
   */
  public static String toMarkdown(List<Run> runs) {
    StringBuilder text = new StringBuilder("# Comparison of concurrent maps\n\n");
    text.append(HOW_TO_READ).append("\n\n");
    if (runs.size() > 1) {
      text.append(
          "Ratios are within a run; figures of different runs are not set against each other.\n\n");
    }
    String level = runs.size() > 1 ? "###" : "##";
    for (Run run : runs) {
      if (runs.size() > 1) {
        text.append("## Run ").append(run.name()).append("\n\n");
      }
      addMarkdown(text, run, level);
    }
    return text.toString();
  }

  private static void addMarkdown(StringBuilder text, Run run, String level) {
    run.environment()
        .forEach(
            (name, value) ->
                text.append("- ")
                    .append(inline(name))
                    .append(": `")
                    .append(value.replace('`', '\''))
                    .append("`\n"));
    text.append('\n');
    run.failures()
        .forEach(failure -> text.append("- FAILED: ").append(inline(failure)).append('\n'));
    if (!run.failures().isEmpty()) {
      text.append('\n');
    }
    if (!run.verdict().isEmpty()) {
      String lines = String.join("\n", run.verdict()).replace('`', '\'');
      text.append(level).append(" Which map\n\n```\n").append(lines).append("\n```\n\n");
    }
    List<String> topics = Topics.of(List.of(run));
    for (String topic : topics) {
      int count = run.about(topic).bouts().size();
      String heading = Topics.heading(topic);
      text.append(
          "- [%s](#%s): %d workload%s%n"
              .formatted(inline(heading), anchor(heading), count, count == 1 ? "" : "s"));
    }
    if (!topics.isEmpty()) {
      text.append("- [Wins and losses](#wins-and-losses)\n\n");
    }
    for (Run part : parts(run, topics)) {
      if (!topics.isEmpty()) {
        String heading = Topics.heading(Topics.of(part.bouts().get(0)));
        text.append(level).append(' ').append(inline(heading)).append("\n\n");
      }
      for (Bout bout : part.bouts()) {
        text.append(topics.isEmpty() ? level : level + "#").append(' ');
        text.append(inline(run.title(bout))).append("\n\n");
        addMarkdown(text, bout);
      }
    }
    text.append(level).append(" Wins and losses\n\n```\n");
    new Verdicts(run).lines().forEach(line -> text.append(line).append('\n'));
    text.append("```\n");
    if (!run.goals().isEmpty()) {
      text.append("\n").append(level).append(" Targets\n\n").append(goals(run).toMarkdown());
      text.append('\n').append(GOAL_MEANING).append('\n');
    }
  }

  private static void addMarkdown(StringBuilder text, Bout bout) {
    for (TextTable table : tables(bout, cell(bout, TextReport::ratioOnly))) {
      text.append(table.toMarkdown()).append('\n');
    }
    for (TextTable table : tables(bout, cell(bout, TextReport::absoluteOnly))) {
      text.append(table.toMarkdown()).append('\n');
    }
    shares(bout).forEach(table -> text.append(table.toMarkdown()).append('\n'));
    List<String> notHere =
        Stream.concat(NotHere.lines(bout).stream(), NotHere.failed(bout).stream()).toList();
    notHere.forEach(line -> text.append("- ").append(inline(line)).append('\n'));
    if (!notHere.isEmpty()) {
      text.append('\n');
    }
  }

  /** Returns a run for each topic; the run itself when there is but one. */
  private static List<Run> parts(Run run, List<String> topics) {
    return topics.isEmpty() ? List.of(run) : topics.stream().map(run::about).toList();
  }

  /** Returns what viewers of Markdown make of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  /** Keeps text of a file from becoming a heading, a link or HTML. */
  private static String inline(String text) {
    return text.replaceAll("[\\r\\n]+", " ").replace("<", "&lt;");
  }

  /** Returns a row for each goal and map that it is for. */
  static TextTable goals(Run run) {
    TextTable table =
        new TextTable().row(List.of("workload", "map", "target", "reached", "verdict"));
    for (RunGoal goal : run.goals()) {
      for (Entrant entrant : goal.concerned()) {
        table.row(
            List.of(
                goal.workload(),
                entrant.label(),
                goal.required(),
                goal.reachedText(entrant),
                goal.verdict(entrant).text()));
      }
    }
    return table;
  }

  private interface Cell {
    String of(Bout bout, Entrant entrant, Column column);
  }

  private static BiFunction<Entrant, Column, String> cell(Bout bout, Cell cell) {
    return (entrant, column) -> cell.of(bout, entrant, column);
  }

  /** Returns one table for each quantity of the bout. */
  private static List<TextTable> tables(Bout bout, BiFunction<Entrant, Column, String> cell) {
    List<TextTable> tables = new ArrayList<>();
    for (String quantity : bout.columns().stream().map(Column::quantity).distinct().toList()) {
      List<Column> own =
          bout.columns().stream().filter(c -> c.quantity().equals(quantity)).toList();
      List<List<String>> rows = new ArrayList<>();
      for (Entrant entrant : bout.withLimit(own.get(0))) {
        List<String> row = new ArrayList<>(List.of(entrant.label()));
        own.forEach(column -> row.add(cell.apply(entrant, column)));
        if (!row.contains("")) {
          rows.add(row);
        }
      }
      if (!rows.isEmpty()) {
        List<String> heading = new ArrayList<>(List.of(quantity));
        own.forEach(column -> heading.add(column.heading()));
        TextTable table = new TextTable().row(heading);
        rows.forEach(table::row);
        tables.add(table);
      }
    }
    return tables;
  }

  /** Returns a table of how near the maps are to what bare arrays do, where that was measured. */
  private static List<TextTable> shares(Bout bout) {
    List<Column> columns =
        bout.columns().stream().filter(column -> column.better() != Better.NEITHER).toList();
    if (bout.limit().isEmpty() || columns.isEmpty()) {
      return List.of();
    }
    List<String> heading = new ArrayList<>(List.of("share of the machine's limit"));
    columns.forEach(column -> heading.add(column.heading()));
    TextTable table = new TextTable().row(heading);
    for (Entrant entrant : bout.entrants()) {
      List<String> row = new ArrayList<>(List.of(entrant.label()));
      columns.forEach(
          column -> row.add(bout.share(entrant, column).map(HeatMaps::percent).orElse("-")));
      table.row(row);
    }
    return List.of(table);
  }

  /** The baseline's figures, and ratios of the others. */
  private static String brief(Bout bout, Entrant entrant, Column column) {
    return entrant.isBaseline() || entrant.isLimit() || column.better() == Better.NEITHER
        ? absoluteOnly(bout, entrant, column)
        : ratioOnly(bout, entrant, column);
  }

  /** Empty for quantities that have no ratio. */
  private static String ratioOnly(Bout bout, Entrant entrant, Column column) {
    if (column.better() == Better.NEITHER || entrant.isLimit()) {
      return "";
    }
    return bout.ratio(entrant, column).map(Numbers::ratio).orElse("-");
  }

  private static String absoluteOnly(Bout bout, Entrant entrant, Column column) {
    return Bout.absolute(entrant, column).map(Numbers::absolute).orElse("-");
  }
}
