package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Offers a value for keys that have one already. */
public class PutIfAbsentPresent extends MapBenchmark {
  private static final Long OFFERED = -1L;

  /**
   * Offers a value for one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the value that is there
   */
  @Benchmark
  public Object putIfAbsent(FilledMap filled, FilledMap.Hits cursor) {
    return filled.map().putIfAbsent(cursor.nextKey(), OFFERED);
  }
}
