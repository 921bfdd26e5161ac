package dev.inlay.jmh.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bytes that the writing thread allocates for a batch of changes, keys, values and the batch itself
 * not counted, as a further figure; needs {@code -prof dev.inlay.jmh.bench.FiguresProfiler}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"})
public class VersionBytes {

  private static final int CHANGES = 20_000;

  /**
   * Changes keys that are present, batch by batch.
   *
   * @param filled the map
   * @param batch the thread's changes
   */
  @Benchmark
  public void update(FilledMap filled, Versions.Batch batch) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int batches = CHANGES / batch.changes;
    long bytes = 0;
    for (int each = 0; each < batches; each++) {
      Map<Object, Long> mappings = batch.next();
      long before = thread.getCurrentThreadAllocatedBytes();
      batch.publish(filled.map(), mappings);
      bytes += thread.getCurrentThreadAllocatedBytes() - before;
    }
    Figures.publish("version.allocated", (double) bytes / batches, "B/op");
  }
}
