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
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** The workloads of the project's target table, with the columns of our maps. */
final class TargetSuite extends FixedSuite {

  TargetSuite(Settings settings) {
    this(settings, ALL_CORES);
  }

  TargetSuite(Settings settings, int cores) {
    super(settings, cores);
    // First what runs in one round only: it must not fall victim to a lack of time.
    addHeap();
    addAllocation();
    addReads();
    addGetAll();
    addWrites();
    addInserts();
    addIteration();
  }

  @Override
  boolean onlyGoals() {
    return settings().maps().stream().map(Subjects::get).anyMatch(Subject::ours);
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
            cores(),
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
        cores(),
        100_000,
        Gc.G1,
        Map.of(),
        new Asked(1.0, 2.0, NONE));
    throughput(
        "one hot key, merge",
        hot + ".merge",
        cores(),
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
                .formatted(threads(cores()), vocabulary),
            WordCount.class.getName() + ".count",
            Mode.Throughput,
            TimeUnit.MICROSECONDS,
            Map.of("vocabulary", Integer.toString(vocabulary)),
            cores(),
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
    int to = settings().smoke() ? 4_000 : 256_000;
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
            new Shots(0, 1, settings().smoke() ? 2 : 15),
            columns);
    figureGoal(contest(heap, 1), new Asked(16, 20, 40));
  }
}
