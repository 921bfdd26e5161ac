package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap 2: threads whose functions update each other's keys end, one of them by refusal. */
class CyclesTest extends MapContract {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void ringsOfThreadsEnd(int threads) {
    for (int attempt = 0; attempt < 6; attempt++) {
      ring(threads, attempt * threads);
    }
  }

  /** Thread i computes key i, and inside puts key i + 1, once all are inside as far as they can. */
  private void ring(int threads, int firstKey) {
    InlayMap<Integer, Integer> map = newMap();
    for (int i = 0; i < threads; i++) {
      map.put(firstKey + i, 0);
    }
    CountDownLatch inside = new CountDownLatch(threads);
    Queue<IllegalStateException> refusals = new ConcurrentLinkedQueue<>();
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    Crew crew = new Crew();
    for (int i = 0; i < threads; i++) {
      int own = firstKey + i;
      int next = firstKey + (i + 1) % threads;
      crew.once(
          "ring",
          () -> {
            try {
              map.compute(
                  own,
                  (k, v) -> {
                    inside.countDown();
                    await(inside);
                    map.put(next, 100);
                    return v + 1;
                  });
              done.add(own);
            } catch (IllegalStateException refused) {
              refusals.add(refused);
            }
          });
    }
    crew.runToEnd();
    assertThat(done.size() + refusals.size()).isEqualTo(threads);
    if (inside.getCount() == 0 && done.size() < threads) {
      assertThat(refusals)
          .isNotEmpty()
          .allSatisfy(e -> assertThat(e).hasMessageMatching("(?s).{20,}"));
    }
    assertThat(map).hasSize(threads);
    map.forEach((k, v) -> assertThat(v).isIn(0, 1, 100, 101));
    for (int i = 0; i < threads; i++) {
      map.put(firstKey + i, 7);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread that only waits for a slow function, in no cycle, is not refused. */
  @Test
  void waitingForASlowFunctionIsNoCycle() {
    InlayMap<Integer, Integer> map = newMap();
    List<Integer> keys = new ArrayList<>();
    for (int key = 0; key < 16; key++) {
      map.put(key, 0);
      keys.add(key);
    }
    CountDownLatch slowInside = new CountDownLatch(1);
    Crew crew = new Crew();
    crew.once(
        "slow",
        () ->
            map.compute(
                0,
                (k, v) -> {
                  slowInside.countDown();
                  sleep(80);
                  return v + 1;
                }));
    for (int i = 0; i < 4; i++) {
      crew.once(
          "waiter",
          () -> {
            slowInside.await();
            for (Integer key : keys) {
              map.merge(key, 1, Integer::sum);
            }
          });
    }
    crew.runToEnd();
    assertThat(map.get(0)).isEqualTo(5);
    assertThat(map.get(1)).isEqualTo(4);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** JUnit 5346: threads wait in compute while another needs the growth of the same tables. */
  @RepeatedTest(2)
  void growthWhileFunctionsRun() {
    InlayMap<Integer, Integer> map = newMap();
    CountDownLatch inside = new CountDownLatch(2);
    Crew crew = new Crew();
    for (int t = 0; t < 2; t++) {
      int key = -1 - t;
      crew.once(
          "computer",
          () ->
              map.computeIfAbsent(
                  key,
                  k -> {
                    inside.countDown();
                    sleep(50);
                    return k;
                  }));
    }
    for (int t = 0; t < 2; t++) {
      int first = t * 3_000;
      crew.once(
          "writer",
          () -> {
            inside.await(30, TimeUnit.MILLISECONDS);
            for (int key = first; key < first + 3_000; key++) {
              map.put(key, key);
            }
          });
    }
    crew.runToEnd();
    assertThat(map).hasSize(6_002);
    map.forEach((k, v) -> assertThat(v).isEqualTo(k));
  }
}
