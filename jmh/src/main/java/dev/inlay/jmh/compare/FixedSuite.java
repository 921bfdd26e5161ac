package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shape;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** Workloads that are given, with what our maps are to reach in them. */
abstract class FixedSuite {
  /** Sizes of a smoke run are these and a thousandth more, so that they still differ. */
  private static final int SMOKE_ENTRIES = 1_000;

  /** For so few entries, a larger one would only take time to touch. */
  private static final int SMOKE_HEAP_MEGABYTES = 256;

  /** In place of a figure that is not asked for. */
  static final double NONE = Double.NaN;

  static final int ALL_CORES = Runtime.getRuntime().availableProcessors();

  private final Settings settings;
  private final int cores;
  private final List<Contest> contests = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  FixedSuite(Settings settings) {
    this(settings, ALL_CORES);
  }

  FixedSuite(Settings settings, int cores) {
    this.settings = settings;
    this.cores = cores;
  }

  /** Returns how many threads are one for every core. */
  final int cores() {
    return cores;
  }

  final Settings settings() {
    return settings;
  }

  /** Returns the contests, of which each has a goal for one of the chosen maps, if any has. */
  final List<Contest> contests() {
    Set<Contest> wanted = new HashSet<>();
    for (Goal goal : goals) {
      if (goal.contest().subjects().stream().anyMatch(goal::concerns)) {
        wanted.add(goal.contest());
      }
    }
    return contests.stream().filter(each -> !onlyGoals() || wanted.contains(each)).toList();
  }

  /** Whether contests without a goal for a chosen map are left out. */
  abstract boolean onlyGoals();

  final List<Goal> goals() {
    return List.copyOf(goals);
  }

  final Contest throughput(
      String title,
      String benchmark,
      int threads,
      int entries,
      Gc gc,
      Map<String, String> params,
      Asked asked) {
    Workload workload =
        workload(
            title,
            benchmark,
            Mode.Throughput,
            threads,
            entries,
            gc,
            withProfile(params),
            Turns.NONE,
            List.of(new Column("", 0, Quantity.THROUGHPUT)));
    Contest contest = contest(workload, Integer.MAX_VALUE);
    ratioGoal(contest, 0, asked);
    return contest;
  }

  final Map<String, String> withProfile(Map<String, String> params) {
    Map<String, String> all = new LinkedHashMap<>(params);
    all.put("profile", Parsers.name(settings.profile()));
    return all;
  }

  final Workload workload(
      String title,
      String benchmark,
      Mode mode,
      int threads,
      int entries,
      Gc gc,
      Map<String, String> params,
      Shape shape,
      List<Column> columns) {
    int size = size(entries);
    Map<String, String> all = new LinkedHashMap<>(params);
    all.put("entries", Integer.toString(size));
    String collector = gc == Gc.G1 ? "" : ", " + Parsers.name(gc) + " GC";
    return new Workload(
        "%s, %s, %s%s".formatted(title, count(size), threads(threads), collector),
        benchmark,
        mode,
        mode == Mode.SingleShotTime ? TimeUnit.MILLISECONDS : TimeUnit.MICROSECONDS,
        all,
        threads,
        size,
        jvmArgs(gc, size),
        shape,
        columns);
  }

  final Contest contest(Workload workload, int maxRounds) {
    List<Subject> chosen = settings.maps().stream().map(Subjects::get).toList();
    Contest contest = admit(Entrants.of(chosen, workload)).contest(workload, maxRounds);
    contests.add(contest);
    return contest;
  }

  /** Chooses among those who can take part: all of them. */
  Entrants admit(Entrants able) {
    return able;
  }

  /** What the table asks of each map; {@link #NONE} where it asks nothing. */
  record Asked(double sharded, double striped, double snapshot) {}

  final void ratioGoal(Contest contest, int column, Asked asked) {
    goals(contest, column, Goal.Kind.RATIO_AT_LEAST, asked);
  }

  final void figureGoal(Contest contest, Asked asked) {
    goals(contest, 0, Goal.Kind.FIGURE_AT_MOST, asked);
  }

  private void goals(Contest contest, int column, Goal.Kind kind, Asked asked) {
    addGoal(contest, column, kind, asked.sharded, "sharded");
    addGoal(contest, column, kind, asked.striped, "striped");
    addGoal(contest, column, kind, asked.snapshot, "snapshot");
  }

  /** Asks that SnapshotMap be so many times better than another map, if that takes part. */
  final void goalAgainst(String rival, Contest contest, double ratio) {
    Column figure = contest.workload().columns().get(0);
    contest.subjects().stream()
        .filter(subject -> subject.id().equals(rival))
        .map(
            subject ->
                new Goal(contest, figure, Goal.Kind.RATIO_AT_LEAST, ratio, "snapshot", subject))
        .forEach(goals::add);
  }

  private void addGoal(Contest contest, int column, Goal.Kind kind, double value, String map) {
    if (!Double.isNaN(value)) {
      Column figure = contest.workload().columns().get(column);
      goals.add(new Goal(contest, figure, kind, value, map));
    }
  }

  final List<String> jvmArgs(Gc gc, int entries) {
    return gc.jvmArgs(
        settings.smoke()
            ? settings.heapMegabytes().orElse(SMOKE_HEAP_MEGABYTES)
            : HeapSize.megabytes(settings.heapMegabytes(), entries));
  }

  final int size(int entries) {
    return settings.smoke() && entries > SMOKE_ENTRIES ? SMOKE_ENTRIES + entries / 1_000 : entries;
  }

  final double shotSeconds(double seconds) {
    return settings.smoke() ? 0.1 : seconds;
  }

  private static String count(int entries) {
    return String.format(Locale.ROOT, "%,d entries", entries);
  }

  static String threads(int threads) {
    return threads + (threads == 1 ? " thread" : " threads");
  }
}
