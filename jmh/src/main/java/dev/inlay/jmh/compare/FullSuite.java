package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.BookCount;
import dev.inlay.jmh.bench.ChurnBenchmark;
import dev.inlay.jmh.bench.ComputeIfAbsentPresent;
import dev.inlay.jmh.bench.ComputePresent;
import dev.inlay.jmh.bench.GetHit;
import dev.inlay.jmh.bench.GetMany;
import dev.inlay.jmh.bench.GetMiss;
import dev.inlay.jmh.bench.HotKey;
import dev.inlay.jmh.bench.InsertNew;
import dev.inlay.jmh.bench.Iteration;
import dev.inlay.jmh.bench.MergePresent;
import dev.inlay.jmh.bench.MixBenchmark;
import dev.inlay.jmh.bench.PutExisting;
import dev.inlay.jmh.bench.PutIfAbsentPresent;
import dev.inlay.jmh.bench.RemoveHalf;
import dev.inlay.jmh.bench.Transfers;
import dev.inlay.jmh.bench.Versions;
import dev.inlay.jmh.bench.WordCount;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** Everything that a published report shows, topic by topic. */
final class FullSuite extends FixedSuite {
  static final int MEDIUM = 100_000;
  static final int LARGE = 1_000_000;
  private static final List<Integer> SIZES = List.of(100, 1_000, 10_000, MEDIUM, LARGE, 10_000_000);
  private static final List<Integer> SOME_SIZES = List.of(1_000, MEDIUM, LARGE);

  /** For misses and puts: without the largest, with which each JVM takes half a minute. */
  private static final List<Integer> SMALL_SIZES = List.of(100, 1_000, MEDIUM, LARGE);

  /** Kinds of keys besides {@code long}, which most workloads have. */
  private static final List<String> OTHER_KEYS = List.of("string", "user", "colliding");

  private static final List<String> READ_SHARES = List.of("0", "10", "50", "90", "99", "100");
  private static final List<Quantity> ALLOCATION =
      List.of(
          Quantity.figure("gc.alloc.rate.norm", "allocated", "B/op", Better.NEITHER),
          Quantity.figure("gc.count", "collections", "count", Better.NEITHER));

  /** How many maps besides the baseline and the limit meet in a workload of a smoke run. */
  private static final int SMOKE_RIVALS = 2;

  private final Map<String, Integer> turnsOfMaps = new HashMap<>();

  FullSuite(Settings settings) {
    super(settings);
    // First what runs in one round only: it must not fall victim to a lack of time.
    FullSuiteFigures figures = new FullSuiteFigures(this);
    figures.addHeap();
    figures.addAllocation();
    figures.addStartup();
    addReads();
    addSizes();
    addThreads();
    addWrites();
    addInserts();
    addBulk();
    addSnapshots();
    addTransactions();
    figures.addLatency();
  }

  @Override
  boolean onlyGoals() {
    return false;
  }

  /**
   * A smoke run has each workload with the baseline, its limit, and those few others that have had
   * the fewest turns so far, so that every map has some.
   */
  @Override
  Entrants admit(Entrants able) {
    return settings().smoke() ? able.rotate(SMOKE_RIVALS, turnsOfMaps) : able;
  }

  /** Returns 1, 2, 4 and so on, and all cores. */
  static List<Integer> threadCounts(int cores) {
    TreeSet<Integer> counts = new TreeSet<>(List.of(cores));
    for (int threads = 1; threads < cores; threads *= 2) {
      counts.add(threads);
    }
    return List.copyOf(counts);
  }

  private void operations(
      Topic topic,
      String title,
      String benchmark,
      int threads,
      int entries,
      Map<String, String> params) {
    averaged(topic, title, benchmark, threads, entries, params, Mode.Throughput, "");
  }

  private void times(
      Topic topic, String title, String benchmark, int entries, Map<String, String> params) {
    averaged(topic, title, benchmark, 1, entries, params, Mode.AverageTime, "us");
  }

  private void averaged(
      Topic topic,
      String title,
      String benchmark,
      int threads,
      int entries,
      Map<String, String> params,
      Mode mode,
      String unit) {
    List<Column> columns = new ArrayList<>();
    Quantity score = unit.isEmpty() ? Quantity.THROUGHPUT : Quantity.time(unit);
    addColumns(columns, "", 0, score);
    Map<String, String> all = withProfile(params);
    Workload workload =
        workload(title, benchmark, mode, threads, entries, Gc.G1, all, Turns.NONE, columns);
    contest(workload.about(topic), Integer.MAX_VALUE);
  }

