package dev.inlay.jmh.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Watches the heap during an iteration: collections, time in them, live bytes at the end over those
 * at the start; and what the map took when it was filled. The full collections that it asks for
 * itself do not count.
 */
@State(Scope.Benchmark)
public class HeapWatch {
  private static final double BYTES_PER_MB = 1e6;

  private long liveBytesBefore;
  private long collectionsBefore;
  private long collectionMillisBefore;

  /** Takes the state before the iteration. */
  @Setup(Level.Iteration)
  public void start() {
    liveBytesBefore = liveBytes();
    collectionsBefore = sumOverCollectors(GarbageCollectorMXBean::getCollectionCount);
    collectionMillisBefore = sumOverCollectors(GarbageCollectorMXBean::getCollectionTime);
  }

  /**
   * Publishes what the iteration changed.
   *
   * @param filled the map
   */
  @TearDown(Level.Iteration)
  public void stop(FilledMap filled) {
    long collections = sumOverCollectors(GarbageCollectorMXBean::getCollectionCount);
    long collectionMillis = sumOverCollectors(GarbageCollectorMXBean::getCollectionTime);
    long liveBytes = liveBytes();
    Figures.publish("gc.collections", collections - collectionsBefore, "counts");
    Figures.publish("gc.pauses", collectionMillis - collectionMillisBefore, "ms");
    Figures.publish("heap.filled", filled.filledBytes() / BYTES_PER_MB, "MB");
    Figures.publish("heap.growth", (liveBytes - liveBytesBefore) / BYTES_PER_MB, "MB");
  }

  /** Collects garbage and returns what is left. */
  static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long sumOverCollectors(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure).sum();
  }
}
