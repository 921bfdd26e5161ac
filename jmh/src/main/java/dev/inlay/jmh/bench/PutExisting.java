package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Writes another value to keys that are present. */
public class PutExisting extends MapBenchmark {

  /**
   * Writes one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the value before
   */
  @Benchmark
  public Object put(FilledMap filled, FilledMap.Hits cursor) {
    return filled.map().put(cursor.nextKey(), cursor.nextValue());
  }
}
