package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code forEach}, {@code search} and {@code reduce} with a parallelism threshold. */
class BulkOperationsTest extends MapContract {
  private static final int COUNT = 10_000;

  private InlayMap<Integer, Long> filled() {
    InlayMap<Integer, Long> map = newMap();
    for (int key = 0; key < COUNT; key++) {
      map.put(key, (long) key);
    }
    return map;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000, COUNT, Long.MAX_VALUE})
  void allThresholdsGiveTheSame(long threshold) {
    InlayMap<Integer, Long> map = filled();
    Queue<Integer> visited = new ConcurrentLinkedQueue<>();
    map.forEach(threshold, (key, value) -> visited.add(key));
    assertThat(visited).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(map.reduce(threshold, (key, value) -> value, Long::sum))
        .isEqualTo(COUNT * (COUNT - 1L) / 2);
    assertThat(map.<Long>reduce(threshold, (k, v) -> v % 2 == 0 ? v : null, Math::max))
        .isEqualTo(COUNT - 2L);
    assertThat(map.<String>search(threshold, (key, value) -> key == 4_321 ? "found" : null))
        .isEqualTo("found");
    assertThat(map.<String>search(threshold, (key, value) -> null)).isNull();
    assertThat(map.<Long>reduce(threshold, (key, value) -> null, Long::sum)).isNull();
  }

  @Test
  void anEmptyMapHasNothingToCombine() {
    InlayMap<Integer, Long> map = newMap();
    map.forEach(1, (key, value) -> assertThat(key).isNull());
    assertThat(map.<Long>search(1, (key, value) -> value)).isNull();
    assertThat(map.reduce(1, (key, value) -> value, Long::sum)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void thresholdsBelowOneAreRefused(long threshold) {
    InlayMap<Integer, Long> map = newMap();
    assertRefused(threshold, () -> map.forEach(threshold, (key, value) -> {}));
    assertRefused(threshold, () -> map.search(threshold, (key, value) -> value));
    assertRefused(threshold, () -> map.reduce(threshold, (key, value) -> value, Long::sum));
  }

  private static void assertRefused(long threshold, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parallelismThreshold")
        .hasMessageContaining("" + threshold);
  }

  @Test
  void theHighestThresholdStaysOnThisThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    filled().forEach(Long.MAX_VALUE, (key, value) -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void searchStopsEarly() {
    InlayMap<Integer, Long> map = filled();
    AtomicInteger calls = new AtomicInteger();
    Long found =
        map.search(
            Long.MAX_VALUE,
            (key, value) -> {
              calls.incrementAndGet();
              return value;
            });
    assertThat(found).isNotNull();
    assertThat(calls).hasValue(1);
    calls.set(0);
    map.search(
        1,
        (key, value) -> {
          calls.incrementAndGet();
          return value;
        });
    assertThat(calls.get()).as("stops across threads").isLessThan(COUNT / 2);
  }
}
