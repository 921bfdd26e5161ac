package dev.inlay.jmh.compare;

import dev.inlay.jmh.report.Plan;
import dev.inlay.jmh.report.ReportFiles;
import dev.inlay.jmh.report.Run;
import dev.inlay.jmh.report.RunFiles;
import dev.inlay.jmh.report.TextReport;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Everything that was measured, as its result file tells it. */
final class Report {
  private final List<Contest> contests;
  private final Results results;
  private final LimitShares limits;
  private final byte[] json;
  private final Plan plan;
  private final Run run;

  Report(
      List<Contest> contests, List<Goal> goals, Results results, Map<String, String> environment) {
    this.contests = contests;
    this.results = results;
    limits = new LimitShares(results);
    json = JmhJson.toBytes(contests, results);
    plan = Plans.of(contests, goals, results);
    run = RunFiles.of(json, plan, environment);
  }

  /** Writes what was measured, and what was to be. */
  void writeTo(Path directory) throws IOException {
    WholeFile.write(directory.resolve(ResultFile.RESULTS), json);
    writePlan(directory, plan);
  }

  static void writePlan(Path directory, Plan plan) throws IOException {
    WholeFile.write(directory.resolve(RunFiles.PLAN), RunFiles.toBytes(plan));
  }

  /** Writes the page and what belongs to it. */
  void writePage(Path directory) throws IOException {
    ReportFiles.write(List.of(run), directory);
  }

  /** Returns the report for a screen. */
  String toText() {
    StringBuilder text = new StringBuilder(TextReport.toText(run));
    addMore(text, TextTable::toText, "");
    return text.toString();
  }

  /** Returns the report in Markdown. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder(TextReport.toMarkdown(List.of(run)));
    addMore(text, TextTable::toMarkdown, "## ");
    return text.toString();
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

  /** Adds how far maps are from the machine's limit, and which do not take part, and why. */
  private void addMore(StringBuilder text, Function<TextTable, String> form, String heading) {
    for (int i = 0; i < contests.size(); i++) {
      List<TextTable> shares = limits.tables(contests.get(i));
      List<String> absent = absent(contests.get(i));
      if (!shares.isEmpty() || !absent.isEmpty()) {
        text.append('\n').append(heading).append(title(i)).append("\n\n");
        shares.forEach(table -> text.append(form.apply(table)).append('\n'));
        absent.forEach(line -> text.append("- ").append(line).append('\n'));
      }
    }
  }

  private String title(int index) {
    String title = contests.get(index).workload().title();
    return contests.size() > 1 ? "(" + (index + 1) + ") " + title : title;
  }
}
