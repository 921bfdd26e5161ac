package dev.inlay.jmh.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a workload is about, so that a reader finds those that belong together. */
public enum Topic {
  /** A mix of reads and writes that the user chose. */
  MIX("Workloads"),
  /** Reading keys of several types, equal and identical, present and absent. */
  READS("Reads"),
  /** The same operation with few entries and with many. */
  SIZES("By number of entries"),
  /** Mixes of reads and writes with more and more threads; each with several shares of reads. */
  THREADS("By threads and share of reads"),
  /** Operations that write. */
  WRITES("Writes, word counts, a hot key"),
  /** Filling a map, and emptying it. */
  INSERTS("Inserts and removals"),
  /** Going through all entries, reading many keys. */
  BULK("Iteration and many keys"),
  /** States of a map that are kept, and changes of several keys in one step. */
  SNAPSHOTS("Snapshots"),
  /** Changes of several keys, all or nothing. */
  TRANSACTIONS("Transactions"),
  /** How long single operations take, and the slowest of them. */
  LATENCY("Latency"),
  /** Bytes that are allocated. */
  ALLOCATION("Allocation"),
  /** Bytes that stay. */
  HEAP("Heap per entry"),
  /** The first operations of a JVM. */
  STARTUP("Startup");

  private final String heading;

  Topic(String heading) {
    this.heading = heading;
  }

  /**
   * Returns the name in result files.
   *
   * @return the name
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what stands above the workloads of this topic.
   *
   * @return a heading
   */
  public String heading() {
    return heading;
  }

  /**
   * Finds a topic.
   *
   * @param id its name in result files
   * @return the topic, or nothing when there is no such
   */
  public static Optional<Topic> find(String id) {
    return Arrays.stream(values()).filter(topic -> topic.id().equals(id)).findFirst();
  }
}
