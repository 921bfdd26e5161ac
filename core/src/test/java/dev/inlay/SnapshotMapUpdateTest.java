package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Hang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Changes of many keys in one step. */
class SnapshotMapUpdateTest {

  private static SnapshotMap<Integer, Integer> filled(int count) {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    for (int key = 0; key < count; key++) {
      map.put(key, key);
    }
    return map;
  }

  @Test
  void everyMethodOfTheView() {
    SnapshotMap<Integer, Integer> map = filled(5);
    MapSnapshot<Integer, Integer> before = map.snapshot();
    String result =
        map.update(
            view -> {
              assertThat(view.put(10, 10)).isNull();
              assertThat(view.put(0, 5)).isZero();
              assertThat(view.get(0)).isEqualTo(5);
              assertThat(view.containsKey(11)).isFalse();
              assertThat(view.getOrDefault(11, -1)).isEqualTo(-1);
              assertThat(view.putIfAbsent(0, 6)).isEqualTo(5);
              assertThat(view.putIfAbsent(12, 12)).isNull();
              assertThat(view.remove(1)).isEqualTo(1);
              assertThat(view.remove(1)).isNull();
              assertThat(view.compute(2, (key, value) -> value + 40)).isEqualTo(42);
              assertThat(view.compute(3, (key, value) -> null)).isNull();
              assertThat(view.computeIfAbsent(20, key -> 20)).isEqualTo(20);
              assertThat(view.computeIfAbsent(20, key -> 21)).isEqualTo(20);
              assertThat(view.computeIfAbsent(21, key -> null)).isNull();
              assertThat(view.computeIfPresent(99, (key, value) -> 1)).isNull();
              assertThat(view.computeIfPresent(20, (key, value) -> null)).isNull();
              assertThat(view.merge(4, 1, Integer::sum)).isEqualTo(5);
              assertThat(view.merge(22, 1, Integer::sum)).isEqualTo(1);
              view.putAll(Map.of(30, 30, 31, 31));
              assertThat(view.size()).isEqualTo(8);
              assertThat(view.isEmpty()).isFalse();
              Map<Integer, Integer> seen = new HashMap<>();
              view.forEach(
                  (key, value) -> {
                    seen.put(key, value);
                    view.put(key + 1_000, value);
                  });
              assertThat(seen).hasSize(8).containsEntry(2, 42);
              assertThat(view.size()).isEqualTo(16);
              view.replaceAll((key, value) -> value * 2);
              assertThat(view.get(1_002)).isEqualTo(84);
              assertThat(map.snapshot()).isEqualTo(before);
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(map).hasSize(16).containsEntry(2, 84).doesNotContainKey(1);
    assertThat(map.version()).isEqualTo(before.version() + 1);
    map.checkInvariants();
    map.update(
        view -> {
          view.clear();
          view.put(1, 1);
          return null;
        });
    assertThat(map).isEqualTo(Map.of(1, 1));
    map.checkInvariants();
  }

  @Test
  void whatThrowsLeavesNothing() {
    SnapshotMap<Integer, Integer> map = filled(5_000);
    MapSnapshot<Integer, Integer> before = map.snapshot();
    for (Throwable thrown : List.of(new IllegalArgumentException("x"), new AssertionError("y"))) {
      assertThat(
              catchThrowable(
                  () ->
                      map.update(
                          view -> {
                            for (int key = 2_500; key < 9_000; key++) {
                              view.put(key, -1);
                              view.remove(key - 2_500);
                            }
                            throw sneaky(thrown);
                          })))
          .isSameAs(thrown);
      assertThat(map.version()).isEqualTo(before.version());
      assertThat(SnapshotMap.diff(before, map.snapshot()).isEmpty()).isTrue();
    }
    new Crew().once("other", () -> map.put(1, 77)).runToEnd();
    assertThat(map.get(1)).isEqualTo(77);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void nestedUpdatesAreRefused() {
    SnapshotMap<Integer, Integer> map = filled(5);
    List<Consumer<SnapshotMap<Integer, Integer>>> nested = new ArrayList<>();
    nested.add(inner -> inner.update(view -> view.put(1, 1)));
    nested.add(inner -> inner.put(1, 9));
    nested.add(inner -> inner.remove(1));
    nested.add(inner -> inner.merge(1, 9, Integer::sum));
    nested.add(inner -> inner.putAll(Map.of(1, 9)));
    nested.add(inner -> inner.replaceAll((key, value) -> 9));
    nested.add(inner -> inner.keySet().removeIf(key -> true));
    nested.add(SnapshotMap::clear);
    nested.add(SnapshotMap::trim);
    nested.add(inner -> inner.compareAndPublish(inner.snapshot(), Map.of(1, 9)));
    nested.add(inner -> inner.onChange((older, newer) -> {}));
    for (Consumer<SnapshotMap<Integer, Integer>> update : nested) {
      IllegalStateException refused =
          Hang.thrownBy(
              IllegalStateException.class,
              () ->
                  map.update(
                      view -> {
                        view.put(2, 100);
                        update.accept(map);
                        return null;
                      }));
      assertThat(refused).hasMessageContaining("recursive");
      assertThat(map).isEqualTo(filled(5));
    }
    // Another map's updates are no recursion.
    SnapshotMap<Integer, Integer> other = new SnapshotMap<>();
    map.update(view -> other.update(inner -> inner.put(1, 1)));
    assertThat(other).hasSize(1);
  }

  @Test
  void theViewEndsWithTheUpdate() {
    SnapshotMap<Integer, Integer> map = filled(5);
    AtomicReference<UpdateView<Integer, Integer>> kept = new AtomicReference<>();
    map.update(
        view -> {
          kept.set(view);
          new Crew()
              .once(
                  "thief",
                  () ->
                      assertThatThrownBy(() -> view.get(1))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessageContaining("thread"))
              .runToEnd();
          return null;
        });
    assertThatThrownBy(() -> kept.get().put(1, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended");
    assertThatThrownBy(() -> map.update(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> map.update(view -> view.put(null, 1)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("key");
    assertThat(map).isEqualTo(filled(5));
  }

  @Test
  void compareAndPublishNeedsTheVeryVersion() {
    SnapshotMap<Integer, Integer> map = filled(10);
    MapSnapshot<Integer, Integer> seen = map.snapshot();
    Map<Integer, Integer> changes = new LinkedHashMap<>();
    changes.put(1, 100);
    changes.put(2, null);
    changes.put(50, 50);
    changes.put(60, null);
    assertThat(map.compareAndPublish(seen, changes)).isTrue();
    assertThat(map.version()).isEqualTo(seen.version() + 1);
    assertThat(map).hasSize(10).containsEntry(1, 100).containsEntry(50, 50).doesNotContainKey(2);
    assertThat(map.compareAndPublish(seen, changes)).isFalse();
    MapSnapshot<Integer, Integer> again = map.snapshot();
    map.put(1, 100);
    assertThat(map.compareAndPublish(again, Map.of(3, 3))).as("equal, but not the same").isFalse();
    MapDiff<Integer, Integer> back = SnapshotMap.diff(map.snapshot(), seen);
    assertThat(map.compareAndPublish(map.snapshot(), back)).isTrue();
    assertThat(map).isEqualTo(seen);
    assertThatThrownBy(
            () -> map.compareAndPublish(map.snapshot(), Collections.singletonMap(null, 1)))
        .isInstanceOf(NullPointerException.class);
    map.checkInvariants();
  }

  /** Optimistic writers lose no update. */
  @Test
  void optimisticCounters() {
    SnapshotMap<Integer, Integer> map = filled(1);
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      crew.once(
          "counter",
          () -> {
            for (int i = 0; i < 2_000; i++) {
              MapSnapshot<Integer, Integer> seen;
              do {
                seen = map.snapshot();
              } while (!map.compareAndPublish(seen, Map.of(0, seen.get(0) + 1)));
            }
          });
    }
    crew.runToEnd();
    assertThat(map.get(0)).isEqualTo(6_000);
    assertThat(map.version()).isEqualTo(6_001);
  }

  /** Readers see a thousand keys whole: they always sum to zero. */
  @Test
  void updatesAreNeverTorn() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    int count = 1_000;
    map.update(
        view -> {
          for (int key = 0; key < count; key++) {
            view.put(key, 0);
          }
          return null;
        });
    AtomicInteger checked = new AtomicInteger();
    Crew crew = new Crew();
    crew.loop(
            2,
            "transfer",
            () ->
                map.update(
                    view -> {
                      int from = (int) (System.nanoTime() % count);
                      for (int i = 0; i < 20; i++) {
                        view.merge(Math.floorMod(from + 37 * i, count), -1, Integer::sum);
                        view.merge(Math.floorMod(from + 411 * i + 5, count), 1, Integer::sum);
                      }
                      return null;
                    }))
        .loop(1, "shuffler", () -> map.replaceAll((key, value) -> -value))
        .loop(
            1,
            "reader",
            () -> {
              assertThat(sum(map.values())).isZero();
              assertThat(sum(map.snapshot().values())).isZero();
              int[] sum = {0};
              map.forEach((key, value) -> sum[0] += value);
              assertThat(sum[0]).isZero();
              assertThat(map.keySet()).hasSize(count);
              checked.incrementAndGet();
            })
        .runFor(Duration.ofMillis(400));
    assertThat(checked.get()).isPositive();
    map.checkInvariants();
  }

  private static int sum(Iterable<Integer> values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  /** Those who wait while one function runs are published together. */
  @Test
  void waitingWritersAreCombined() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = filled(100);
    int writers = 64;
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                map.update(
                    view -> {
                      inside.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return view.put(-1, -1);
                    }));
    holder.start();
    inside.await();
    long before = map.version();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < writers; t++) {
      int key = t;
      Thread thread =
          new Thread(
              () -> {
                switch (key % 3) {
                  case 0 -> map.put(1_000 + key, key);
                  case 1 -> map.remove(key);
                  default -> map.replace(key, key, -key);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      while (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW) {
        Thread.sleep(1);
      }
    }
    goOn.countDown();
    holder.join();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(map.version() - before).as("64 writes").isLessThanOrEqualTo(3);
    for (int key = 0; key < writers; key++) {
      assertThat(map.get(key))
          .isEqualTo(key % 3 == 1 ? null : (Integer) (key % 3 == 2 ? -key : key));
      assertThat(map.containsKey(1_000 + key)).isEqualTo(key % 3 == 0);
    }
    map.checkInvariants();
  }

  /** Two threads whose functions update each other's map: one is refused, none hangs. */
  @Test
  void cyclesOverTwoMapsEnd() {
    SnapshotMap<Integer, Integer> left = filled(3);
    InlayMap<Integer, Integer> right = filled(3);
    InlayMap<Integer, Integer> striped = new StripedMap<>(Map.of(1, 1));
    for (InlayMap<Integer, Integer> other : List.of(right, striped)) {
      AtomicInteger refusals = new AtomicInteger();
      CountDownLatch both = new CountDownLatch(2);
      Crew crew = new Crew();
      crew.once("left", () -> cross(left, other, both, refusals));
      crew.once("right", () -> cross(other, left, both, refusals));
      crew.runToEnd();
      // Both, if both find the cycle at the same moment.
      assertThat(refusals.get()).isBetween(1, 2);
    }
  }

  private static void cross(
      InlayMap<Integer, Integer> mine,
      InlayMap<Integer, Integer> other,
      CountDownLatch both,
      AtomicInteger refusals) {
    try {
      mine.compute(
          1,
          (key, value) -> {
            both.countDown();
            try {
              both.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return other.merge(1, 1, Integer::sum);
          });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("deadlock");
      refusals.incrementAndGet();
    }
  }

  /**
   * What replaceAll and compareTo call must not use the view: that is refused, and nothing stays.
   */
  @Test
  void theViewIsNotUsedWhileItChanges() {
    SnapshotMap<Object, Integer> map = new SnapshotMap<>();
    for (int key = 0; key < 20; key++) {
      map.put(key, 1);
    }
    MapSnapshot<Object, Integer> before = map.snapshot();
    assertThatThrownBy(
            () ->
                map.update(
                    view -> {
                      view.replaceAll(
                          (key, value) -> {
                            view.put((Integer) key + 1_000, 1);
                            return value + 1;
                          });
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recursive");
    assertThatThrownBy(
            () ->
                map.update(
                    view -> {
                      for (int id = 0; id < 5; id++) {
                        view.put(new Meddler(id, () -> view.put("other", 1)), id);
                      }
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recursive");
    assertThat(map).isEqualTo(before);
    map.checkInvariants();
    // Caught inside, the rest of the update is whole.
    map.update(
        view -> {
          try {
            view.replaceAll((key, value) -> view.put(2_000, 1));
          } catch (IllegalStateException refused) {
            view.put(3_000, 3);
          }
          return null;
        });
    assertThat(map).containsEntry(3_000, 3).hasSize(21);
    map.checkInvariants();
  }

  /** A key that does something when it is compared. */
  private record Meddler(int id, Runnable action) implements Comparable<Meddler> {
    @Override
    public int hashCode() {
      return 77;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Meddler that && that.id == id;
    }

    @Override
    public int compareTo(Meddler other) {
      action.run();
      return Integer.compare(id, other.id);
    }
  }

  /** A key whose equals does something each time. */
  private record Asker(int id, Runnable action) {
    @Override
    public int hashCode() {
      return 78;
    }

    @Override
    public boolean equals(Object other) {
      action.run();
      return other instanceof Asker that && that.id == id;
    }
  }

  /** An equals that changes its neighbour, or the very mapping, each time ends all the same. */
  @Test
  void equalsThatAlwaysChangesSomething() {
    SnapshotMap<Object, Integer> map = new SnapshotMap<>();
    Asker first = new Asker(1, () -> {});
    map.put(first, 0);
    AtomicInteger values = new AtomicInteger();
    Asker second = new Asker(2, () -> map.put(first, values.incrementAndGet()));
    Hang.never(() -> assertThat(map.put(second, 2)).isNull());
    assertThat(map).hasSize(2);
    map.checkInvariants();
    SnapshotMap<Object, Integer> other = new SnapshotMap<>();
    other.put(first, 0);
    Hang.never(
        () ->
            other.update(
                view ->
                    view.put(new Asker(2, () -> view.put(first, values.incrementAndGet())), 2)));
    assertThat(other).hasSize(2);
    // Removed and put anew, as another instance, each time: the last resort is to refuse.
    SnapshotMap<Object, Integer> third = new SnapshotMap<>();
    third.put(new Asker(1, () -> {}), 0);
    Asker restless =
        new Asker(
            2,
            () -> {
              Asker again = new Asker(1, () -> {});
              third.remove(again);
              third.put(again, 1);
            });
    Hang.never(
        () ->
            assertThat(catchThrowable(() -> third.put(restless, 2)))
                .isInstanceOfAny(IllegalStateException.class));
    assertThat(third).hasSize(1);
    third.checkInvariants();
  }

  /** Keys that wait for each other's maps in equals, in many keys at once. */
  @Test
  void cyclesThroughEqualsEnd() {
    SnapshotMap<Object, Integer> left = new SnapshotMap<>();
    SnapshotMap<Object, Integer> right = new SnapshotMap<>();
    left.put(new Asker(1, () -> {}), 1);
    right.put(new Asker(1, () -> {}), 1);
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger refusals = new AtomicInteger();
    Crew crew = new Crew();
    crew.once("left", () -> putAllAcross(left, right, both, refusals));
    crew.once("right", () -> putAllAcross(right, left, both, refusals));
    crew.runToEnd();
    // Both, if both find the cycle at the same moment.
    assertThat(refusals.get()).isBetween(1, 2);
  }

  private static void putAllAcross(
      SnapshotMap<Object, Integer> mine,
      SnapshotMap<Object, Integer> other,
      CountDownLatch both,
      AtomicInteger refusals) {
    Asker key =
        new Asker(
            2,
            () -> {
              both.countDown();
              try {
                both.await(5, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              other.put("across", 1);
            });
    try {
      mine.putAll(Map.of(key, 2));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("deadlock");
      refusals.incrementAndGet();
    }
  }

  /** An update that grows and empties the map leaves a small tree. */
  @Test
  void anUpdateThatEmptiesLeavesNoLargeTree() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    map.update(
        view -> {
          for (int key = 0; key < 50_000; key++) {
            view.put(key, key);
          }
          for (int key = 0; key < 50_000; key++) {
            view.remove(key);
          }
          return null;
        });
    assertThat(map).isEmpty();
    assertThat(map.stats().segments()).isLessThan(10);
    map.checkInvariants();
  }
}
