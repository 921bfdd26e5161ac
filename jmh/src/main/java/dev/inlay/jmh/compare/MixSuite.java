package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.MixBenchmark;
import dev.inlay.jmh.compare.Quantity.Better;
import dev.inlay.jmh.compare.Settings.Identity;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/**
 * Operation mixes: each combination of size, key type, threads and so on is a workload, in which
 * the shares of reads take turns within one JVM.
 */
final class MixSuite {
  private static final List<Quantity> HEAP_FIGURES =
      List.of(
          Quantity.figure("gc.collections", "collections", "count", Better.NEITHER),
          Quantity.figure("gc.pauses", "time in them", "ms", Better.NEITHER),
          Quantity.figure("heap.growth", "growth of the live heap", "MB", Better.NEITHER),
          Quantity.figure("heap.filled", "heap of the filled map", "MB", Better.NEITHER));

  private final Settings settings;
  private final List<Contest> contests = new ArrayList<>();

  private MixSuite(Settings settings) {
    this.settings = settings;
  }

  static List<Contest> contests(Settings settings) {
    MixSuite suite = new MixSuite(settings);
    for (Measure measure : settings.measures()) {
      for (KeyKind keys : settings.keys()) {
        for (Identity identity : settings.identities()) {
          for (Distribution distribution : settings.distributions()) {
            for (int entries : settings.sizes()) {
              for (int threads : settings.threads()) {
                suite.add(measure, keys, identity, distribution, entries, threads);
              }
            }
          }
        }
      }
    }
    return List.copyOf(suite.contests);
  }

  private void add(
      Measure measure,
      KeyKind keys,
      Identity identity,
      Distribution distribution,
      int entries,
      int threads) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("entries", Integer.toString(entries));
    params.put("keys", keys.id());
    params.put("identity", Parsers.name(identity));
    params.put("distribution", distribution.id());
    params.put("profile", Parsers.name(settings.profile()));
    params.put("writes", Parsers.name(settings.writes()));
    Workload workload =
        new Workload(
            title(measure, keys, identity, distribution, entries, threads),
            MixBenchmark.class.getName()
                + (settings.heapFigures() ? ".operateWatchingHeap" : ".operate"),
            measure == Measure.LATENCY ? Mode.SampleTime : Mode.Throughput,
            measure == Measure.LATENCY ? TimeUnit.NANOSECONDS : TimeUnit.MICROSECONDS,
            params,
            threads,
            entries,
            settings.gc().jvmArgs(HeapSize.megabytes(settings.heapMegabytes(), entries)),
            new Turns("reads", settings.reads().stream().map(String::valueOf).toList()),
            columns(measure));
    contests.add(Entrants.of(subjects(entries), workload).contest(workload, Integer.MAX_VALUE));
  }

  /**
   * Returns the maps, the baseline first, and ShardedMap once for each number of shards that was
   * asked for.
   */
  private List<Subject> subjects(int entries) {
    Set<String> ids = new TreeSet<>();
    List<Subject> subjects = new ArrayList<>();
    subjects.add(Subjects.get(Subjects.BASELINE_ID));
    ids.add(Subjects.BASELINE_ID);
    for (String map : settings.maps()) {
      boolean spread = map.equals("sharded") && !settings.shards().isEmpty();
      List<String> variants =
          spread
              ? settings.shards().stream()
                  .map(shards -> Subjects.shardedId(shards.forEntries(entries)))
                  .toList()
              : List.of(map);
      for (String variant : variants) {
        if (ids.add(variant)) {
          subjects.add(Subjects.get(variant));
        }
      }
    }
    return subjects;
  }

  private String title(
      Measure measure,
      KeyKind keys,
      Identity identity,
      Distribution distribution,
      int entries,
      int threads) {
    Quantity quantity = measure == Measure.LATENCY ? Quantity.LATENCY : Quantity.THROUGHPUT;
    String title =
        String.format(
            Locale.ROOT,
            "%s, %d thread%s: %,d entries, %s keys (%s, %s), write = %s",
            quantity.name(),
            threads,
            threads == 1 ? "" : "s",
            entries,
            keys.id(),
            Parsers.name(identity),
            distribution.id(),
            settings.writes().description());
    for (Shards shards : settings.shards()) {
      if (shards.count() == Shards.PER_KEY) {
        int count = shards.forEntries(entries);
        title +=
            String.format(
                Locale.ROOT,
                "; per-key = %,d shards, %.1f keys each",
                count,
                (double) entries / count);
      }
    }
    return title;
  }

  private List<Column> columns(Measure measure) {
    List<Column> columns = new ArrayList<>();
    for (int turn = 0; turn < settings.reads().size(); turn++) {
      String heading = settings.reads().get(turn) + " % reads";
      columns.add(
          new Column(
              heading, turn, measure == Measure.LATENCY ? Quantity.LATENCY : Quantity.THROUGHPUT));
      if (settings.heapFigures()) {
        for (Quantity figure : HEAP_FIGURES) {
          columns.add(new Column(heading, turn, figure));
        }
      }
    }
    return columns;
  }
}
