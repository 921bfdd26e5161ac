package dev.inlay.jmh.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.inlay.jmh.report.ReportFiles;
import dev.inlay.jmh.report.Run;
import dev.inlay.jmh.results.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows what was measured and writes it to files; also when it is less than was asked for. */
final class Outcome {
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Settings settings;
  private final List<Contest> contests;
  private final List<Goal> goals;
  private final Results results;
  private final Map<String, String> environment;
  private final PrintStream out;
  private long keptNanos = System.nanoTime() - KEEP_NANOS;
  private boolean keepingFailed;

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
    boolean same = settings.report().filter(settings.out()::equals).isPresent();
    try {
      OutFolder.prepare(settings.out(), environmentJson());
    } catch (IOException e) {
      throw cannotWrite(same ? "--report" : "--out", settings.out(), e);
    }
    if (settings.report().isPresent() && !same) {
      Path directory = settings.report().get();
      try {
        ReportFiles.prepare(directory);
      } catch (IOException e) {
        throw cannotWrite("--report", directory, e);
      }
    }
  }

  private static IOException cannotWrite(String option, Path directory, IOException cause) {
    return new IOException(
        option + ": cannot write to " + directory + ": " + cause.getMessage(), cause);
  }

  /**
   * Prints and writes everything; returns whether every figure is there and every file is written.
   */
  synchronized boolean show() {
    Report report = report();
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
  synchronized void showInterrupted() {
    if (results.isEmpty()) {
      out.println("interrupted before anything was measured");
    } else {
      print(report());
      out.println("Interrupted: the figures are those of the JVMs that had finished.");
    }
    out.flush();
  }

  private Report report() {
    return new Report(contests, goals, results, environment(), verdict());
  }

  /** Returns the environment with what failed in it, for readers that have nothing else. */
  private Map<String, String> environment() {
    Map<String, String> facts = new LinkedHashMap<>(environment);
    List<String> failures =
        results.failures().stream()
            .map(
                failure ->
                    "%s in '%s': %s"
                        .formatted(
                            failure.subject().label(),
                            failure.contest().workload().title(),
                            failure.trouble().forReports()))
            .toList();
    if (!failures.isEmpty()) {
      facts.put(Run.FAILED, String.join("; ", failures));
    }
    return facts;
  }

  private boolean print(Report report) {
    out.print(report.toText());
    boolean written = write(report);
    return settings.report().isEmpty()
        ? written
        : writeReport(report, settings.report().get()) && written;
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

  /** Returns which map is the one for the workload file; nothing when there is no such file. */
  private List<String> verdict() {
    return settings
        .workload()
        .map(
            file ->
                new WorkloadVerdict(
                        file.spec(),
                        contests,
                        results,
                        new WorkloadSuite(settings, file.spec()).leftOut())
                    .lines())
        .orElse(List.of());
  }

  /**
   * Writes the figures so far, for an end that nobody can hear; returns what went wrong, the first
   * time that it did.
   */
  synchronized Optional<String> keep() {
    long now = System.nanoTime();
    if (now - keptNanos < KEEP_NANOS) {
      return Optional.empty();
    }
    return keepNow();
  }

  /** The same at once. */
  synchronized Optional<String> keepNow() {
    keptNanos = System.nanoTime();
    try {
      WholeFile.write(
          settings.out().resolve(ResultFile.RESULTS), JmhJson.toBytes(contests, results));
      Report.writePlan(settings.out(), Plans.of(contests, goals, results, verdict()));
      if (!results.failures().isEmpty()) {
        WholeFile.write(settings.out().resolve(ResultFile.ENVIRONMENT), environmentJson());
      }
      return Optional.empty();
    } catch (IOException e) {
      boolean first = !keepingFailed;
      keepingFailed = true;
      return first
          ? Optional.of(
              "could not write the figures so far to %s: %s"
                  .formatted(settings.out(), OutFolder.reason(e)))
          : Optional.empty();
    }
  }

  /** Where that is impossible, what took long to measure goes to another folder. */
  private boolean write(Report report) {
    try {
      write(report, settings.out());
      return true;
    } catch (IOException e) {
      out.println(
          "\ncould not write the results to " + settings.out() + ": " + OutFolder.reason(e));
    }
    try {
      write(report, Files.createTempDirectory("compare-results-"));
    } catch (IOException e) {
      out.println("nor to a temporary folder: " + OutFolder.reason(e));
    }
    return false;
  }

  private byte[] environmentJson() throws IOException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsBytes(environment());
  }

  private void write(Report report, Path directory) throws IOException {
    report.writeTo(directory);
    if (settings.workload().isPresent()) {
      WholeFile.write(
          directory.resolve("replayed.workload"),
          settings.workload().get().text().getBytes(StandardCharsets.UTF_8));
    }
    WholeFile.write(
        directory.resolve(OutFolder.REPORT), report.toMarkdown().getBytes(StandardCharsets.UTF_8));
    WholeFile.write(directory.resolve(ResultFile.ENVIRONMENT), environmentJson());
    out.println("\nresults.json, report.md and environment.json are in " + directory);
  }
}
