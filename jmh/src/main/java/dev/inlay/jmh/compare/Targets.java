package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Preset.Suite;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.results.Task;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a suite asks of a map, and what a result file says to it. */
public final class Targets {
  private static final String TARGETS = Parsers.name(Suite.TARGETS);
  private static final String VERSIONS = Parsers.name(Suite.VERSIONS);

  private final ResultFile file;

  /**
   * Looks at a file.
   *
   * @param file what was measured
   */
  public Targets(ResultFile file) {
    this.file = file;
  }

  /**
   * A target and what a file says to it.
   *
   * @param workload the workload's title, with the column
   * @param required what is asked, in words
   * @param value the figure that is asked
   * @param least whether that is a ratio to reach at least; otherwise a figure to reach at most
   * @param map the map's figures, if the file has them
   * @param reached what was reached, in words, or "-"
   * @param verdict whether that is enough, in words
   */
  public record Target(
      String workload,
      String required,
      double value,
      boolean least,
      Optional<Series> map,
      String reached,
      String verdict) {}

  /**
   * Returns what a suite asks of a map.
   *
   * @param suite the suite's name on the command line
   * @param map the map's name
   * @return each target of the suite, measured or not; if it has none of its own, those of other
   *     suites that were measured
   */
  public List<Target> of(String suite, String map) {
    if (suite.equals(TARGETS) || suite.equals(VERSIONS)) {
      return asked(suite, map);
    }
    return Stream.of(TARGETS, VERSIONS)
        .flatMap(each -> asked(each, map).stream())
        .filter(target -> target.map().isPresent())
        .toList();
  }

  private List<Target> asked(String suite, String map) {
    TreeSet<String> maps = new TreeSet<>();
    file.series().stream()
        .map(Series::subject)
        .filter(id -> Subjects.find(id).isPresent())
        .forEach(maps::add);
    maps.add(map);
    Options options = new Options();
    options.suite = suite;
    options.maps = String.join(",", maps);
    Settings settings = options.resolve();
    int cores = Integer.parseInt(file.environment().getOrDefault("cores", "1"));
    FixedSuite fixed =
        suite.equals(TARGETS)
            ? new TargetSuite(settings, cores)
            : new VersionSuite(settings, cores);
    return fixed.goals().stream()
        .flatMap(
            goal ->
                goal.contest().subjects().stream()
                    .filter(subject -> subject.id().equals(map) && goal.concerns(subject))
                    .map(subject -> target(goal, subject)))
        .toList();
  }

  /**
   * Returns the figures of any map in the row of a target.
   *
   * @param target a target that was measured
   * @param map the map's name
   * @return its figures, or empty when the file has none
   */
  public Optional<Series> beside(Target target, String map) {
    return target.map().flatMap(own -> file.find(own.task(), own.metric(), map));
  }

  /**
   * Says what a map reached in the row of a target.
   *
   * @param target a target that was measured
   * @param map the map's name
   * @return its ratio to the baseline, or its figure where a figure is asked, or "-"
   */
  public String reachedBeside(Target target, String map) {
    boolean ratio = target.least();
    return beside(target, map)
        .flatMap(series -> ratio ? spread(series, Subjects.BASELINE_ID) : spread(series))
        .map(spread -> ratio ? Numbers.ratio(spread) : figure(target, spread))
        .orElse("-");
  }

  private static String figure(Target target, Spread spread) {
    String unit = target.map().map(series -> series.metric().unit()).orElse("");
    return Numbers.absolute(spread) + " " + unit;
  }

  private Target target(Goal goal, Subject subject) {
    String title = goal.contest().workload().title();
    String heading = goal.column().heading();
    Optional<Series> own = find(goal, subject.id());
    Optional<Spread> reached =
        goal.kind() == Goal.Kind.RATIO_AT_LEAST
            ? own.flatMap(series -> spread(series, goal.rival().id()))
            : own.flatMap(Targets::spread);
    return new Target(
        heading.isEmpty() ? title : title + ": " + heading,
        goal.required(),
        goal.value(),
        goal.kind() == Goal.Kind.RATIO_AT_LEAST,
        own,
        reached.map(spread -> show(goal, spread)).orElse("-"),
        reached.map(spread -> goal.judge(spread).text()).orElse("not measured"));
  }

  private Optional<Series> find(Goal goal, String map) {
    return file.series().stream()
        .filter(series -> series.subject().equals(map))
        .filter(series -> series.metric().label().equals(goal.column().quantity().metric()))
        .filter(series -> isOf(series.task(), goal.contest().workload(), goal.column()))
        .findFirst();
  }

  /** Tells whether a file's task is the workload; the file may know parameters that it does not. */
  private static boolean isOf(Task task, Workload workload, Column column) {
    Map<String, String> params = new LinkedHashMap<>(workload.params());
    if (workload.shape() instanceof Turns turns && !turns.param().isEmpty()) {
      params.put(turns.param(), turns.values().get(column.turn()));
    }
    return task.benchmark().equals(workload.benchmark())
        && task.mode().equals(workload.mode().shortLabel())
        && task.threads() == workload.threads()
        && task.collector().equals(Task.collectorOf(workload.jvmArgs()))
        && task.params().entrySet().containsAll(params.entrySet());
  }

  private Optional<Spread> spread(Series series, String rival) {
    return file.find(series.task(), series.metric(), rival)
        .map(series::timesBetterThan)
        .filter(ratios -> ratios.length > 0)
        .map(Spread::of);
  }

  private static Optional<Spread> spread(Series series) {
    double[] figures = series.figures();
    return figures.length == 0 ? Optional.empty() : Optional.of(Spread.of(figures));
  }

  private static String show(Goal goal, Spread reached) {
    return goal.kind() == Goal.Kind.RATIO_AT_LEAST
        ? Numbers.ratio(reached)
        : Numbers.absolute(reached) + " " + goal.column().quantity().unit();
  }
}
