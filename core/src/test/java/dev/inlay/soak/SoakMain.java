package dev.inlay.soak;

import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the soak. */
@Command(
    name = ".ci/soak",
    description =
        "Keeps the maps busy for a time, provokes faults, and compares them with what they must hold.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SoakMain implements Callable<Integer> {
  @Option(
      names = "--time",
      defaultValue = "10m",
      converter = Span.class,
      description = "how long, as in 90s, 10m, 8h (default: ${DEFAULT-VALUE})")
  private Duration time;

  @Option(
      names = "--maps",
      split = ",",
      defaultValue = "ShardedMap,StripedMap,SnapshotMap",
      description = "the maps, or configurations of them (default: ${DEFAULT-VALUE})")
  private List<String> maps;

  @Option(names = "--seed", description = "repeats the random choices of a run (default: another)")
  private Long seed;

  @Option(
      names = "--tide",
      defaultValue = "" + SoakSettings.TIDE,
      description = "how many mappings a flood brings at most (default: ${DEFAULT-VALUE})")
  private int tide;

  @Option(
      names = "--out",
      defaultValue = "soak-results",
      description = "where soak.md and soak.svg go (default: ${DEFAULT-VALUE})")
  private Path out;

  @Spec private CommandSpec spec;

  private SoakMain() {}

  /** Runs a soak; the exit status is 0 when it passed, 1 when not, 2 for a wrong command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SoakMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<MapUnderTest> subjects = maps.stream().map(this::subject).toList();
    long start = seed != null ? seed : new Random().nextInt() & 0xFFFF_FFFFL;
    SoakSettings usual = SoakSettings.of(subjects, time, start);
    SoakSettings settings =
        new SoakSettings(
            subjects, time, usual.turns(), usual.phase(), usual.patience(), tide, start);
    System.out.println("Soak of " + subjects + " for " + time + ", seed " + start);
    SoakResult result = Soak.run(settings, phase -> System.out.println(SoakReport.line(phase)));
    String report =
        SoakReport.of(result, System.getProperty("inlay.soak.command", getClass().getName()));
    System.out.println();
    System.out.println(report);
    Files.createDirectories(out);
    plot(result);
    Files.writeString(out.resolve("soak.md"), report + "\n![Throughput and heap](soak.svg)\n");
    System.out.println((result.passed() ? "PASSED" : "FAILED") + ", report in " + out);
    return result.passed() ? 0 : 1;
  }

  private MapUnderTest subject(String name) {
    try {
      return MapsUnderTest.named(name.trim());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** Some installations of Java have no fonts; that says nothing about the maps. */
  private void plot(SoakResult result) throws IOException {
    Path file = out.resolve("soak.svg");
    try {
      SoakPlot.write(result, file);
    } catch (LinkageError | RuntimeException | InternalError e) {
      Files.deleteIfExists(file);
      System.out.println("NO PLOT: this Java cannot draw: " + e);
    }
  }

  /** Reads durations such as 90s. */
  private static final class Span implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d+)(s|m|h)");

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is no time such as 90s, 10m or 8h");
      }
      return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
