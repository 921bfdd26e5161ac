package dev.inlay.soak;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Watches the used heap while a run goes on; the longer the run, the further apart the samples. */
final class Sampler {
  private static final int MOST = 2_000;

  /** What was seen at a time. */
  record Sample(double seconds, long usedBytes) {}

  private final long start;
  private final Thread thread = VirtualThreads.ofPlatform("sampler", this::run);
  private final List<Sample> samples = new ArrayList<>();
  private final long collectionsBefore = collections();
  private long intervalMillis = 50;

  private Sampler(long start) {
    this.start = start;
  }

  /** Begins; times count from {@code start}. */
  static Sampler started(long start) {
    Sampler sampler = new Sampler(start);
    sampler.thread.start();
    return sampler;
  }

  static long usedBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** How many collections of garbage there were since the beginning. */
  long collectionsSinceStart() {
    return collections() - collectionsBefore;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(intervalMillis);
        take();
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private synchronized void take() {
    samples.add(new Sample((System.nanoTime() - start) / 1e9, usedBytes()));
    if (samples.size() == MOST) {
      for (int i = MOST / 2; i > 0; i--) {
        samples.remove(2 * i - 1);
      }
      intervalMillis *= 2;
    }
  }

  /** Ends, and gives what was seen. */
  synchronized List<Sample> stop() {
    thread.interrupt();
    return List.copyOf(samples);
  }
}
