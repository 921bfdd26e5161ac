package dev.inlay.jmh.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
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

  /** Makes sure, before minutes are spent, that the results can be written. */
  void prepare() throws IOException {
    Files.createDirectories(settings.out());
    if (!Files.isWritable(settings.out())) {
      throw new IOException("the directory is not writable");
    }
  }

  /**
   * Prints and writes everything; returns whether every figure is there and every file is written.
   */
  boolean show() {
    Report report = new Report(contests, results, environment);
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
      print(new Report(contests, results, environment));
      out.println("Interrupted: the figures are those of the JVMs that had finished.");
    }
    out.flush();
  }

  private boolean print(Report report) {
    TargetReport targets = new TargetReport(goals, results);
    out.print(report.toText());
    verdict().forEach(out::println);
    if (!goals.isEmpty()) {
      out.print("\n" + targets.table().toText());
    }
    return write(report, targets);
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

  private boolean write(Report report, TargetReport targets) {
    Path directory = settings.out();
    try {
      JmhJson.write(directory.resolve("results.json"), contests, results);
      String markdown = report.toMarkdown();
      if (!goals.isEmpty()) {
        markdown += "\n## Targets\n\n" + targets.table().toMarkdown();
      }
      if (settings.workload().isPresent()) {
        markdown += "\n## Which map\n\n```\n" + String.join("\n", verdict()) + "\n```\n";
        Files.writeString(directory.resolve("replayed.workload"), settings.workload().get().text());
      }
      Files.writeString(directory.resolve("report.md"), markdown);
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(directory.resolve("environment.json").toFile(), environment);
      out.println("\nresults.json, report.md and environment.json are in " + directory);
      return true;
    } catch (IOException e) {
      out.println("\ncould not write the results to " + directory + ": " + e);
      return false;
    }
  }
}
