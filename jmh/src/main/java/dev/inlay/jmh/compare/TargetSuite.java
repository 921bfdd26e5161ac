package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.ComputeIfAbsentPresent;
import dev.inlay.jmh.bench.GetHit;
import dev.inlay.jmh.bench.GetMany;
import dev.inlay.jmh.bench.GetMiss;
import dev.inlay.jmh.bench.HeapPerEntry;
import dev.inlay.jmh.bench.HotKey;
import dev.inlay.jmh.bench.InsertAllocation;
import dev.inlay.jmh.bench.InsertLatency;
import dev.inlay.jmh.bench.InsertNew;
import dev.inlay.jmh.bench.Iteration;
import dev.inlay.jmh.bench.MergePresent;
import dev.inlay.jmh.bench.MixBenchmark;
import dev.inlay.jmh.bench.PutExisting;
import dev.inlay.jmh.bench.WordCount;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shape;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** The workloads of the project's target table, with the columns of our maps. */
final class TargetSuite {
  /** Sizes of a smoke run are these and a thousandth more, so that they still differ. */
  private static final int SMOKE_ENTRIES = 1_000;

  /** In place of a figure that the table does not give. */
  private static final double NONE = Double.NaN;

  private static final int ALL_CORES = Runtime.getRuntime().availableProcessors();

  private final Settings settings;
  private final List<Contest> contests = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  TargetSuite(Settings settings) {
    this.settings = settings;
    // First what runs in one round only: it must not fall victim to a lack of time.
    addHeap();
    addAllocation();
    addReads();
    addGetAll();
    addWrites();
    addInserts();
    addIteration();
  }

  List<Contest> contests() {
    return List.copyOf(contests);
  }

  List<Goal> goals() {
    return List.copyOf(goals);
  }

  private void addReads() {
    String hit = GetHit.class.getName() + ".get";
    throughput(
        "get hit, equal key",
        hit,
        1,
        1_000,
        Gc.G1,
        Map.of("identity", "equal"),
        new Asked(1.0, 1.5, 1.2));
    throughput(
        "get hit, equal key",
        hit,
        1,
        100_000,
        Gc.G1,
        Map.of("identity", "equal"),
        new Asked(1.1, 1.4, 0.6));
    throughput(
        "get hit, equal key",
        hit,
        1,
        4_000_000,
        Gc.G1,
        Map.of("identity", "equal"),
        new Asked(1.1, 1.3, 0.6));
    Map<String, String> identical = Map.of("identity", "identical");
    throughput("get hit, same instance", hit, 1, 1_000, Gc.G1, identical, new Asked(0.9, 1.0, 1.0));
    throughput(
        "get hit, same instance", hit, 1, 4_000_000, Gc.G1, identical, new Asked(1.3, 1.2, 0.6));
    // The table gives ShardedMap three figures for four sizes; the last is taken for 1 M and 4 M.
    String miss = GetMiss.class.getName() + ".get";
    throughput("get miss, random ids", miss, 1, 1_000, Gc.G1, Map.of(), new Asked(0.9, 1.1, NONE));
    throughput(
        "get miss, random ids", miss, 1, 100_000, Gc.G1, Map.of(), new Asked(0.8, 1.0, NONE));
    throughput(
        "get miss, random ids", miss, 1, 1_000_000, Gc.G1, Map.of(), new Asked(0.9, 2.0, NONE));
    throughput(
        "get miss, random ids", miss, 1, 4_000_000, Gc.G1, Map.of(), new Asked(0.9, 1.4, NONE));
  }

  private void addGetAll() {
    String getAll = GetMany.class.getName() + ".getAll";
    Map<String, String> equal = Map.of("identity", "equal");
    throughput(
        "32 keys read together", getAll, 1, 4_000_000, Gc.G1, equal, new Asked(NONE, 2.5, NONE));
  }

