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
import java.util.List;
import java.util.Map;

/** Everything that was measured, as its result file tells it. */
final class Report {
  private final List<Contest> contests;
  private final Results results;
  private final byte[] json;
  private final Plan plan;
  private final Run run;

  /**
   * Makes a report.
   *
   * @param verdict which map is the one for a user's workload, in lines
   */
  Report(
      List<Contest> contests,
      List<Goal> goals,
      Results results,
      Map<String, String> environment,
      List<String> verdict) {
    this.contests = contests;
    this.results = results;
    json = JmhJson.toBytes(contests, results);
    plan = Plans.of(contests, goals, results, verdict);
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
    return TextReport.toText(run);
  }

  /** Returns the report in Markdown. */
  String toMarkdown() {
    return TextReport.toMarkdown(List.of(run));
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

  private String title(int index) {
    String title = contests.get(index).workload().title();
    return contests.size() > 1 ? "(" + (index + 1) + ") " + title : title;
  }
}
