package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * Reads keys that are absent; of the same kind as the present ones, so {@code dense} ids lie right
 * behind them.
 */
public class GetMiss extends MapBenchmark {

  /**
   * Reads one key.
   *
   * @param filled the map
   * @param cursor the thread's keys
   * @return null
   */
  @Benchmark
  @Kernel("getMiss")
  public Object get(FilledMap.Missing filled, FilledMap.Misses cursor) {
    return filled.map().get(cursor.nextKey());
  }
}
