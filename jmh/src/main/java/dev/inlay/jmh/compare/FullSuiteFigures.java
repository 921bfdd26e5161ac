package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.HeapPerEntry;
import dev.inlay.jmh.bench.InsertAllocation;
import dev.inlay.jmh.bench.InsertLatency;
import dev.inlay.jmh.bench.MixBenchmark;
import dev.inlay.jmh.bench.Startup;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/** What the full suite shows besides operations in a time: latency, bytes, the start of a JVM. */
final class FullSuiteFigures {
  private static final int HEAP_FROM = 100;

  /** 14 octaves: to walk ten million entries takes minutes, for each map. */
  private static final int HEAP_TO = HEAP_FROM << 14;

  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  private final FixedSuite suite;

  FullSuiteFigures(FixedSuite suite) {
    this.suite = suite;
  }

  void addLatency() {
    List<String> shares = List.of("99", "50");
    List<Column> columns = new ArrayList<>();
    for (int turn = 0; turn < shares.size(); turn++) {
      for (double percentile : PERCENTILES) {
        columns.add(
            new Column(
                shares.get(turn) + " % reads " + Quantity.percentileName(percentile),
                turn,
                Quantity.percentile(percentile)));
      }
    }
    Workload mix =
        suite
            .workload(
                "times of single operations",
                MixBenchmark.class.getName() + ".operate",
                Mode.SampleTime,
                FixedSuite.ALL_CORES,
                FullSuite.MEDIUM,
                Gc.G1,
                suite.withProfile(Map.of()),
                new Turns("reads", shares),
                columns)
            .in(TimeUnit.NANOSECONDS);
    suite.contest(mix.about(Topic.LATENCY), Integer.MAX_VALUE);
    List<Column> inserts = new ArrayList<>();
    for (String statistic : List.of("p50", "p90", "p99", "p99.9", "p99.99", "max")) {
      inserts.add(
          new Column(
              statistic, 0, Quantity.figure("insert." + statistic, "time", "ns", Better.LOWER)));
    }
    Workload growing =
        suite.workload(
            "times of single inserts of a run that grows",
            InsertLatency.class.getName() + ".insert",
            Mode.SingleShotTime,
            1,
            FullSuite.LARGE,
            Gc.G1,
            Map.of("sizing", "growing"),
            new Shots(
                suite.settings().smoke() ? 0 : 1,
                suite.settings().smoke() ? 1 : 3,
                suite.shotSeconds(1.2)),
            inserts);
    suite.contest(growing.about(Topic.LATENCY), Integer.MAX_VALUE);
  }

  void addAllocation() {
    for (String sizing : List.of("presized", "growing")) {
      Workload allocation =
          suite.workload(
              "bytes allocated by an insert, " + sizing,
              InsertAllocation.class.getName() + ".insert",
              Mode.SingleShotTime,
              1,
              FullSuite.LARGE,
              Gc.G1,
              Map.of("sizing", sizing),
              new Shots(
                  suite.settings().smoke() ? 0 : 1,
                  suite.settings().smoke() ? 1 : 2,
                  suite.shotSeconds(0.8)),
              List.of(
                  new Column(
                      "",
                      0,
                      Quantity.figure("insert.allocated", "allocated", "B", Better.NEITHER))));
      suite.contest(allocation.about(Topic.ALLOCATION), 1);
    }
  }

  void addHeap() {
    int to = suite.settings().smoke() ? 2_000 : HEAP_TO;
    List<Column> columns = new ArrayList<>();
    for (String statistic : List.of("average", "min", "max")) {
      String figure = "heap.perEntry." + statistic;
      columns.add(
          new Column(statistic, 0, Quantity.figure(figure, "heap per entry", "B", Better.NEITHER)));
    }
    for (int entries = HEAP_FROM; entries <= to; entries *= 2) {
      columns.add(
          new Column(
              String.format(Locale.ROOT, "%,d entries", entries),
              0,
              Quantity.figure(
                  "heap.perEntry.at." + entries, "heap per entry", "B", Better.NEITHER)));
    }
    Workload heap =
        new Workload(
            "heap per entry over key and value, %,d to %,d entries".formatted(HEAP_FROM, to),
            HeapPerEntry.class.getName() + ".measure",
            Mode.SingleShotTime,
            TimeUnit.SECONDS,
            Map.of("from", Integer.toString(HEAP_FROM), "to", Integer.toString(to)),
            1,
            to,
            suite.jvmArgs(Gc.G1, to),
            new Shots(0, 1, suite.settings().smoke() ? 1 : 15),
            columns);
    suite.contest(heap.about(Topic.HEAP), 1);
  }

  void addStartup() {
    List<Column> columns = new ArrayList<>(List.of(new Column("", 0, Quantity.time("ms"))));
    columns.add(
        new Column(
            "",
            0,
            Quantity.figure("startup.classes", "classes loaded", "classes", Better.NEITHER)));
    columns.add(
        new Column(
            "",
            0,
            Quantity.figure("startup.library", "size of the library", "kB", Better.NEITHER)));
    Workload startup =
        suite.workload(
            "first puts and gets of a JVM, one of each for every key",
            Startup.class.getName() + ".begin",
            Mode.SingleShotTime,
            1,
            suite.settings().smoke() ? 1_000 : 50_000,
            Gc.G1,
            Map.of(),
            new Shots(0, 1, 0.2),
            columns);
    suite.contest(startup.about(Topic.STARTUP), Integer.MAX_VALUE);
  }
}