  private static void addColumns(List<Column> columns, String heading, int turn, Quantity first) {
    columns.add(new Column(heading, turn, first));
    ALLOCATION.forEach(quantity -> columns.add(new Column(heading, turn, quantity)));
  }

  private void shots(
      Topic topic,
      String title,
      String benchmark,
      int threads,
      Map<String, String> params,
      Shots shots) {
    List<Column> columns = List.of(new Column("", 0, Quantity.time("ms")));
    Workload workload =
        workload(
            title,
            benchmark,
            Mode.SingleShotTime,
            threads,
            LARGE,
            Gc.G1,
            params,
            settings().smoke() ? new Shots(0, 1, 0.1) : shots,
            columns);
    contest(workload.about(topic), Integer.MAX_VALUE);
  }

  private void addReads() {
    String hit = GetHit.class.getName() + ".get";
    for (String keys : List.of("dense", "string", "user", "colliding")) {
      operations(
          Topic.READS, "get hit, equal " + keys + " key", hit, 1, MEDIUM, Map.of("keys", keys));
    }
    for (String keys : List.of("long", "string", "user")) {
      operations(
          Topic.READS,
          "get hit, the same instance of a " + keys + " key",
          hit,
          1,
          MEDIUM,
          Map.of("keys", keys, "identity", "identical"));
    }
    operations(
        Topic.READS,
        "get hit, equal long key, zipf 0.99",
        hit,
        1,
        MEDIUM,
        Map.of("distribution", "zipf"));
    for (String keys : List.of("dense", "string", "user", "colliding")) {
      operations(
          Topic.READS,
          "get miss, " + keys + " keys",
          GetMiss.class.getName() + ".get",
          1,
          MEDIUM,
          Map.of("keys", keys));
    }
  }

  private void addSizes() {
    for (int entries : SIZES) {
      operations(
          Topic.SIZES, "get hit, equal key", GetHit.class.getName() + ".get", 1, entries, Map.of());
    }
    for (int entries : SMALL_SIZES) {
      operations(
          Topic.SIZES,
          "get miss, random ids",
          GetMiss.class.getName() + ".get",
          1,
          entries,
          Map.of());
    }
    for (int entries : SMALL_SIZES) {
      operations(
          Topic.SIZES,
          "put over an existing key",
          PutExisting.class.getName() + ".put",
          1,
          entries,
          Map.of());
    }
  }

  private void addThreads() {
    for (int threads : threadCounts(ALL_CORES)) {
      mix("operation mix", threads, MEDIUM, Map.of());
    }
    mix("operation mix", ALL_CORES, LARGE, Map.of());
    mix("operation mix, zipf 0.99", ALL_CORES, MEDIUM, Map.of("distribution", "zipf"));
    mix("operation mix, string keys", ALL_CORES, MEDIUM, Map.of("keys", "string"));
  }

  private void mix(String title, int threads, int entries, Map<String, String> params) {
    List<Column> columns = new ArrayList<>();
    for (int turn = 0; turn < READ_SHARES.size(); turn++) {
      addColumns(columns, READ_SHARES.get(turn) + " % reads", turn, Quantity.THROUGHPUT);
    }
    Workload mix =
        workload(
            title,
            MixBenchmark.class.getName() + ".operate",
            Mode.Throughput,
            threads,
            entries,
            Gc.G1,
            withProfile(params),
            new Turns("reads", READ_SHARES),
            columns);
    contest(mix.about(Topic.THREADS), Integer.MAX_VALUE);
  }

  private void addWrites() {
    String merge = MergePresent.class.getName() + ".merge";
    String churn = ChurnBenchmark.class.getName() + ".insertAndRemove";
    String hot = HotKey.class.getName();
    for (String keys : OTHER_KEYS) {
      operations(
          Topic.WRITES,
          "put over an existing " + keys + " key",
          PutExisting.class.getName() + ".put",
          1,
          MEDIUM,
          Map.of("keys", keys));
    }
    present("putIfAbsent", PutIfAbsentPresent.class.getName() + ".putIfAbsent");
    present("computeIfAbsent", ComputeIfAbsentPresent.class.getName() + ".computeIfAbsent");
    present("compute", ComputePresent.class.getName() + ".compute");
    present("merge", merge);
    if (ALL_CORES > 1) {
      operations(
          Topic.WRITES,
          "merge on a present key, zipf 0.99",
          merge,
          ALL_CORES,
          MEDIUM,
          Map.of("distribution", "zipf"));
    }
    for (int threads : new TreeSet<>(List.of(1, ALL_CORES))) {
      operations(
          Topic.WRITES,
          "churn: a new key put, the oldest removed",
          churn,
          threads,
          MEDIUM,
          Map.of());
      words("counting the words of a book", BookCount.class, threads, Map.of());
    }
    words(
        "counting words, zipf 0.99, %,d different".formatted(size(MEDIUM)),
        WordCount.class,
        ALL_CORES,
        Map.of("vocabulary", Integer.toString(size(MEDIUM))));
    operations(Topic.WRITES, "one hot key, put", hot + ".put", ALL_CORES, MEDIUM, Map.of());
    operations(Topic.WRITES, "one hot key, merge", hot + ".merge", ALL_CORES, MEDIUM, Map.of());
  }