  private void addWrites() {
    String put = PutExisting.class.getName() + ".put";
    throughput(
        "put over an existing key",
        put,
        1,
        1_000,
        Gc.PARALLEL,
        Map.of(),
        new Asked(1.2, 1.3, NONE));
    throughput(
        "put over an existing key",
        put,
        1,
        1_000_000,
        Gc.PARALLEL,
        Map.of(),
        new Asked(1.3, 1.5, NONE));
    Workload mix =
        workload(
            "mixes of reads and writes",
            MixBenchmark.class.getName() + ".operate",
            Mode.Throughput,
            ALL_CORES,
            1_000_000,
            Gc.G1,
            Map.of(),
            new Turns("reads", List.of("90", "50")),
            List.of(
                new Column("90/10", 0, Quantity.THROUGHPUT),
                new Column("50/50", 1, Quantity.THROUGHPUT)));
    Contest mixes = contest(mix, Integer.MAX_VALUE);
    ratioGoal(mixes, 0, new Asked(1.1, 1.3, NONE));
    ratioGoal(mixes, 1, new Asked(1.1, 1.3, NONE));
    String merge = MergePresent.class.getName() + ".merge";
    throughput(
        "merge on a present key", merge, 1, 100_000, Gc.G1, Map.of(), new Asked(1.1, 1.1, NONE));
    countWords();
    String hot = HotKey.class.getName();
    throughput(
        "one hot key, put",
        hot + ".put",
        ALL_CORES,
        100_000,
        Gc.G1,
        Map.of(),
        new Asked(1.0, 2.0, NONE));
    throughput(
        "one hot key, merge",
        hot + ".merge",
        ALL_CORES,
        100_000,
        Gc.G1,
        Map.of(),
        new Asked(1.0, 2.0, NONE));
    throughput(
        "computeIfAbsent on a present key",
        ComputeIfAbsentPresent.class.getName() + ".computeIfAbsent",
        1,
        100_000,
        Gc.G1,
        Map.of(),
        new Asked(1.0, 1.3, NONE));
  }

  private void countWords() {
    int vocabulary = size(100_000);
    Workload words =
        new Workload(
            "counting words, zipf 0.99, %s, %,d different words"
                .formatted(threads(ALL_CORES), vocabulary),
            WordCount.class.getName() + ".count",
            Mode.Throughput,
            TimeUnit.MICROSECONDS,
            Map.of("vocabulary", Integer.toString(vocabulary)),
            ALL_CORES,
            vocabulary,
            jvmArgs(Gc.G1, vocabulary),
            Turns.NONE,
            List.of(new Column("", 0, Quantity.THROUGHPUT)));
    ratioGoal(contest(words, Integer.MAX_VALUE), 0, new Asked(1.2, 1.3, NONE));
  }

  private void addInserts() {
    for (String sizing : List.of("presized", "growing")) {
      Workload insert =
          workload(
              "insert new keys from empty, " + sizing,
              InsertNew.class.getName() + ".insert",
              Mode.SingleShotTime,
              1,
              1_000_000,
              Gc.G1,
              Map.of("sizing", sizing),
              new Shots(4, 5, shotSeconds(0.8)),
              List.of(new Column("", 0, Quantity.time("ms"))));
      ratioGoal(contest(insert, Integer.MAX_VALUE), 0, new Asked(1.2, 1.3, NONE));
    }
    Workload worst =
        workload(
            "single inserts of a run that grows",
            InsertLatency.class.getName() + ".insert",
            Mode.SingleShotTime,
            1,
            4_000_000,
            Gc.G1,
            Map.of("sizing", "growing"),
            new Shots(1, 3, shotSeconds(4)),
            List.of(
                new Column("worst", 0, Quantity.figure("insert.max", "time", "ns", Better.LOWER)),
                new Column(
                    "p99.99", 0, Quantity.figure("insert.p99.99", "time", "ns", Better.LOWER)),
                new Column("p99", 0, Quantity.figure("insert.p99", "time", "ns", Better.LOWER)),
                new Column("p50", 0, Quantity.figure("insert.p50", "time", "ns", Better.LOWER))));
    Contest latency = contest(worst, Integer.MAX_VALUE);
    ratioGoal(latency, 0, new Asked(5, 5, NONE));
    ratioGoal(latency, 1, new Asked(1, 1, NONE));
  }

  private void addIteration() {
    Workload iteration =
        workload(
            "full iteration",
            Iteration.class.getName() + ".entries",
            Mode.AverageTime,
            1,
            1_000_000,
            Gc.G1,
            Map.of(),
            Turns.NONE,
            List.of(new Column("", 0, Quantity.time("us"))));
    ratioGoal(contest(iteration, Integer.MAX_VALUE), 0, new Asked(1.5, 1.5, 1.5));
  }

