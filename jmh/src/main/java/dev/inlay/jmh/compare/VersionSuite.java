package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.GetHit;
import dev.inlay.jmh.bench.PutExisting;
import dev.inlay.jmh.bench.VersionBytes;
import dev.inlay.jmh.bench.Versions;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/**
 * What it costs that each state of a map can be kept: snapshots, single writes by size, batches,
 * writes between snapshots, reads by threads, bytes. Of interest for SnapshotMap and its rivals.
 */
final class VersionSuite extends FixedSuite {

  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;
  private static final double MOST_SNAPSHOT_NANOS = 100;
  private static final double READS_OF_TRIE_MAP = 2;
  private static final double WRITES_OF_TRIE_MAP = 1.5;
  private static final Asked NOTHING = new Asked(NONE, NONE, NONE);

  VersionSuite(Settings settings) {
    this(settings, ALL_CORES);
  }

  VersionSuite(Settings settings, int cores) {
    super(settings, cores);
    addBytes(SMALL, 1);
    addBytes(LARGE, 1);
    addBytes(LARGE, 1_000);
    addSnapshot();
    addReads();
    addPuts();
    batch("update", "keys changed together", SMALL, 10);
    batch("update", "keys changed together", LARGE, 10);
    batch("update", "keys changed together", LARGE, 1_000);
    batch("snapshotAndPuts", "puts after a snapshot", SMALL, 10);
    batch("snapshotAndPuts", "puts after a snapshot", LARGE, 1_000);
  }

  @Override
  boolean onlyGoals() {
    return false;
  }

  private void addBytes(int entries, int changes) {
    Workload bytes =
        workload(
            "bytes allocated by a version of %,d changes".formatted(changes),
            VersionBytes.class.getName() + ".update",
            Mode.SingleShotTime,
            1,
            entries,
            Gc.G1,
            Map.of("changes", Integer.toString(changes)),
            new Shots(1, 2, shotSeconds(0.5)),
            List.of(
                new Column(
                    "",
                    0,
                    Quantity.figure("version.allocated", "allocated", "B", Better.NEITHER))));
    contest(bytes, 1);
  }

  private void addSnapshot() {
    Workload snapshot =
        workload(
                "snapshot",
                Versions.class.getName() + ".snapshot",
                Mode.AverageTime,
                1,
                LARGE,
                Gc.G1,
                Map.of(),
                Turns.NONE,
                List.of(new Column("", 0, Quantity.time("ns"))))
            .in(TimeUnit.NANOSECONDS);
    figureGoal(contest(snapshot, Integer.MAX_VALUE), new Asked(NONE, NONE, MOST_SNAPSHOT_NANOS));
  }

  private void addReads() {
    String hit = GetHit.class.getName() + ".get";
    for (int entries : new int[] {SMALL, LARGE}) {
      for (int threads : cores() == 1 ? new int[] {1} : new int[] {1, cores()}) {
        Contest reads =
            throughput("get hit, equal key", hit, threads, entries, Gc.G1, Map.of(), NOTHING);
        if (entries == LARGE) {
          goalAgainst("triemap", reads, READS_OF_TRIE_MAP);
          goalAgainst("scala", reads, READS_OF_TRIE_MAP);
        }
      }
    }
  }

  private void addPuts() {
    String put = PutExisting.class.getName() + ".put";
    for (int entries : new int[] {10, SMALL, 100_000, LARGE}) {
      Contest puts =
          throughput("put over an existing key", put, 1, entries, Gc.G1, Map.of(), NOTHING);
      if (entries == LARGE) {
        goalAgainst("triemap", puts, WRITES_OF_TRIE_MAP);
        goalAgainst("scala", puts, WRITES_OF_TRIE_MAP);
      }
    }
  }

  private void batch(String method, String what, int entries, int changes) {
    Workload batches =
        workload(
            "%,d %s".formatted(changes, what),
            Versions.class.getName() + "." + method,
            Mode.AverageTime,
            1,
            entries,
            Gc.G1,
            Map.of("changes", Integer.toString(changes)),
            Turns.NONE,
            List.of(new Column("", 0, Quantity.time("us"))));
    contest(batches, Integer.MAX_VALUE);
  }
}
