package dev.inlay.contract.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Behaviour 25: an interrupted thread may use the map, and stays interrupted. */
class InterruptedThreadTest extends MapContract {

  private static Map<String, Consumer<InlayMap<Integer, Integer>>> calls() {
    Map<String, Consumer<InlayMap<Integer, Integer>>> calls = new LinkedHashMap<>();
    calls.put("put", map -> map.put(1, 10));
    calls.put("get", map -> map.get(1));
    calls.put("putIfAbsent", map -> map.putIfAbsent(50, 50));
    calls.put("compute", map -> map.compute(1, (k, v) -> 11));
    calls.put("computeIfAbsent", map -> map.computeIfAbsent(51, k -> 51));
    calls.put("merge", map -> map.merge(1, 1, Integer::sum));
    calls.put("replaceAll", map -> map.replaceAll((k, v) -> v));
    calls.put("remove", map -> map.remove(50));
    calls.put("iterate", map -> map.forEach((k, v) -> {}));
    calls.put("parallel", map -> map.forEach(1, (k, v) -> {}));
    calls.put("reduce", map -> map.reduce(1, (k, v) -> v, Integer::sum));
    calls.put("search", map -> map.search(1, (k, v) -> v));
    calls.put("snapshot", InlayMap::snapshot);
    calls.put("size", InlayMap::size);
    calls.put("trim", InlayMap::trim);
    calls.put("removeIf", map -> map.keySet().removeIf(k -> k == 51));
    calls.put("clear", InlayMap::clear);
    return calls;
  }

  private InlayMap<Integer, Integer> filled() {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < 40; key++) {
      map.put(key, key);
    }
    return map;
  }

  @Test
  void everyOperationWorksAndKeepsTheStatus() {
    InlayMap<Integer, Integer> map = filled();
    new Crew()
        .once(
            "interrupted",
            () -> {
              Thread.currentThread().interrupt();
              calls()
                  .forEach(
                      (name, call) -> {
                        call.accept(map);
                        assertThat(Thread.currentThread().isInterrupted()).as(name).isTrue();
                      });
              subject
                  .transactions()
                  .ifPresent(
                      transactions -> {
                        transactions.<Integer, Integer, Integer>atomically(
                            map, List.of(1, 2), view -> view.put(1, 1));
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                      });
            })
        .runToEnd();
  }

  /** Interrupted before and while it waits for the lock that a slow function holds. */
  @Test
  void waitingIsNotInterrupted() {
    InlayMap<Integer, Integer> map = filled();
    CountDownLatch inside = new CountDownLatch(1);
    Thread[] waiter = {null};
    new Crew()
        .once(
            "slow",
            () ->
                map.compute(
                    1,
                    (k, v) -> {
                      inside.countDown();
                      for (int i = 0; i < 10; i++) {
                        sleep();
                        Thread waiting = waiter[0];
                        if (waiting != null) {
                          waiting.interrupt();
                        }
                      }
                      return 100;
                    }))
        .once(
            "waiter",
            () -> {
              inside.await();
              waiter[0] = Thread.currentThread();
              assertThat(map.merge(1, 1, Integer::sum)).isEqualTo(101);
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
            })
        .runToEnd();
    assertThat(map.get(1)).isEqualTo(101);
  }

  private static void sleep() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
