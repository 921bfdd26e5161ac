package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Counts keys that are present already. */
public class MergePresent extends MapBenchmark {

  /**
   * Adds one to the value of one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the new value
   */
  @Benchmark
  public Object merge(FilledMap.Counting filled, FilledMap.Counted cursor) {
    return filled.map().merge(cursor.nextKey(), 1L, Long::sum);
  }
}
