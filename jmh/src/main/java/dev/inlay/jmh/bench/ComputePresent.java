package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Replaces the values of present keys by ones that are computed from them. */
public class ComputePresent extends MapBenchmark {

  /**
   * Adds one to the value of one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the new value
   */
  @Benchmark
  public Object compute(FilledMap.Counting filled, FilledMap.Counted cursor) {
    return filled.map().compute(cursor.nextKey(), (key, value) -> value + 1);
  }
}
