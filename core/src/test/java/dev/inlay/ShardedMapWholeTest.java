package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.concurrent.SnapshotInvariant;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Hang;
import dev.inlay.contract.tools.TestSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What locks all shards: {@code exactSize}, {@code snapshot}, {@code forEachConsistent}. */
class ShardedMapWholeTest {
  private final Duration span = TestSettings.span(200);

  private static <K, V> ShardedMap<K, V> map(int shards) {
    return shards == 0 ? new ShardedMap<>() : ShardedMap.<K, V>builder().shards(shards).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16})
  void forEachConsistentShowsOneMoment(int shards) {
    ShardedMap<Integer, Integer> map = map(shards);
    SnapshotInvariant.check(
        map,
        same -> {
          Map<Integer, Integer> seen = new HashMap<>();
          map.forEachConsistent((key, value) -> assertThat(seen.put(key, value)).isNull());
          return seen;
        },
        span);
    map.checkInvariants();
  }

  /** Entries move from key to key, so their number never changes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16})
  void exactSizeIsThatOfOneMoment(int shards) {
    ShardedMap<Integer, Integer> map = map(shards);
    for (int key = 0; key < 100; key++) {
      map.put(key, key);
    }
    new Crew()
        .loop(
            2,
            "mover",
            () -> {
              int from = ThreadLocalRandom.current().nextInt(1_000);
              int to = ThreadLocalRandom.current().nextInt(1_000);
              map.<Object>atomically(
                  List.of(from, to),
                  view -> {
                    if (view.get(from) != null && view.get(to) == null) {
                      view.put(to, view.remove(from));
                    }
                    return null;
                  });
            })
        .loop(1, "counter", () -> assertThat(map.exactSize()).isEqualTo(100))
        .runFor(span);
    assertThat(map).hasSize(100);
    map.checkInvariants();
  }

  @Test
  void refusedInsideFunctionsAndTransactions() {
    ShardedMap<Integer, Integer> map = map(0);
    map.put(1, 1);
    List<Runnable> whole =
        List.of(map::exactSize, map::snapshot, () -> map.forEachConsistent((k, v) -> {}));
    for (Runnable call : whole) {
      IllegalStateException inFunction =
          Hang.thrownBy(
              IllegalStateException.class,
              () ->
                  map.compute(
                      1,
                      (k, v) -> {
                        call.run();
                        return v;
                      }));
      assertThat(inFunction).isNotNull();
      IllegalStateException inTransaction =
          Hang.thrownBy(
              IllegalStateException.class,
              () ->
                  map.<Object>atomically(
                      List.of(1),
                      view -> {
                        call.run();
                        return null;
                      }));
      assertThat(inTransaction).isNotNull();
    }
    assertThat(map).isEqualTo(Map.of(1, 1));
    map.checkInvariants();
  }

  /** The action of forEachConsistent runs without locks: it may update the map. */
  @Test
  void theActionOfForEachConsistentMayUpdate() {
    ShardedMap<Integer, Integer> map = map(8);
    for (int key = 0; key < 100; key++) {
      map.put(key, key);
    }
    Hang.never(() -> map.forEachConsistent((key, value) -> map.put(key + 100, map.remove(key))));
    assertThat(map).hasSize(100);
    map.forEach((key, value) -> assertThat(key).isEqualTo(value + 100));
  }

  @Test
  void waitForARunningFunctionAndShowItsResult() {
    ShardedMap<Integer, Integer> map = map(8);
    map.put(1, 1);
    CountDownLatch inside = new CountDownLatch(1);
    new Crew()
        .once(
            "computer",
            () ->
                map.compute(
                    1,
                    (k, v) -> {
                      inside.countDown();
                      pause();
                      return 2;
                    }))
        .once(
            "reader",
            () -> {
              inside.await();
              assertThat(map.snapshot()).isEqualTo(Map.of(1, 2));
              assertThat(map.exactSize()).isEqualTo(1);
            })
        .runToEnd();
  }

  private static void pause() {
    try {
      Thread.sleep(40);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that locks, at once, with functions that update other keys: it may refuse. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 64})
  void anyMixtureOfLocksEnds(int shards) {
    ShardedMap<Integer, Integer> map = map(shards);
    new Crew()
        .loop(2, "nester", () -> orRefused(() -> map.compute(key(), (k, v) -> nested(map))))
        .loop(
            1,
            "transactor",
            () ->
                orRefused(
                    () -> {
                      int first = key();
                      int second = key();
                      map.<Object>atomically(
                          List.of(first, second),
                          view -> {
                            view.put(first, 1);
                            return view.remove(second);
                          });
                    }))
        .loop(
            1,
            "whole",
            () -> {
              map.snapshot();
              map.exactSize();
              map.trim();
              map.keySet().removeIf(k -> k % 3 == 0);
            })
        .runFor(span.multipliedBy(2));
    map.checkInvariants();
    assertThat(map.exactSize()).isEqualTo(map.keySet().stream().count());
  }

  private static Integer nested(ShardedMap<Integer, Integer> map) {
    map.put(key(), 1);
    return map.remove(key()) == null ? 1 : null;
  }

  private static int key() {
    return ThreadLocalRandom.current().nextInt(2_000);
  }

  private static void orRefused(Runnable update) {
    try {
      update.run();
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageMatching("(?s).*(recursive|deadlock|cycle).*");
    }
  }
}
