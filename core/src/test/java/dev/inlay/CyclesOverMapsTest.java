package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of several maps that wait for each other end, one of them by refusal. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CyclesOverMapsTest {

  static Stream<List<Supplier<InlayMap<String, Integer>>>> rings() {
    Supplier<InlayMap<String, Integer>> sharded = ShardedMap::new;
    Supplier<InlayMap<String, Integer>> striped = StripedMap::new;
    Supplier<InlayMap<String, Integer>> snapshot = SnapshotMap::new;
    return Stream.of(
        List.of(sharded, sharded),
        List.of(sharded, striped),
        List.of(sharded, snapshot),
        List.of(striped, snapshot),
        List.of(sharded, sharded, sharded),
        List.of(sharded, striped, snapshot));
  }

  /** Thread i computes in map i, and inside puts into map i + 1. */
  @ParameterizedTest
  @MethodSource("rings")
  void ringsEnd(List<Supplier<InlayMap<String, Integer>>> kinds) {
    for (int attempt = 0; attempt < 4; attempt++) {
      List<InlayMap<String, Integer>> maps = new ArrayList<>();
      kinds.forEach(kind -> maps.add(kind.get()));
      CountDownLatch inside = new CountDownLatch(maps.size());
      Queue<IllegalStateException> refusals = new ConcurrentLinkedQueue<>();
      Crew crew = new Crew();
      for (int i = 0; i < maps.size(); i++) {
        InlayMap<String, Integer> own = maps.get(i);
        InlayMap<String, Integer> next = maps.get((i + 1) % maps.size());
        crew.once(
            "ring",
            () -> {
              try {
                own.compute(
                    "key",
                    (key, value) -> {
                      await(inside);
                      next.put("key", 100);
                      return 1;
                    });
              } catch (IllegalStateException refused) {
                refusals.add(refused);
              }
            });
      }
      crew.runToEnd();
      assertThat(refusals).isNotEmpty();
      assertThat(refusals).allSatisfy(e -> assertThat(e).hasMessageContaining("deadlock"));
      for (InlayMap<String, Integer> map : maps) {
        map.put("key", 7);
        assertThat(map).containsEntry("key", 7);
      }
    }
  }

  /**
   * A transaction steps back from a cycle with its own locks only: here it runs in a function of
   * another map, for which the other thread waits, so that stepping back would never end it.
   */
  @Test
  void aTransactionInsideAFunctionOfAnotherMapIsRefused() {
    ShardedMap<Integer, Integer> map = ShardedMap.<Integer, Integer>builder().shards(64).build();
    int other = 1;
    StripedMap<String, Integer> outer = new StripedMap<>();
    CountDownLatch inside = new CountDownLatch(2);
    Queue<IllegalStateException> refusals = new ConcurrentLinkedQueue<>();
    Crew crew = new Crew();
    crew.once(
        "transaction",
        () -> {
          try {
            outer.compute(
                "key",
                (key, value) -> {
                  await(inside);
                  List<Integer> keys = new ArrayList<>();
                  for (int k = 0; k < 40; k++) {
                    keys.add(k);
                  }
                  map.atomically(keys, view -> view.put(other, 1));
                  return 1;
                });
          } catch (IllegalStateException refused) {
            refusals.add(refused);
          }
        });
    crew.once(
        "function",
        () -> {
          try {
            map.compute(
                other,
                (key, value) -> {
                  await(inside);
                  outer.put("key", 2);
                  return 2;
                });
          } catch (IllegalStateException refused) {
            refusals.add(refused);
          }
        });
    crew.runToEnd();
    assertThat(refusals).isNotEmpty();
    map.put(other, 7);
    outer.put("key", 7);
    map.checkInvariants();
  }

  private static void await(CountDownLatch latch) {
    latch.countDown();
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
