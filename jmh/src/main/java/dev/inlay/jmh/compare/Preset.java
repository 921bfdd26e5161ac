package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What options are worth when they are not given. A preset is a question that can be asked by one
 * option.
 *
 * @param suite which workloads run
 * @param maps see {@code --maps}
 * @param shards see {@code --shards}; empty for the map's own choice
 * @param sizes see {@code --sizes}
 * @param threads see {@code --threads}
 * @param reads see {@code --reads}
 * @param writes see {@code --writes}
 * @param mode see {@code --mode}
 * @param heapFigures see {@code --heap-figures}
 * @param time see {@code --time}
 * @param rounds see {@code --rounds}
 */
record Preset(
    Suite suite,
    String maps,
    String shards,
    String sizes,
    String threads,
    String reads,
    String writes,
    String mode,
    boolean heapFigures,
    String time,
    String rounds) {

  /** Which workloads run. */
  enum Suite {
    /** Reads and writes in a given proportion. */
    MIX,
    /** The workloads of the project's own target table. */
    TARGETS,
    /** What versions cost: snapshots, batches, writes by size, reads by threads. */
    VERSIONS,
    /** Everything that a published report shows. */
    FULL,
    /** What a file describes. */
    WORKLOAD
  }

  /** Experiments that can be repeated by name. */
  enum Experiment {
    /** How the number of shards changes throughput and the 99th percentile. */
    SHARDS,
    /** How the share of reads changes throughput, collections and heap, at several sizes. */
    READ_SHARE
  }

  static final Preset COMPARISON =
      new Preset(
          Suite.MIX,
          "hashmap,synchronized,chm,nbhm,sharded,striped,snapshot",
          "",
          "100K",
          "1,all",
          "0,50,90,99,100",
          "put",
          "throughput",
          false,
          "5m",
          "auto");

  static final Preset SMOKE =
      new Preset(
          Suite.MIX,
          COMPARISON.maps(),
          "",
          "1K",
          "1,all",
          COMPARISON.reads(),
          "put",
          "throughput",
          false,
          "40s",
          "1");

  static final Preset SHARDS =
      new Preset(
          Suite.MIX,
          "chm,sharded",
          "1,8,64,256,per-key",
          "50K,1M",
          "all",
          "50,90,99",
          "put",
          "throughput,latency",
          false,
          "10m",
          "auto");

  static final Preset READ_SHARE =
      new Preset(
          Suite.MIX,
          "chm,nbhm,sharded,striped",
          "",
          "100K,1M,5M",
          "all",
          "99,50,10",
          "fresh",
          "throughput",
          true,
          "10m",
          "auto");

  static final Preset TARGETS =
      new Preset(
          Suite.TARGETS,
          "chm,sharded,striped",
          "",
          "as in the table",
          "as in the table",
          "as in the table",
          "put",
          "throughput",
          false,
          "35m",
          "3");

  static final Preset VERSIONS =
      new Preset(
          Suite.VERSIONS,
          "chm,snapshot,triemap,scala,vavr,champ,copied",
          "",
          "as in the suite",
          "as in the suite",
          "as in the suite",
          "put",
          "throughput",
          false,
          "35m",
          "3");

  static final Preset FULL =
      new Preset(
          Suite.FULL,
          mapsOfOthersAndOurs(),
          "",
          "as in the suite",
          "as in the suite",
          "as in the suite",
          "put",
          "throughput",
          false,
          "4h",
          "3");

  /** All but those that are here only to compare SnapshotMap with, and the limit. */
  private static String mapsOfOthersAndOurs() {
    return Stream.concat(Subjects.all().stream().map(Subject::id), Stream.of(Subjects.LIMIT_ID))
        .filter(id -> !id.equals("champ") && !id.equals("copied"))
        .collect(Collectors.joining(","));
  }

  static final Preset WORKLOAD =
      new Preset(
          Suite.WORKLOAD,
          Subjects.all().stream().map(Subject::id).collect(Collectors.joining(",")),
          "",
          "as in the file",
          "as in the file",
          "as in the file",
          "put",
          "throughput",
          false,
          "5m",
          "auto");

  /** Returns the preset of a suite that sets all by itself, or of the mix. */
  static Preset ofSuite(Suite suite) {
    return switch (suite) {
      case MIX -> COMPARISON;
      case TARGETS -> TARGETS;
      case VERSIONS -> VERSIONS;
      case FULL -> FULL;
      case WORKLOAD -> WORKLOAD;
    };
  }

  /** Returns the preset of an experiment. */
  static Preset ofExperiment(Experiment experiment) {
    return switch (experiment) {
      case SHARDS -> SHARDS;
      case READ_SHARE -> READ_SHARE;
    };
  }
}
