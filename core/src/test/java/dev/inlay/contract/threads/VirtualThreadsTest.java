package dev.inlay.contract.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Hang;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour 25: many virtual threads on few carriers do not deadlock. */
class VirtualThreadsTest extends MapContract {
  private static boolean announced;

  @BeforeEach
  void needsVirtualThreads() {
    String reason = "virtual threads need JDK 21; this is " + Runtime.version().feature();
    boolean available = Runtime.version().feature() >= 21;
    if (!available && !announced) {
      announced = true;
      System.out.println("VirtualThreadsTest skipped: " + reason);
    }
    assumeTrue(available, reason);
  }

  /** By reflection, as the suite is compiled for JDK 17. */
  private static ExecutorService executor() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  @Test
  void contendedCountersWithFunctionsThatSleep() {
    InlayMap<Integer, Integer> map = newMap();
    Hang.never(
        () -> {
          ExecutorService threads = executor();
          List<Future<?>> tasks = new ArrayList<>();
          for (int t = 0; t < 600; t++) {
            int thread = t;
            tasks.add(
                threads.submit(
                    () -> {
                      for (int i = 0; i < 20; i++) {
                        map.merge(i % 4, 1, Integer::sum);
                      }
                      return map.compute(thread % 7, (k, v) -> slowly(v == null ? 1 : v + 1));
                    }));
          }
          for (Future<?> task : tasks) {
            task.get();
          }
          threads.shutdown();
        });
    assertThat(map.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600 * 21);
  }

  private static int awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return 1;
  }

  private static int slowly(int result) {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return result;
  }

  /**
   * Many more threads than there are carriers wait for a function's key, and the function for a
   * thread that needs a carrier: waiting must not occupy one.
   */
  @Test
  void waitersLeaveTheirCarriers() {
    InlayMap<Integer, Integer> map = newMap();
    int waiting = 50 * Runtime.getRuntime().availableProcessors();
    AtomicInteger arrived = new AtomicInteger();
    Hang.never(
        () -> {
          ExecutorService threads = executor();
          CountDownLatch inside = new CountDownLatch(1);
          CountDownLatch goOn = new CountDownLatch(1);
          List<Future<?>> tasks = new ArrayList<>();
          tasks.add(
              threads.submit(
                  () ->
                      map.compute(
                          1,
                          (key, value) -> {
                            inside.countDown();
                            return awaited(goOn);
                          })));
          inside.await();
          for (int t = 0; t < waiting; t++) {
            boolean merging = t % 2 == 0;
            tasks.add(
                threads.submit(
                    () -> {
                      arrived.incrementAndGet();
                      return merging ? map.merge(1, 1, Integer::sum) : map.put(1, 1_000);
                    }));
          }
          while (arrived.get() < waiting) {
            Thread.sleep(1);
          }
          tasks.add(threads.submit(goOn::countDown));
          for (Future<?> task : tasks) {
            task.get();
          }
          threads.shutdown();
        });
    assertThat(map.get(1)).isBetween(1, 1_000 + waiting);
  }

  @Test
  void growthByManyThreads() {
    InlayMap<Integer, Integer> map = newMap();
    Hang.never(
        () -> {
          ExecutorService threads = executor();
          List<Future<?>> tasks = new ArrayList<>();
          for (int t = 0; t < 500; t++) {
            int first = t * 40;
            tasks.add(
                threads.submit(
                    () -> {
                      for (int key = first; key < first + 40; key++) {
                        map.put(key, key);
                        Thread.yield();
                        assertThat(map.get(key)).isEqualTo(key);
                      }
                    }));
          }
          for (Future<?> task : tasks) {
            task.get();
          }
          threads.shutdown();
        });
    assertThat(map).hasSize(20_000);
  }
}
