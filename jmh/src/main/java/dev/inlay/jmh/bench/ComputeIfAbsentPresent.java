package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Asks for keys that are present already, as a cache in front of something slow does. */
public class ComputeIfAbsentPresent extends MapBenchmark {

  /**
   * Asks for one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return the value
   */
  @Benchmark
  public Object computeIfAbsent(FilledMap filled, FilledMap.Hits cursor) {
    return filled.map().computeIfAbsent(cursor.nextKey(), ComputeIfAbsentPresent::fail);
  }

  private static Long fail(Object key) {
    throw new IllegalStateException("the map is broken: " + key + " is present");
  }
}