  private void present(String operation, String benchmark) {
    operations(Topic.WRITES, operation + " on a present key", benchmark, 1, MEDIUM, Map.of());
  }

  private void words(String title, Class<?> benchmark, int threads, Map<String, String> params) {
    List<Column> columns = new ArrayList<>();
    addColumns(columns, "", 0, Quantity.THROUGHPUT);
    Workload words =
        new Workload(
            title + ", " + threads(threads),
            benchmark.getName() + ".count",
            Mode.Throughput,
            TimeUnit.MICROSECONDS,
            params,
            threads,
            size(MEDIUM),
            jvmArgs(Gc.G1, size(MEDIUM)),
            Turns.NONE,
            columns);
    contest(words.about(Topic.WRITES), Integer.MAX_VALUE);
  }

  private void addInserts() {
    String insert = InsertNew.class.getName();
    Shots shots = new Shots(3, 4, shotSeconds(0.8));
    Map<String, String> growing = Map.of("sizing", "growing");
    Map<String, String> presized = Map.of("sizing", "presized");
    shots(Topic.INSERTS, "put of new keys, presized", insert + ".insert", 1, presized, shots);
    shots(Topic.INSERTS, "put of new keys, growing", insert + ".insert", 1, growing, shots);
    if (ALL_CORES > 1) {
      shots(
          Topic.INSERTS, "put of new keys, growing", insert + ".insert", ALL_CORES, growing, shots);
    }
    for (String keys : OTHER_KEYS) {
      shots(
          Topic.INSERTS,
          "put of new " + keys + " keys, growing",
          insert + ".insert",
          1,
          Map.of("sizing", "growing", "keys", keys),
          shots);
    }
    shots(
        Topic.INSERTS,
        "putIfAbsent of new keys, growing",
        insert + ".putIfAbsent",
        1,
        growing,
        shots);
    shots(
        Topic.INSERTS,
        "computeIfAbsent of new keys, growing",
        insert + ".computeIfAbsent",
        1,
        growing,
        shots);
    for (int threads : new TreeSet<>(List.of(1, ALL_CORES))) {
      shots(
          Topic.INSERTS,
          "remove of every other key",
          RemoveHalf.class.getName() + ".remove",
          threads,
          growing,
          shots);
    }
  }

  private void addBulk() {
    String iteration = Iteration.class.getName();
    for (int entries : SOME_SIZES) {
      times(Topic.BULK, "iteration over all entries", iteration + ".entries", entries, Map.of());
    }
    times(Topic.BULK, "forEach over all entries", iteration + ".forEach", LARGE, Map.of());
    for (int entries : List.of(MEDIUM, LARGE)) {
      operations(
          Topic.BULK,
          "32 keys read together",
          GetMany.class.getName() + ".getAll",
          1,
          entries,
          Map.of());
    }
  }

  private void addSnapshots() {
    String versions = Versions.class.getName();
    Map<String, String> ten = Map.of("changes", "10");
    times(
        Topic.SNAPSHOTS,
        "snapshot (of ConcurrentHashMap: a copy)",
        versions + ".snapshot",
        MEDIUM,
        Map.of());
    times(Topic.SNAPSHOTS, "10 puts after a snapshot", versions + ".snapshotAndPuts", MEDIUM, ten);
    times(Topic.SNAPSHOTS, "putAll of 10 present keys", versions + ".update", MEDIUM, ten);
  }

  private void addTransactions() {
    String transfer = Transfers.class.getName() + ".transfer";
    String title = "transfer between two keys (of ConcurrentHashMap: under locks by key)";
    for (int threads : new TreeSet<>(List.of(1, ALL_CORES))) {
      operations(Topic.TRANSACTIONS, title, transfer, threads, MEDIUM, Map.of());
    }
    operations(
        Topic.TRANSACTIONS,
        title + ", zipf 0.99",
        transfer,
        ALL_CORES,
        MEDIUM,
        Map.of("distribution", "zipf"));
  }
}