  private void addAllocation() {
    Workload allocation =
        workload(
            "bytes allocated by an insert into a presized table",
            InsertAllocation.class.getName() + ".insert",
            Mode.SingleShotTime,
            1,
            1_000_000,
            Gc.G1,
            Map.of("sizing", "presized"),
            new Shots(1, 2, shotSeconds(0.8)),
            List.of(
                new Column(
                    "", 0, Quantity.figure("insert.allocated", "allocated", "B", Better.NEITHER))));
    figureGoal(contest(allocation, 1), new Asked(0, 0, NONE));
  }

  private void addHeap() {
    int to = settings.smoke() ? 4_000 : 256_000;
    List<Column> columns = new ArrayList<>();
    for (String statistic : List.of("average", "min", "max")) {
      columns.add(
          new Column(
              statistic,
              0,
              Quantity.figure(
                  "heap.perEntry." + statistic, "heap per entry", "B", Better.NEITHER)));
    }
    Workload heap =
        new Workload(
            "heap per entry over key and value, 1,000 to %,d entries".formatted(to),
            HeapPerEntry.class.getName() + ".measure",
            Mode.SingleShotTime,
            TimeUnit.SECONDS,
            Map.of("to", Integer.toString(to)),
            1,
            to,
            jvmArgs(Gc.G1, to),
            new Shots(0, 1, settings.smoke() ? 2 : 15),
            columns);
    figureGoal(contest(heap, 1), new Asked(16, 20, 40));
  }

  private void throughput(
      String title,
      String benchmark,
      int threads,
      int entries,
      Gc gc,
      Map<String, String> params,
      Asked asked) {
    Map<String, String> all = new LinkedHashMap<>(params);
    all.put("profile", Parsers.name(settings.profile()));
    Workload workload =
        workload(
            title,
            benchmark,
            Mode.Throughput,
            threads,
            entries,
            gc,
            all,
            Turns.NONE,
            List.of(new Column("", 0, Quantity.THROUGHPUT)));
    ratioGoal(contest(workload, Integer.MAX_VALUE), 0, asked);
  }

  private Workload workload(
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

  private Contest contest(Workload workload, int maxRounds) {
    List<Subject> subjects =
        settings.maps().stream()
            .map(Subjects::get)
            .filter(subject -> subject.concurrent() || workload.threads() == 1)
            .sorted((a, b) -> Boolean.compare(isBaseline(b), isBaseline(a)))
            .toList();
    Contest contest = new Contest(workload, subjects, maxRounds);
    contests.add(contest);
    return contest;
  }

  private static boolean isBaseline(Subject subject) {
    return subject.id().equals(Subjects.BASELINE_ID);
  }

  /** What the table asks of each map; {@link #NONE} where it asks nothing. */
  private record Asked(double sharded, double striped, double snapshot) {}

  private void ratioGoal(Contest contest, int column, Asked asked) {
    goals(contest, column, Goal.Kind.RATIO_AT_LEAST, asked);
  }

  private void figureGoal(Contest contest, Asked asked) {
    goals(contest, 0, Goal.Kind.FIGURE_AT_MOST, asked);
  }

  private void goals(Contest contest, int column, Goal.Kind kind, Asked asked) {
    addGoal(contest, column, kind, asked.sharded, "sharded");
    addGoal(contest, column, kind, asked.striped, "striped");
    addGoal(contest, column, kind, asked.snapshot, "snapshot");
  }

  private void addGoal(Contest contest, int column, Goal.Kind kind, double value, String map) {
    if (!Double.isNaN(value)) {
      goals.add(new Goal(contest, contest.workload().columns().get(column), kind, value, map));
    }
  }

  private List<String> jvmArgs(Gc gc, int entries) {
    return gc.jvmArgs(HeapSize.megabytes(settings.heapMegabytes(), entries));
  }

  private int size(int entries) {
    return settings.smoke() ? SMOKE_ENTRIES + entries / 1_000 : entries;
  }

  private double shotSeconds(double seconds) {
    return settings.smoke() ? 0.1 : seconds;
  }

  private static String count(int entries) {
    return String.format(Locale.ROOT, "%,d entries", entries);
  }

  private static String threads(int threads) {
    return threads + (threads == 1 ? " thread" : " threads");
  }
}
