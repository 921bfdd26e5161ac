package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Reads keys that are present. */
public class GetHit extends MapBenchmark {

  /**
   * Reads one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the value
   */
  @Benchmark
  @Kernel("getHit")
  public Object get(FilledMap filled, FilledMap.Hits cursor) {
    return filled.map().get(cursor.nextKey());
  }
}
