package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Hang;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.Serial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviour 8: whatever a function waits for, readers, size and iteration finish. */
class BlockedFunctionTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);
  private static final int COUNT = 30;

  @ParameterizedTest
  @FieldSource("KINDS")
  void onAPresentKey(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    whileBlocked(
        released ->
            map.compute(
                kind.key(3),
                (k, v) -> {
                  released.run();
                  return -3;
                }),
        () -> {
          assertReadable(map, kind);
          assertThat(map.get(kind.key(3))).isEqualTo(3);
        });
    assertThat(map.get(kind.key(3))).isEqualTo(-3);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void onAnAbsentKey(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    whileBlocked(
        released ->
            map.computeIfAbsent(
                kind.key(99),
                k -> {
                  released.run();
                  return 99;
                }),
        () -> {
          assertReadable(map, kind);
          assertThat(map.get(kind.key(99))).isNull();
          assertThat(map.containsKey(kind.key(99))).isFalse();
        });
    assertThat(map.get(kind.key(99))).isEqualTo(99);
    assertThat(map).hasSize(COUNT + 1);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void inATransaction(Keys.Kind kind) {
    subject
        .transactions()
        .ifPresent(
            transactions -> {
              InlayMap<Object, Integer> map = filled(kind);
              whileBlocked(
                  released ->
                      transactions.<Object, Integer, Void>atomically(
                          map,
                          List.of(kind.key(3), kind.key(4), kind.key(99)),
                          view -> {
                            view.put(kind.key(3), -3);
                            view.put(kind.key(99), -99);
                            view.remove(kind.key(4));
                            released.run();
                            return null;
                          }),
                  () -> {
                    assertReadable(map, kind);
                    assertThat(map.get(kind.key(3))).isEqualTo(3);
                    assertThat(map.get(kind.key(99))).isNull();
                  });
              assertThat(map.get(kind.key(3))).isEqualTo(-3);
              assertThat(map).hasSize(COUNT).doesNotContainKey(kind.key(4));
            });
  }

  private InlayMap<Object, Integer> filled(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < COUNT; id++) {
      map.put(kind.key(id), id);
    }
    return map;
  }

  private interface Blocking {
    void run(Runnable block);
  }

  /** Runs {@code blocking} until its function blocks, then {@code meanwhile}, and lets it end. */
  private static void whileBlocked(Blocking blocking, Runnable meanwhile) {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    new Crew()
        .once(
            "blocked",
            () ->
                blocking.run(
                    () -> {
                      inside.countDown();
                      awaitUninterrupted(release);
                    }))
        .once(
            "meanwhile",
            () -> {
              inside.await();
              try {
                Hang.never(meanwhile::run);
              } finally {
                release.countDown();
              }
            })
        .runToEnd();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that only reads, or finds nothing to write. */
  private static void assertReadable(InlayMap<Object, Integer> map, Keys.Kind kind) {
    for (int id = 0; id < COUNT; id++) {
      assertThat(map.get(kind.key(id))).isEqualTo(id);
      assertThat(map.containsKey(kind.key(id))).isTrue();
      assertThat(map.getOrDefault(kind.key(id), -1)).isEqualTo(id);
    }
    assertThat(map.get(kind.key(200))).isNull();
    assertThat(map.size()).isEqualTo(COUNT);
    assertThat(map.mappingCount()).isEqualTo(COUNT);
    assertThat(map.isEmpty()).isFalse();
    assertThat(map.containsValue(5)).isTrue();
    assertThat(map.containsValue(500)).isFalse();
    assertThat(map.keySet()).hasSize(COUNT);
    assertThat(map.values().stream().mapToInt(v -> v).sum()).isEqualTo(COUNT * (COUNT - 1) / 2);
    assertThat(map.entrySet().parallelStream().count()).isEqualTo(COUNT);
    assertThat(map.getAll(List.of(kind.key(1), kind.key(200)))).isEqualTo(Map.of(kind.key(1), 1));
    assertThat(map.reduce(1, (k, v) -> 1, Integer::sum)).isEqualTo(COUNT);
    assertThat(map.<Integer>search(1, (k, v) -> v == 7 ? v : null)).isEqualTo(7);
    assertThat(map.hashCode()).isEqualTo(new HashMap<>(map).hashCode());
    assertThat(map.toString()).contains("=7");
    assertThat(map.stats().entries()).isEqualTo(COUNT);
    assertThat(Serial.copy(map)).hasSize(COUNT);
    assertThat(map.computeIfAbsent(kind.key(5), k -> -5)).isEqualTo(5);
    assertThat(map.computeIfPresent(kind.key(200), (k, v) -> -5)).isNull();
    assertThat(map.putIfAbsent(kind.key(6), -6)).isEqualTo(6);
    assertThat(map.remove(kind.key(200))).isNull();
    assertThat(map.replace(kind.key(200), 1)).isNull();
    assertThat(map.remove(kind.key(7), -7)).isFalse();
  }
}
