package dev.inlay.jmh.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.inlay.jmh.report.ReportFiles;
import dev.inlay.jmh.report.RunFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Shows what was measured and writes it to files; also when it is less than was asked for. */
final class Outcome {
  private final Settings settings;
  private final List<Contest> contests;
  private final List<Goal> goals;
  private final Results results;
  private final Map<String, String> environment;
  private final PrintStream out;

  Outcome(
      Settings settings,
      List<Contest> contests,
      List<Goal> goals,
      Results results,
      Map<String, String> environment,
      PrintStream out) {
    this.settings = settings;
    this.contests = contests;
    this.goals = goals;
    this.results = results;
    this.environment = environment;
    this.out = out;
  }

  /**
   * Makes sure, before minutes are spent, that the results can be written; the message names the
   * option.
   */
  void prepare() throws IOException {
    if (settings.report().isPresent()) {
      prepare("--report", settings.report().get());
    }
    prepare("--out", settings.out());
  }

  private static void prepare(String option, Path directory) throws IOException {
    try {
      ReportFiles.prepare(directory);
    } catch (IOException e) {
      throw new IOException(option + ": cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Prints and writes everything; returns whether every figure is there and every file is written.
   */
  boolean show() {
    Report report = new Report(contests, goals, results, environment);
    List<String> missing = report.missing();
    boolean written = print(report);
    missing.forEach(figure -> out.println("no figure: " + figure));
    if (settings.smoke()) {
      out.println("A smoke run: the figures mean nothing.");
    }
    out.flush();
    return written && missing.isEmpty();
  }

  /** Prints and writes what there is. */
  void showInterrupted() {
    if (results.isEmpty()) {
      out.println("interrupted before anything was measured");
    } else {
      print(new Report(contests, goals, results, environment));
      out.println("Interrupted: the figures are those of the JVMs that had finished.");
    }
    out.flush();
  }

  private boolean print(Report report) {
    out.print(report.toText());
    return write(report);
  }

  private boolean write(Report report) {
    Path directory = settings.out();
    try {
      report.writeTo(directory);
      Files.writeString(directory.resolve(ReportFiles.MARKDOWN), report.toMarkdown());
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(directory.resolve(RunFiles.ENVIRONMENT).toFile(), environment);
      out.println("\nresults.json, report.md and environment.json are in " + directory);
    } catch (IOException e) {
      out.println("\ncould not write the results to " + directory + ": " + ReportFiles.why(e));
      return false;
    }
    return settings.report().isEmpty() || writeReport(report, settings.report().get());
  }

  private boolean writeReport(Report report, Path directory) {
    try {
      report.writePage(directory);
      out.println(ReportFiles.HTML + " and " + ReportFiles.CSV + " are in " + directory);
      return true;
    } catch (IOException e) {
      out.println("could not write the report to " + directory + ": " + e.getMessage());
      return false;
    }
  }
}
