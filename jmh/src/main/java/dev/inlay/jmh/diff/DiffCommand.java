package dev.inlay.jmh.diff;

import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.results.Unreadable;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the regression watch. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Tells which rows changed between two runs beyond noise.",
      "",
      "Compared is how many times better than ConcurrentHashMap in the same round a map was, so that a"
          + " machine that drifted between the runs plays no part. A row changed if the exact"
          + " Mann-Whitney test over rounds says so, corrected for the number of rows by"
          + " Benjamini-Hochberg, and if it changed by the threshold at least.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing got worse, 3 something did, 5 nothing did, but rows of OLD are not in NEW"
          + " (a map failed, or less was measured), 4 nothing can be told (too few rounds, or no row in"
          + " both files), 2 wrong options or files, 1 a file could not be written."
    })
public final class DiffCommand implements Callable<Integer> {
  /** The exit code when something got worse. */
  public static final int WORSE = 3;

  /** The exit code when nothing can be told. */
  public static final int CANNOT_TELL = 4;

  /** The exit code when nothing got worse, but rows are lost. */
  public static final int LOST = 5;

  private static final int FAILED = 1;
  private static final String ALL = "all";
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?) ?%?");

  private final PrintStream out;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "The run to compare with: results.json, or the folder with it.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The run to judge.")
  private Path after = Path.of("");

  @Option(
      names = "--absolute",
      description =
          "Compare the figures themselves, not their ratios to ConcurrentHashMap: for two runs on one"
              + " quiet machine.")
  private boolean absolute;

  @Option(
      names = "--force",
      description = "With --absolute: also if the runs are not known to be of one machine.")
  private boolean force;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      defaultValue = "5%",
      description = "The least change of interest, from 0%% to 500%%. Default: 5%%")
  private String threshold = "5%";

  @Option(
      names = "--false-alarms",
      paramLabel = "PERCENT",
      defaultValue = "5%",
      description =
          "How many of the changes that are reported may be none, from 0.001%% to 50%%. Default: 5%%")
  private String falseAlarms = "5%";

  @Option(
      names = "--maps",
      paramLabel = "MAP,...",
      description =
          "The maps to judge, or all. Default: this project's own, or all if there are none of them")
  private @Nullable String maps;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the report there too.")
  private @Nullable Path markdown;

  @Option(names = "--json", paramLabel = "FILE", description = "Write it there too, for programs.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Makes the command.
   *
   * @param out where the report goes
   */
  public DiffCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Rules rules =
        new Rules(
            absolute,
            percentage("--threshold", threshold, 0, 500),
            percentage("--false-alarms", falseAlarms, 0.001, 50));
    ResultFile old = read(before);
    ResultFile recent = read(after);
    if (absolute && !force && !Environments.sameMachine(old, recent)) {
      throw refused(
          "--absolute: the two runs are not known to be of one machine ("
              + String.join("; ", Environments.warnings(old, recent))
              + "); leave it out to compare ratios, or give --force");
    }
    Comparison comparison = Comparison.of(old, recent, rules, wantedMaps(old, recent));
    DiffReport report = new DiffReport(old, recent, comparison);
    out.print(report.toText());
    out.flush();
    if (!write(markdown, report.toMarkdown()) || !write(json, report.toJson())) {
      return FAILED;
    }
    if (comparison.anyWorse()) {
      return WORSE;
    }
    if (comparison.anyLost() && !comparison.rows().isEmpty()) {
      return LOST;
    }
    return comparison.anyTold() ? 0 : CANNOT_TELL;
  }

  private ResultFile read(Path file) {
    try {
      return ResultFile.read(file);
    } catch (Unreadable e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private boolean write(@Nullable Path file, String text) {
    if (file == null) {
      return true;
    }
    try {
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      spec.commandLine().getErr().println("compare: cannot write " + file + ": " + e);
      return false;
    }
  }

  private Predicate<String> wantedMaps(ResultFile old, ResultFile recent) {
    Set<String> present = new TreeSet<>();
    Stream.of(old, recent)
        .flatMap(file -> file.series().stream())
        .map(Series::subject)
        .forEach(present::add);
    if (maps == null) {
      boolean anyOurs = present.stream().anyMatch(DiffCommand::isOurs);
      return map -> !anyOurs || isOurs(map);
    }
    if (maps.equals(ALL)) {
      return map -> true;
    }
    List<String> wanted = Arrays.stream(maps.split(",", -1)).map(String::trim).toList();
    for (String map : wanted) {
      if (!present.contains(map)) {
        throw refused(
            "--maps: '"
                + map
                + "' is in neither file; allowed: all, "
                + String.join(", ", present));
      }
    }
    return wanted::contains;
  }

  private static boolean isOurs(String map) {
    return Subjects.find(map).filter(Subject::ours).isPresent();
  }

  private double percentage(String option, String text, double min, double max) {
    Matcher matcher = PERCENTAGE.matcher(text);
    if (matcher.matches()) {
      double percent = Double.parseDouble(matcher.group(1));
      if (percent >= min && percent <= max) {
        return percent / 100;
      }
    }
    throw refused(
        "%s: '%s' is not allowed; allowed: percentages from %s to %s, such as 5%%"
            .formatted(option, text, plain(min), plain(max)));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Integer.toString((int) number) : Double.toString(number);
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
