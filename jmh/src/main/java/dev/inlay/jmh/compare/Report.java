package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.subject.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tables of everything that was measured, for a screen and in Markdown. */
final class Report {
  private static final String HOW_TO_READ =
      "x = times better than ConcurrentHashMap in the same round: more than 1 is better, less is worse;"
          + " median over rounds, then least..greatest.";

  private final List<Contest> contests;
  private final Results results;
  private final Map<String, String> environment;
  private final LimitShares limits;

  Report(List<Contest> contests, Results results, Map<String, String> environment) {
    this.contests = contests;
    this.results = results;
    this.environment = environment;
    limits = new LimitShares(results);
  }

  /** Returns the report for a screen. */
  String toText() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < contests.size(); i++) {
      newTopic(i).ifPresent(topic -> text.append("\n=== ").append(topic).append(" ===\n"));
      text.append('\n').append(title(i)).append('\n');
      for (TextTable table : tables(contests.get(i), this::brief)) {
        text.append(table.toText());
      }
      limits.tables(contests.get(i)).forEach(table -> text.append(table.toText()));
      absent(contests.get(i)).forEach(line -> text.append(line).append('\n'));
    }
    text.append('\n').append(HOW_TO_READ).append("\n\n");
    new Verdicts(contests, results).lines().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    environment.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "%-18s %s%n", name, value)));
    return text.toString();
  }

  /** Returns the report in Markdown, with every figure as such besides its ratio. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder("# Comparison of concurrent maps\n\n");
    text.append(HOW_TO_READ).append("\n\n");
    environment.forEach(
        (name, value) -> text.append("- ").append(name).append(": `").append(value).append("`\n"));
    text.append('\n');
    for (int i = 0; i < contests.size(); i++) {
      newTopic(i).ifPresent(topic -> text.append("# Topic: ").append(topic).append("\n\n"));
      text.append("## ").append(title(i)).append("\n\n");
      for (TextTable table : tables(contests.get(i), this::ratioOnly)) {
        text.append(table.toMarkdown()).append('\n');
      }
      for (TextTable table : tables(contests.get(i), this::absoluteOnly)) {
        text.append(table.toMarkdown()).append('\n');
      }
      limits.tables(contests.get(i)).forEach(t -> text.append(t.toMarkdown()).append('\n'));
      List<String> absent = absent(contests.get(i));
      absent.forEach(line -> text.append("- ").append(line).append('\n'));
      text.append(absent.isEmpty() ? "" : "\n");
    }
    text.append("## Wins and losses\n\n```\n");
    new Verdicts(contests, results).lines().forEach(line -> text.append(line).append('\n'));
    return text.append("```\n").toString();
  }

  /** Names what has no figure although it should: maps, and where. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < contests.size(); i++) {
      Contest contest = contests.get(i);
      for (Subject subject : contest.subjects()) {
        long absent =
            contest.workload().columns().stream()
                .filter(column -> results.absolute(contest, subject, column).isEmpty())
                .count();
        if (absent > 0) {
          missing.add(subject.label() + " in " + title(i));
        }
      }
    }
    return missing;
  }

  /** Says of each map that does not take part why; those with one reason in one line. */
  private static List<String> absent(Contest contest) {
    Map<String, List<String>> mapsByReason = new LinkedHashMap<>();
    contest
        .absent()
        .forEach(
            (map, why) -> mapsByReason.computeIfAbsent(why, key -> new ArrayList<>()).add(map));
    return mapsByReason.entrySet().stream()
        .map(each -> "not here: " + String.join(", ", each.getValue()) + ": " + each.getKey())
        .toList();
  }

  /** Returns the topic of a contest when it is another than that of the one before. */
  private Optional<String> newTopic(int index) {
    Topic topic = contests.get(index).workload().topic();
    boolean same = index > 0 && contests.get(index - 1).workload().topic() == topic;
    return same || topic == Topic.MIX ? Optional.empty() : Optional.of(topic.id());
  }

  private String title(int index) {
    String title = contests.get(index).workload().title();
    return contests.size() > 1 ? "(" + (index + 1) + ") " + title : title;
  }

  /** Returns one table for each quantity of the contest. */
  private List<TextTable> tables(Contest contest, BiFunction<Entry, Column, String> cell) {
    List<TextTable> tables = new ArrayList<>();
    List<Column> columns = contest.workload().columns();
    for (String quantity : columns.stream().map(c -> c.quantity().heading()).distinct().toList()) {
      List<Column> own =
          columns.stream().filter(c -> c.quantity().heading().equals(quantity)).toList();
      List<List<String>> rows = new ArrayList<>();
      for (Subject subject : contest.subjects()) {
        List<String> row = new ArrayList<>(List.of(subject.label()));
        own.forEach(column -> row.add(cell.apply(new Entry(contest, subject), column)));
        if (!row.contains("")) {
          rows.add(row);
        }
      }
      if (!rows.isEmpty()) {
        TextTable table = new TextTable().row(heading(quantity, own));
        rows.forEach(table::row);
        tables.add(table);
      }
    }
    return tables;
  }

  private record Entry(Contest contest, Subject subject) {
    boolean isBaseline() {
      return subject.equals(contest.baseline());
    }
  }

  private static List<String> heading(String quantity, List<Column> columns) {
    List<String> heading = new ArrayList<>(List.of(quantity));
    columns.forEach(column -> heading.add(column.heading()));
    return heading;
  }

  /** The baseline's figures, and ratios of the others. */
  private String brief(Entry entry, Column column) {
    return entry.isBaseline() || column.quantity().better() == Better.NEITHER
        ? absoluteOnly(entry, column)
        : ratioOnly(entry, column);
  }

  /** Empty for quantities that have no ratio. */
  private String ratioOnly(Entry entry, Column column) {
    if (column.quantity().better() == Better.NEITHER) {
      return "";
    }
    Optional<Spread> ratio = results.ratio(entry.contest(), entry.subject(), column);
    return ratio.map(Numbers::ratio).orElse("-");
  }

  private String absoluteOnly(Entry entry, Column column) {
    return results
        .absolute(entry.contest(), entry.subject(), column)
        .map(Numbers::absolute)
        .orElse("-");
  }
}
