package dev.inlay.jmh.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Goes through all entries and reads key and value of each; the time is that of one whole
 * traversal.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Iteration extends MapBenchmark {

  /**
   * By the iterator of the entry set.
   *
   * @param filled the map
   * @param blackhole takes what was read
   */
  @Benchmark
  @Kernel("entries")
  public void entries(FilledMap filled, Blackhole blackhole) {
    for (Map.Entry<Object, Long> entry : filled.map().entrySet()) {
      blackhole.consume(entry.getKey());
      blackhole.consume(entry.getValue());
    }
  }

  /**
   * By {@code forEach}.
   *
   * @param filled the map
   * @param blackhole takes what was read
   */
  @Benchmark
  @Kernel("entries")
  public void forEach(FilledMap filled, Blackhole blackhole) {
    filled
        .map()
        .forEach(
            (key, value) -> {
              blackhole.consume(key);
              blackhole.consume(value);
            });
  }
}
