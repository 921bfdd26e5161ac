package dev.inlay.jmh.compare;

import java.util.Locale;

/** What a workload is about, so that a reader finds those that belong together. */
enum Topic {
  /** A mix of reads and writes that the user chose. */
  MIX,
  /** Reading keys of several types, equal and identical, present and absent. */
  READS,
  /** The same operation with few entries and with many. */
  SIZES,
  /** Mixes of reads and writes with more and more threads; each with several shares of reads. */
  THREADS,
  /** Operations that write. */
  WRITES,
  /** Filling a map, and emptying it. */
  INSERTS,
  /** Going through all entries, reading many keys. */
  BULK,
  /** States of a map that are kept, and changes of several keys in one step. */
  SNAPSHOTS,
  /** Changes of several keys, all or nothing. */
  TRANSACTIONS,
  /** How long single operations take, and the slowest of them. */
  LATENCY,
  /** Bytes that are allocated. */
  ALLOCATION,
  /** Bytes that stay. */
  HEAP,
  /** The first operations of a JVM. */
  STARTUP;

  /** Returns the name in result files. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
