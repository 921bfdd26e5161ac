package dev.inlay.jmh.compare;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.workload.WorkloadFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user asked for, checked and complete.
 *
 * @param suite which workloads run
 * @param maps the maps by name, the baseline among them
 * @param shards the numbers of shards to compare, empty for the map's own choice
 * @param sizes numbers of entries
 * @param keys types of keys
 * @param identities how looked-up keys relate to those in the map
 * @param distributions how often each key comes
 * @param threads numbers of threads, ascending
 * @param reads shares of reads in percent
 * @param writes what a write does
 * @param measures what is measured
 * @param profile which key types the maps' code has met
 * @param gc the collector
 * @param heapMegabytes the heap of each JVM, or empty to choose by the number of entries
 * @param heapFigures whether collections and growth of the heap are shown too
 * @param time the time that everything may take
 * @param rounds how many JVMs run for each map and workload, or empty to choose by the time
 * @param smoke whether only the machinery is tried
 * @param ignoreLock whether to run although another JMH run may be under way
 * @param out the directory of the results
 * @param workload the workload file that is replayed, if one is
 */
record Settings(
    Preset.Suite suite,
    List<String> maps,
    List<Shards> shards,
    List<Integer> sizes,
    List<KeyKind> keys,
    List<Identity> identities,
    List<Distribution> distributions,
    List<Integer> threads,
    List<Integer> reads,
    Writes writes,
    List<Measure> measures,
    Profile profile,
    Gc gc,
    OptionalInt heapMegabytes,
    boolean heapFigures,
    Duration time,
    OptionalInt rounds,
    boolean smoke,
    boolean ignoreLock,
    Path out,
    Optional<WorkloadFile> workload) {

  /** How looked-up keys relate to those in the map. */
  enum Identity {
    /** Other instances that are equal. */
    EQUAL,
    /** The very instances. */
    IDENTICAL
  }

  /** Which key types the maps' code has met before it is measured. */
  enum Profile {
    /** Only the one that is measured. */
    OWN,
    /** All of them. */
    MIXED
  }
}
