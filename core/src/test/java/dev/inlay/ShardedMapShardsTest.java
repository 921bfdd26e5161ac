package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Crew;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the division into shards promises: writers of other shards are not held up. */
class ShardedMapShardsTest {

  @Test
  void writersOfOtherShardsAreNotHeldUp() {
    ShardedMap<Integer, Integer> map = ShardedMap.<Integer, Integer>builder().shards(64).build();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger written = new AtomicInteger();
    Crew crew = new Crew();
    crew.once(
        "blocked",
        () ->
            map.compute(
                0,
                (k, v) -> {
                  inside.countDown();
                  try {
                    release.await(10, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  return 1;
                }));
    // As many writers as keys: those in the shard of key 0 wait, all others end.
    int writers = 60;
    for (int w = 1; w <= writers; w++) {
      int key = w;
      crew.once(
          "writer",
          () -> {
            inside.await();
            map.put(key, key);
            if (written.incrementAndGet() == writers * 3 / 4) {
              release.countDown();
            }
          });
    }
    long start = System.nanoTime();
    crew.runToEnd();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(9);
    assertThat(map).hasSize(writers + 1);
    map.checkInvariants();
  }

  /** Threads that wait for one shard make a map without a fixed number of shards split it. */
  @Test
  void contentionSplitsShards() {
    ShardedMap<Integer, Integer> map = new ShardedMap<>();
    for (int key = 0; key < 64; key++) {
      map.put(key, 0);
    }
    assertThat(map.stats().segments()).isEqualTo(1);
    Crew crew = new Crew();
    for (int t = 0; t < 4; t++) {
      int thread = t;
      crew.once(
          "writer",
          () -> {
            for (int i = 0; i < 400; i++) {
              map.compute(
                  (i * 4 + thread) % 64,
                  (k, v) -> {
                    Thread.yield();
                    return v + 1;
                  });
            }
          });
    }
    crew.runToEnd();
    assertThat(map.values().stream().mapToInt(v -> v).sum()).isEqualTo(1_600);
    assertThat(map.stats().contendedLocks()).isPositive();
    assertThat(map.stats().segments()).isGreaterThan(1);
    map.checkInvariants();
  }
}
