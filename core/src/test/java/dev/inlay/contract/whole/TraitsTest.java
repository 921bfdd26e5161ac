package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import dev.inlay.MapTraits.ComputeAtomicity;
import dev.inlay.MapTraits.Consistency;
import dev.inlay.MapTraits.Progress;
import dev.inlay.MapTraits.SizeAccuracy;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A test for each trait that a map states of itself. */
class TraitsTest extends MapContract {

  private InlayMap<Integer, Integer> filled() {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < 50; key++) {
      map.put(key, 0);
    }
    return map;
  }

  private MapTraits traits() {
    return newMap().traits();
  }

  @Test
  void traitsAreThoseOfTheDocumentation() {
    assertThat(traits()).isEqualTo(subject.documentedTraits()).isEqualTo(filled().traits());
  }

  /** Blocks a function on key 0, and runs {@code meanwhile} then, with what lets it end. */
  private static void whileKeyZeroIsComputed(
      InlayMap<Integer, Integer> map, Crew.Job meanwhile, CountDownLatch release) {
    CountDownLatch inside = new CountDownLatch(1);
    new Crew()
        .once(
            "blocked",
            () ->
                map.compute(
                    0,
                    (k, v) -> {
                      inside.countDown();
                      await(release, 10_000);
                      return -1;
                    }))
        .once(
            "meanwhile",
            () -> {
              inside.await();
              try {
                meanwhile.run();
              } finally {
                release.countDown();
              }
            })
        .runToEnd();
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readsAreNotHeldUpByASuspendedWriter() {
    assumeTrue(traits().reads() != Progress.BLOCKING, "reads may block");
    InlayMap<Integer, Integer> map = filled();
    whileKeyZeroIsComputed(
        map,
        () -> {
          for (int key = 0; key < 50; key++) {
            assertThat(map.get(key)).isZero();
          }
          assertThat(map.size()).isEqualTo(50);
        },
        new CountDownLatch(1));
    assertThat(map.get(0)).isEqualTo(-1);
  }

  @Test
  void blockingWritesWaitForTheFunction() {
    assumeTrue(traits().writes() == Progress.BLOCKING, "writes do not block");
    InlayMap<Integer, Integer> map = filled();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              map.put(0, 7);
              written.countDown();
            });
    whileKeyZeroIsComputed(
        map,
        () -> {
          writer.start();
          assertThat(await(written, 50)).as("the writer waits").isFalse();
        },
        release);
    assertThat(await(written, 10_000)).isTrue();
    assertThat(map.get(0)).as("the put came after the function").isEqualTo(7);
  }

  @Test
  void onlyTheKeyIsHeldWhereThatIsSaid() {
    assumeTrue(traits().compute() == ComputeAtomicity.EXACTLY_ONCE_KEY_RESERVED, "more is held");
    InlayMap<Integer, Integer> map = filled();
    whileKeyZeroIsComputed(
        map,
        () -> {
          for (int key = 1; key < 2_000; key++) {
            map.put(key, 5);
          }
        },
        new CountDownLatch(1));
    assertThat(map).hasSize(2_000);
  }

  @Test
  void functionsRunExactlyOnce() {
    InlayMap<Integer, Integer> map = newMap();
    AtomicInteger calls = new AtomicInteger();
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      crew.once(
          "computer",
          () -> {
            for (int i = 0; i < 5_000; i++) {
              map.compute(
                  1,
                  (k, v) -> {
                    calls.incrementAndGet();
                    return v == null ? 1 : v + 1;
                  });
            }
          });
    }
    crew.runToEnd();
    assertThat(calls).hasValue(15_000);
    assertThat(map.get(1)).isEqualTo(15_000);
  }

  @Test
  void iterationShowsOneMomentWhereThatIsSaid() {
    assumeTrue(traits().iteration() == Consistency.ONE_MOMENT, "iteration is weak");
    InlayMap<Integer, Integer> map = filled();
    List<Integer> seen = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      map.replaceAll((k, v) -> 9);
      map.put(1_000 + seen.size(), 9);
      seen.add(entry.getValue());
    }
    assertThat(seen).hasSize(50).containsOnly(0);
  }

  @Test
  void snapshotsShowOneMomentWhereThatIsSaid() {
    assumeTrue(traits().snapshot() == Consistency.ONE_MOMENT, "snapshots are weak");
    InlayMap<Integer, Integer> map = newMap();
    map.put(0, 0);
    // One key is always there: moved from n to n + 1, the new one first.
    Crew crew = new Crew();
    crew.once(
            "mover",
            () -> {
              for (int key = 1; crew.running(); key++) {
                map.put(key, key);
                map.remove(key - 1);
              }
            })
        .loop(1, "reader", () -> assertThat(map.snapshot()).hasSizeBetween(1, 2))
        .runFor(Duration.ofMillis(60));
  }

  @Test
  void theSizeIsExactWhenQuiet() {
    assumeTrue(traits().size() == SizeAccuracy.EXACT_WHEN_QUIET, "it is always exact");
    InlayMap<Integer, Integer> map = newMap();
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      int first = t * 1_000;
      crew.once(
          "writer",
          () -> {
            for (int i = 0; i < 10_000; i++) {
              map.put(first + i % 1_000, i);
              map.remove(first + (i * 7) % 1_000);
            }
          });
    }
    crew.runToEnd();
    assertThat(map.keySet().stream().count()).isEqualTo(map.size());
    assertThat(subject.exactSize(map)).isEqualTo(map.size());
  }

  @Test
  void severalKeysChangeAtOnceWhereThatIsSaid() {
    assertThat(traits().multiKeyUpdates()).isEqualTo(subject.transactions().isPresent());
  }
}
