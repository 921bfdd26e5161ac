package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Reachability;
import dev.inlay.internal.snapshot.ChangeFeed;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners hear of every version, in order, and harm nobody. */
@Timeout(60)
class SnapshotMapListenersTest {

  /** Remembers what it is told, and checks the order. */
  private static final class Recorder {
    final List<MapSnapshot<Integer, Integer>> told =
        Collections.synchronizedList(new ArrayList<>());

    void listen(MapSnapshot<Integer, Integer> older, MapSnapshot<Integer, Integer> newer) {
      if (!told.isEmpty() && told.get(told.size() - 1).version() != older.version()) {
        throw new AssertionError("a version was left out");
      }
      if (newer.version() <= older.version()) {
        throw new AssertionError("backwards");
      }
      told.add(newer);
    }

    void awaitVersion(long version) throws InterruptedException {
      while (told.isEmpty() || told.get(told.size() - 1).version() < version) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void everyVersionInOrder() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>(Map.of(0, 0));
    Recorder recorder = new Recorder();
    long first = map.version();
    try (SnapshotMap.Subscription subscription = map.onChange(recorder::listen)) {
      assertThat(subscription).isNotNull();
      for (int i = 1; i <= 500; i++) {
        map.put(0, i);
      }
      recorder.awaitVersion(first + 500);
    }
    assertThat(recorder.told).hasSize(500);
    for (int i = 1; i <= 500; i++) {
      assertThat(recorder.told.get(i - 1).version()).isEqualTo(first + i);
      assertThat(recorder.told.get(i - 1).get(0)).isEqualTo(i);
    }
    map.put(0, -1);
    Thread.sleep(20);
    assertThat(recorder.told).as("after close").hasSize(500);
  }

