package dev.inlay.jmh.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bytes that an insert allocates, key and value not counted, as a further figure; needs {@code
 * -prof dev.inlay.jmh.bench.FiguresProfiler}, and {@code -p sizing=presized} to be of interest.
 *
 * <p>Counted over the second half of the keys: the tables that a map makes lazily are there by
 * then.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"})
public class InsertAllocation {

  /**
   * Inserts all keys.
   *
   * @param keys the keys and the map
   */
  @Benchmark
  public void insert(NewKeys keys) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int half = keys.entries / 2;
    keys.insert(0, half);
    long before = thread.getCurrentThreadAllocatedBytes();
    keys.insert(half, keys.entries);
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    Figures.publish("insert.allocated", (double) bytes / (keys.entries - half), "B/op");
  }
}
