package dev.inlay.jmh.compare;

import dev.inlay.jmh.diff.DiffCommand;
import dev.inlay.jmh.report.ReportCommand;
import dev.inlay.jmh.results.JmhFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the comparison. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    version = "inlay-jmh 0.1.0-SNAPSHOT",
    usageHelpWidth = 100,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Measures concurrent maps on this machine, by JMH, against ConcurrentHashMap in the same run.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./compare                                     the comparison, in at most 5 minutes",
      "  ./compare --sizes 1K,1M --keys string --threads all --time 10m",
      "  ./compare --reads 90 --mode throughput,latency",
      "  ./compare --experiment shards                 1, 8, 64, 256 shards and one lock per key",
      "  ./compare --experiment shards --sizes 100K,1M,5M --time 30m",
      "  ./compare --experiment read-share             99, 50, 10 %% reads at 100K, 1M, 5M keys",
      "  ./compare --suite targets                     the project's own targets, and what is reached",
      "  ./compare --suite versions                    snapshots, batches, and writes by size",
      "  ./compare --workload app.workload             which map for the program that this file describes?",
      "  ./compare --suite full                        everything that a published report shows",
      "  ./compare --smoke                             does everything work here?",
      "  ./compare diff OLD NEW                        what changed between two runs? (diff --help)",
      "  ./compare --report DIR                        a page to show, of the run",
      "  ./compare report DIR... --out DIR             the same of earlier runs, beside each other",
      "",
      "Exit codes: 0 done, 1 something failed, 2 wrong options, 130 interrupted (what was done is"
          + " shown and written), 143 the same by a signal to end; of diff, see diff --help; of report,"
          + " see report --help."
    })
public final class Compare implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_OPTIONS = 2;

  /**
   * Set by the script: when the command was typed, in milliseconds since 1970, so that the build
   * counts.
   */
  private static final String START_PROPERTY = "inlay.compare.startMillis";

  /** Set by the script: whether a person watches. */
  private static final String TERMINAL_PROPERTY = "inlay.compare.terminal";

  private static final String JMH_IGNORE_LOCK = "jmh.ignoreLock";

  private final PrintStream out;

  @Mixin private final Options options = new Options();
  @Spec private CommandSpec spec = CommandSpec.create();

  private Compare(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the comparison and ends the JVM.
   *
   * @param args the options, see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine(System.out).execute(args));
  }

  /** Returns the command with the handling of wrong options. */
  static CommandLine commandLine(PrintStream out) {
    return new CommandLine(new Compare(out))
        .addSubcommand(new DiffCommand(out))
        .addSubcommand(new ReportCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> explain(e));
  }

  private static int explain(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("compare: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException) {
      err.println(
          "allowed: "
              + e.getCommandLine().getCommandSpec().options().stream()
                  .map(OptionSpec::longestName)
                  .collect(Collectors.joining(", ")));
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("./" + command + " --help tells more.");
    return WRONG_OPTIONS;
  }

  @Override
  public Integer call() {
    Settings settings;
    try {
      settings = options.resolve();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (settings.ignoreLock()) {
      System.setProperty(JMH_IGNORE_LOCK, "true");
    }
    return run(settings);
  }

  private int run(Settings settings) {
    FixedSuite suite =
        switch (settings.suite()) {
          case MIX, WORKLOAD -> null;
          case TARGETS -> new TargetSuite(settings);
          case VERSIONS -> new VersionSuite(settings);
          case FULL -> new FullSuite(settings);
        };
    List<Contest> contests =
        settings
            .workload()
            .map(file -> new WorkloadSuite(settings, file.spec()).contests())
            .orElseGet(() -> suite == null ? MixSuite.contests(settings) : suite.contests());
    List<Goal> goals = suite == null ? List.of() : suite.goals();
    Map<String, String> environment = Environment.describe(settings, contests);
    Results results = new Results();
    environment.put(JmhFile.RUN, results.run());
    Outcome outcome = new Outcome(settings, contests, goals, results, environment, out);
    try (Progress progress = new Progress(out, Boolean.getBoolean(TERMINAL_PROPERTY))) {
      Interruption interruption = new Interruption(progress, outcome);
      Session session =
          new Session(settings, contests, results, progress, deadlineNanos(settings), interruption);
      try {
        session.plan();
        outcome.prepare();
      } catch (Session.Refused e) {
        return fail(WRONG_OPTIONS, e.getMessage());
      } catch (IOException e) {
        return fail(WRONG_OPTIONS, e.getMessage());
      }
      greet(environment);
      interruption.arm();
      try {
        session.run();
      } catch (Session.Refused e) {
        interruption.disarm();
        progress.mute();
        if (!results.isEmpty()) {
          outcome.show();
        }
        return fail(FAILED, e.getMessage());
      }
      interruption.disarm();
      progress.mute();
      boolean complete = outcome.show();
      return complete && !session.failed() ? 0 : FAILED;
    }
  }

  private void greet(Map<String, String> environment) {
    out.println(Environment.summary(environment));
    if (Environment.isBusy(environment)) {
      out.println(
          "The machine is busy with something else (load %s): expect wide spreads."
              .formatted(environment.get(Environment.LOAD)));
    }
  }

  private int fail(int exitCode, @Nullable String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("compare: " + message);
    err.flush();
    return exitCode;
  }

  private static long deadlineNanos(Settings settings) {
    long now = System.currentTimeMillis();
    long spentMillis = Math.max(0, now - Long.getLong(START_PROPERTY, now));
    return System.nanoTime()
        + TimeUnit.MILLISECONDS.toNanos(settings.time().toMillis() - spentMillis);
  }
}
