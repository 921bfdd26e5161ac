package dev.inlay.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.TestSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many threads there are within a second, at a clock that the test sets. */
class ThreadsSeenTest {
  private static final long SECOND = 1_000_000_000L;

  private static long seen(int threads, int samples, long nanosBetween, long start) {
    Random random = TestSettings.random("ThreadsSeenTest");
    int[] hashes = random.ints(threads).toArray();
    ThreadsSeen seen = new ThreadsSeen(start);
    for (int i = 0; i < samples; i++) {
      seen.note(hashes[random.nextInt(threads)], start + i * nanosBetween);
    }
    return seen.most();
  }

  @Test
  void allThatComeInASecondAreCounted() {
    assertThat(seen(200, 100_000, SECOND / 50_000, 0)).isBetween(190L, 210L);
    assertThat(seen(200, 100_000, SECOND / 50_000, Long.MAX_VALUE - 5)).isBetween(190L, 210L);
  }

  /** Two samples a second of a pool of 200 threads: in minutes all of them come. */
  @Test
  void thoseThatComeInMinutesAreNotTogether() {
    assertThat(seen(200, 2_000, SECOND / 2, 0)).isBetween(1L, 3L);
  }
}
