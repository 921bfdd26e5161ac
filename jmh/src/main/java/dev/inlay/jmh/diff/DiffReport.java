package dev.inlay.jmh.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.TextTable;
import dev.inlay.jmh.results.Metric;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.results.Task;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A comparison of two runs for a screen, in Markdown and in JSON. */
final class DiffReport {
  private static final String LOST = "LOST, only in the old file: ";

  private final ResultFile before;
  private final ResultFile after;
  private final Comparison comparison;
  private final List<Task> tasks;

  DiffReport(ResultFile before, ResultFile after, Comparison comparison) {
    this.before = before;
    this.after = after;
    this.comparison = comparison;
    tasks = Stream.concat(before.tasks().stream(), after.tasks().stream()).distinct().toList();
  }

  /** Returns the report for a screen. */
  String toText() {
    StringBuilder text = new StringBuilder();
    heading().forEach(line -> text.append(line).append('\n'));
    if (!comparison.rows().isEmpty()) {
      text.append('\n').append(table().toText());
    }
    text.append('\n');
    conclusion().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Returns the report in Markdown. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder("# Two runs compared\n\n");
    heading().forEach(line -> text.append("- ").append(line).append('\n'));
    if (!comparison.rows().isEmpty()) {
      text.append('\n').append(table().toMarkdown());
    }
    text.append('\n');
    conclusion().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  /** Returns the report in JSON. */
  String toJson() {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("old", before.path().toString());
    root.put("new", after.path().toString());
    root.put("compared", comparison.rules().absolute() ? "figures" : "ratios");
    root.put("threshold", comparison.rules().threshold());
    root.put("falseDiscoveryRate", comparison.rules().falseShare());
    root.put("test", "Mann-Whitney U, exact, two-sided; Benjamini-Hochberg");
    root.put("rowsTested", comparison.tested());
    strings(root.putArray("warnings"), Environments.warnings(before, after));
    ArrayNode rows = root.putArray("rows");
    for (Row row : comparison.rows()) {
      ObjectNode node = rows.addObject();
      node.put("benchmark", row.task().benchmark());
      node.put("threads", row.task().threads());
      node.put("collector", row.task().collector());
      ObjectNode params = node.putObject("params");
      row.task().params().forEach(params::put);
      node.put("map", row.subject());
      node.put("metric", row.metric().label());
      node.put("unit", row.metric().unit());
      node.put("oldMedian", row.before().median());
      node.put("oldRounds", row.before().count());
      node.put("newMedian", row.after().median());
      node.put("newRounds", row.after().count());
      node.put("timesBetter", row.change().median());
      node.put("timesBetterLow", row.change().min());
      node.put("timesBetterHigh", row.change().max());
      node.put("confidence", row.confidence());
      node.put("p", row.probability());
      node.put("q", row.adjusted());
      node.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    strings(root.putArray("onlyOld"), names(comparison.onlyOld()));
    strings(root.putArray("onlyNew"), names(comparison.onlyNew()));
    return root.toPrettyString() + "\n";
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private List<String> heading() {
    List<String> lines = new ArrayList<>();
    lines.add("old: " + before.path() + ", commit " + Environments.commit(before));
    lines.add("new: " + after.path() + ", commit " + Environments.commit(after));
    Environments.warnings(before, after).forEach(warning -> lines.add("WARNING: " + warning));
    return lines;
  }

  private TextTable table() {
    String what = comparison.rules().absolute() ? "" : ", x of CHM";
    TextTable table =
        new TextTable()
            .row(List.of("row", "old" + what, "new" + what, "times better", "p", "q", "verdict"));
    for (Row row : comparison.rows()) {
      boolean counted = row.metric().counted();
      boolean ratios = !comparison.rules().absolute() && !row.metric().bytes();
      String unit = ratios ? "" : " " + row.metric().unit();
      boolean told = row.verdict() != Verdict.CANNOT_TELL || row.probability() < 1;
      table.row(
          List.of(
              name(row.task(), row.metric(), row.subject()),
              ratios ? Numbers.ratio(row.before()) : Numbers.absolute(row.before()) + unit,
              ratios ? Numbers.ratio(row.after()) : Numbers.absolute(row.after()) + unit,
              Numbers.ratio(row.change())
                  + (counted || row.confidence() >= 0.95
                      ? ""
                      : String.format(Locale.ROOT, " (%.0f %%)", 100 * row.confidence())),
              counted || !told ? "-" : probability(row.probability()),
              counted || !told ? "-" : probability(row.adjusted()),
              row.verdict().text(row.metric().bytes())));
    }
    return table;
  }

  private List<String> conclusion() {
    Rules rules = comparison.rules();
    List<String> lines = new ArrayList<>();
    if (comparison.rows().isEmpty()) {
      lines.add("nothing to compare: no row of these maps is in both files, with its baseline");
      addOnly(lines, LOST, comparison.onlyOld());
      addOnly(lines, "only in the new file: ", comparison.onlyNew());
      return lines;
    }
    long worse = count(Verdict.WORSE);
    long better = count(Verdict.BETTER);
    lines.add(
        "%d rows: %d worse, %d better, %d without a change that was seen, %d that cannot be told, %d lost"
            .formatted(
                comparison.rows().size(),
                worse,
                better,
                count(Verdict.NO_CHANGE),
                count(Verdict.CANNOT_TELL),
                comparison.onlyOld().size()));
    comparison.rows().stream()
        .filter(row -> row.verdict() == Verdict.WORSE)
        .map(
            row ->
                row.verdict().text(row.metric().bytes())
                    + ": "
                    + name(row.task(), row.metric(), row.subject())
                    + " "
                    + Numbers.ratio(row.change()))
        .forEach(lines::add);
    addWhatCannotBeTold(lines);
    lines.add(
        ("a change: q (p of the exact two-sided Mann-Whitney test over rounds, corrected for %d"
                + " rows by Benjamini-Hochberg) at most %s, and at least %s; bytes are counted and"
                + " need no test")
            .formatted(
                comparison.tested(), percent(rules.falseShare()), percent(rules.threshold())));
    lines.add(
        "times better: Hodges-Lehmann estimate and its interval of 95 % (or as said), of one row"
            + " by itself; more than 1 is better");
    addOnly(lines, LOST, comparison.onlyOld());
    addOnly(lines, "only in the new file: ", comparison.onlyNew());
    return lines;
  }

  private void addWhatCannotBeTold(List<String> lines) {
    List<Row> untold =
        comparison.rows().stream().filter(row -> row.verdict() == Verdict.CANNOT_TELL).toList();
    if (untold.isEmpty()) {
      return;
    }
    double share = comparison.rules().falseShare();
    int timed = (int) comparison.rows().stream().filter(row -> !row.metric().counted()).count();
    untold.stream()
        .map(row -> row.before().count() + " and " + row.after().count())
        .distinct()
        .forEach(
            rounds -> {
              String[] counts = rounds.split(" and ", 2);
              double least =
                  RankTest.least(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
              lines.add(
                  ("cannot tell with %s rounds: even if all new ones were beyond all old ones, p"
                          + " would be %s; for %d rows both runs need %d rounds (%d for one row)")
                      .formatted(
                          rounds,
                          probability(least),
                          timed,
                          RankTest.roundsFor(share / timed),
                          RankTest.roundsFor(share)));
            });
  }

  /** A line for each map. */
  private void addOnly(List<String> lines, String heading, List<Series> only) {
    Map<String, List<String>> byMap = new LinkedHashMap<>();
    for (Series series : only) {
      byMap
          .computeIfAbsent(label(series.subject()), label -> new ArrayList<>())
          .add(where(series.task(), series.metric()));
    }
    byMap.forEach((map, where) -> lines.add(heading + map + " in " + String.join("; ", where)));
  }

  private long count(Verdict verdict) {
    return comparison.rows().stream().filter(row -> row.verdict() == verdict).count();
  }

  private List<String> names(List<Series> only) {
    return only.stream().map(s -> name(s.task(), s.metric(), s.subject())).toList();
  }

  private String name(Task task, Metric metric, String subject) {
    return label(subject) + ", " + where(task, metric);
  }

  private static String label(String subject) {
    return Subjects.find(subject).map(Subject::label).orElse(subject);
  }

  private String where(Task task, Metric metric) {
    String what = metric.label().isEmpty() ? "" : ": " + metric.label();
    return task.nameAmong(tasks) + what;
  }

  private static String probability(double probability) {
    return probability < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", probability);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%s %%", Numbers.format(100 * share));
  }
}