  /** The differences of all calls, one after the other, make the map. */
  @Test
  void differencesAddUpUnderConcurrentWriters() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    Map<Integer, Integer> copy = new HashMap<>();
    AtomicReference<MapSnapshot<Integer, Integer>> last = new AtomicReference<>(map.snapshot());
    AtomicBoolean busy = new AtomicBoolean();
    AtomicInteger faults = new AtomicInteger();
    SnapshotMap.Subscription subscription =
        map.onChange(
            (older, newer) -> {
              if (!busy.compareAndSet(false, true) || older.version() != last.get().version()) {
                faults.incrementAndGet();
              }
              MapDiff<Integer, Integer> diff = SnapshotMap.diff(older, newer);
              copy.keySet().removeAll(diff.removed().keySet());
              copy.putAll(diff.added());
              diff.changed().forEach((key, change) -> copy.put(key, change.after()));
              busy.set(false);
              last.set(newer);
            });
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      int seed = t;
      crew.once(
          "writer",
          () -> {
            for (int i = 0; i < 3_000; i++) {
              int key = (i * 31 + seed * 7) % 200;
              if (i % 3 == 0) {
                map.remove(key);
              } else {
                map.put(key, i);
              }
            }
          });
    }
    crew.runToEnd();
    while (last.get().version() != map.version()) {
      Thread.sleep(1);
    }
    assertThat(faults).hasValue(0);
    assertThat(copy).isEqualTo(map);
    subscription.close();
    subscription.close();
  }

  @Test
  void aListenerThatThrowsIsCalledAgain() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger reported = new AtomicInteger();
    Recorder healthy = new Recorder();
    map.onChange(
        (older, newer) -> {
          Thread.currentThread()
              .setUncaughtExceptionHandler((thread, thrown) -> reported.incrementAndGet());
          calls.incrementAndGet();
          if (calls.get() % 2 == 0) {
            throw new StackOverflowError();
          }
          throw new IllegalStateException("x");
        });
    map.onChange(healthy::listen);
    for (int i = 0; i < 10; i++) {
      map.put(i, i);
    }
    healthy.awaitVersion(map.version());
    while (calls.get() < 10 || reported.get() < 10) {
      Thread.sleep(1);
    }
    assertThat(map).hasSize(10);
  }

  /** One that blocks holds up neither writers nor others, and is told of all it missed. */
  @Test
  void aListenerThatBlocks() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    CountDownLatch goOn = new CountDownLatch(1);
    Recorder slow = new Recorder();
    Recorder healthy = new Recorder();
    map.onChange(
        (older, newer) -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          slow.listen(older, newer);
        });
    map.onChange(healthy::listen);
    int writes = 5_000;
    for (int i = 0; i < writes; i++) {
      map.put(i % 10, i);
    }
    healthy.awaitVersion(writes);
    assertThat(slow.told).isEmpty();
    goOn.countDown();
    slow.awaitVersion(writes);
    assertThat(slow.told.size()).as("the backlog was cut short").isLessThan(writes);
    assertThat(slow.told.get(slow.told.size() - 1)).isEqualTo(map);
  }

  @Test
  void anExecutorOfTheUsers() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    Recorder recorder = new Recorder();
    AtomicBoolean rejecting = new AtomicBoolean();
    map.onChange(
        recorder::listen,
        task -> {
          if (rejecting.get()) {
            throw new RejectedExecutionException("busy");
          }
          task.run();
        });
    map.put(1, 1);
    assertThat(recorder.told).hasSize(1);
    rejecting.set(true);
    map.put(2, 2);
    map.put(3, 3);
    assertThat(recorder.told).hasSize(1);
    rejecting.set(false);
    map.put(4, 4);
    assertThat(recorder.told).hasSize(4);
    assertThatThrownBy(() -> map.onChange(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("listener");
    assertThatThrownBy(() -> map.onChange((older, newer) -> {}, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("executor");
  }

  /** A listener may write; it hears of that as well. */
  @Test
  void aListenerThatWrites() throws InterruptedException {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    CountDownLatch done = new CountDownLatch(1);
    map.onChange(
        (older, newer) -> {
          int next = newer.size();
          if (next < 20) {
            map.put(next, next);
          } else {
            done.countDown();
          }
        });
    map.put(0, 0);
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(map).hasSize(20);
  }

  /**
   * What a blocked listener holds back is bounded: most of what was published meanwhile is freed.
   */
  @Test
  void aBlockedListenerHoldsABoundedBacklog() throws InterruptedException {
    SnapshotMap<Integer, Object> map = new SnapshotMap<>();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    map.onChange(
        (older, newer) -> {
          inside.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    map.put(0, 0);
    inside.await();
    List<WeakReference<Object>> values = new ArrayList<>();
    int published = 5 * ChangeFeed.LONGEST_BACKLOG;
    for (int i = 0; i < published; i++) {
      Object value = new Object();
      values.add(new WeakReference<>(value));
      map.put(0, value);
    }
    assertThat(Reachability.survivors(values, ChangeFeed.LONGEST_BACKLOG + 10))
        .isLessThanOrEqualTo(ChangeFeed.LONGEST_BACKLOG + 10);
    goOn.countDown();
  }

  /** An executor that fails harms neither the write nor the other listeners. */
  @Test
  void anExecutorThatFails() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    AtomicInteger reported = new AtomicInteger();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, thrown) -> reported.incrementAndGet());
    try {
      map.onChange(
          (older, newer) -> {},
          task -> {
            throw new IllegalStateException("broken");
          });
      AtomicInteger twice = new AtomicInteger();
      map.onChange(
          (older, newer) -> twice.incrementAndGet(),
          task -> {
            task.run();
            throw new RejectedExecutionException("after all");
          });
      Recorder recorder = new Recorder();
      map.onChange(recorder::listen, Runnable::run);
      assertThat(map.put(1, 1)).isNull();
      assertThat(map.put(1, 2)).isEqualTo(1);
      assertThat(recorder.told).hasSize(2);
      assertThat(twice).hasValue(2);
      assertThat(reported).hasValue(2);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
  }

  /** A subscription that has ended keeps neither the map nor the listener. */
  @Test
  void anEndedSubscriptionHoldsNothing() {
    List<WeakReference<Object>> references = new ArrayList<>();
    SnapshotMap.Subscription subscription = listenOnce(references);
    assertThat(Reachability.survivors(references, 0)).isZero();
    subscription.close();
  }

  private static SnapshotMap.Subscription listenOnce(List<WeakReference<Object>> references) {
    SnapshotMap<Integer, Object> map = new SnapshotMap<>();
    Object value = new Object();
    Object[] heard = {null};
    SnapshotMap.Subscription subscription =
        map.onChange((older, newer) -> heard[0] = newer, Runnable::run);
    map.put(1, value);
    subscription.close();
    references.add(new WeakReference<>(value));
    references.add(new WeakReference<>(heard));
    references.add(new WeakReference<>(map));
    return subscription;
  }
}
