package dev.inlay.jmh.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Fills an empty map; the time is that of all inserts, the map's own growth and the collector's
 * work included.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
    value = 3,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"})
public class InsertNew {

  /**
   * Inserts the thread's share of the keys.
   *
   * @param keys the keys and the map
   * @param thread the thread
   */
  @Benchmark
  public void insert(NewKeys keys, ThreadParams thread) {
    int index = thread.getThreadIndex();
    keys.insert(keys.firstOf(index), keys.firstOf(index + 1));
  }

  /**
   * The same by {@code putIfAbsent}.
   *
   * @param keys the keys and the map
   * @param thread the thread
   */
  @Benchmark
  public void putIfAbsent(NewKeys keys, ThreadParams thread) {
    Map<Object, Long> map = keys.map();
    int to = keys.firstOf(thread.getThreadIndex() + 1);
    for (int i = keys.firstOf(thread.getThreadIndex()); i < to; i++) {
      map.putIfAbsent(keys.newKey(i), keys.newValue(i));
    }
  }

  /**
   * The same by {@code computeIfAbsent}.
   *
   * @param keys the keys and the map
   * @param thread the thread
   */
  @Benchmark
  public void computeIfAbsent(NewKeys keys, ThreadParams thread) {
    Map<Object, Long> map = keys.map();
    int to = keys.firstOf(thread.getThreadIndex() + 1);
    for (int i = keys.firstOf(thread.getThreadIndex()); i < to; i++) {
      Long value = keys.newValue(i);
      map.computeIfAbsent(keys.newKey(i), key -> value);
    }
  }
}
