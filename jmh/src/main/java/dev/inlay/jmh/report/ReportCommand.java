package dev.inlay.jmh.report;

import dev.inlay.jmh.results.Unreadable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes reports of result files that exist. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Makes a page that needs no network (report.html), Markdown (report.md) and CSV (report.csv) of"
          + " earlier runs. Several runs, say of an x86 and an ARM machine, stand beside each other;"
          + " ratios are taken within each of them only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./compare report compare-results/20261121-093000 --out report",
      "  ./compare report x86/results.json arm/results.json --out both",
      "",
      "Exit codes: 0 done, 1 the reports could not be written, 2 wrong options or files."
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE_OR_DIR",
      description =
          "results.json of ./compare with its environment.json beside it, or the folder that holds"
              + " both")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the reports go; what is there by the same names is replaced")
  private String out = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli's caller. */
  public ReportCommand() {}

  @Override
  public Integer call() {
    PrintWriter output = spec.commandLine().getOut();
    List<Run> runs;
    try {
      List<Path> paths = new ArrayList<>();
      files.forEach(file -> paths.add(path("FILE_OR_DIR", file)));
      runs = RunFiles.read(paths);
    } catch (Unreadable e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Path directory = path("--out", out).toAbsolutePath().normalize();
    try {
      ReportFiles.prepare(directory);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--out: cannot write to " + directory + ": " + e.getMessage(), e);
    }
    try {
      ReportFiles.write(runs, directory);
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("compare: could not write the reports to " + directory + ": " + e.getMessage());
      err.flush();
      return FAILED;
    }
    for (Run run : runs) {
      String name = run.name().isEmpty() ? "" : "run " + run.name() + ": ";
      output.println(name + new Headline(run).sentence());
      run.failures().forEach(failure -> output.println(name + "FAILED: " + failure));
    }
    output.println(
        "%s, %s and %s are in %s"
            .formatted(ReportFiles.HTML, ReportFiles.MARKDOWN, ReportFiles.CSV, directory));
    output.flush();
    return 0;
  }

  private Path path(String what, String text) {
    try {
      if (text.isEmpty()) {
        throw new InvalidPathException(text, "a path is expected, not ''");
      }
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), what + ": " + e.getReason(), e);
    }
  }
}
