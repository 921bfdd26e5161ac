package dev.inlay.soak;

import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.openjdk.jol.info.GraphLayout;
import org.openjdk.jol.info.GraphPathRecord;
import org.openjdk.jol.vm.VM;

/** Some of the keys and values that left a map: none may be reachable when all is quiet. */
final class Retention {
  private static final int SAMPLES = 1 << 9;
  private static final int ONE_OF = 64;
  private static final int COLLECTIONS = 5;

  private final AtomicReferenceArray<WeakReference<?>> left = new AtomicReferenceArray<>(SAMPLES);
  private final AtomicInteger next = new AtomicInteger();

  /** Whether the next one should be looked at. */
  boolean samples() {
    return ThreadLocalRandom.current().nextInt(ONE_OF) == 0;
  }

  /** Notes a value that left the map. */
  void left(Object value) {
    if (samples()) {
      left(new WeakReference<>(value));
    }
  }

  /** Notes something that left the map. */
  void left(WeakReference<?> reference) {
    left.set(next.getAndIncrement() & (SAMPLES - 1), reference);
  }

  /** Fails if any of them is reachable after a collection of garbage; forgets them all. */
  void check(Object map, Tally tally) {
    int collections = 0;
    while (true) {
      System.gc();
      int looked = 0;
      Object alive = null;
      int reachable = 0;
      for (int i = 0; i < SAMPLES; i++) {
        WeakReference<?> reference = left.get(i);
        if (reference != null) {
          looked++;
          Object referent = reference.get();
          alive = referent != null ? referent : alive;
          reachable += referent != null ? 1 : 0;
        }
      }
      if (reachable == 0) {
        tally.checked(Check.REMOVED_IS_UNREACHABLE, looked);
        break;
      }
      if (++collections == COLLECTIONS) {
        throw new AssertionError(
            String.format(
                "%d of %d keys and values that were removed are reachable: %s, %s",
                reachable, looked, alive, pathFrom(map, alive)));
      }
      forgetLastTasks();
    }
    for (int i = 0; i < SAMPLES; i++) {
      left.set(i, null);
    }
  }

  /**
   * Idle threads of the common pool may have their last task, and what it traversed, in a frame.
   */
  private static void forgetLastTasks() {
    IntStream.range(0, 10_000).parallel().map(Integer::bitCount).sum();
  }

  /** How {@code object} is reached from {@code root}. */
  private static String pathFrom(Object root, Object object) {
    try {
      GraphPathRecord record =
          GraphLayout.parseInstance(root).record(VM.current().addressOf(object));
      return record != null ? "by map" + record.path() : "it seems not from the map";
    } catch (Throwable t) {
      return "it is not known how: " + t;
    }
  }
}
