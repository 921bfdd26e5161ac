package dev.inlay.jmh.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fills a map and times every single insert, none left out: what the unlucky caller waits when the
 * map grows. Needs {@code -prof dev.inlay.jmh.bench.FiguresProfiler}, and {@code -p sizing=growing}
 * to be of interest.
 *
 * <p>One thread. The times include reading the clock (some 20 ns) and whatever the machine and the
 * collector do meanwhile, so a maximum is compared as the median over many runs.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
    value = 3,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"})
public class InsertLatency {
  private static final long MAX_TRACKED_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * Inserts all keys.
   *
   * @param keys the keys and the map
   */
  @Benchmark
  public void insert(NewKeys keys) {
    Histogram nanos = new Histogram(MAX_TRACKED_NANOS, 3);
    long before = System.nanoTime();
    for (int i = 0; i < keys.entries; i++) {
      keys.map().put(keys.newKey(i), keys.newValue(i));
      long after = System.nanoTime();
      nanos.recordValue(after - before);
      before = System.nanoTime();
    }
    Figures.publish("insert.p50", nanos.getValueAtPercentile(50), "ns");
    Figures.publish("insert.p90", nanos.getValueAtPercentile(90), "ns");
    Figures.publish("insert.p99", nanos.getValueAtPercentile(99), "ns");
    Figures.publish("insert.p99.9", nanos.getValueAtPercentile(99.9), "ns");
    Figures.publish("insert.p99.99", nanos.getValueAtPercentile(99.99), "ns");
    Figures.publish("insert.max", nanos.getMaxValue(), "ns");
  }
}
