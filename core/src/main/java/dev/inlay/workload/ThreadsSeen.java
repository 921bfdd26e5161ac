package dev.inlay.workload;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many threads there are within a second, by linear counting (Whang, Vander-Zanden, Taylor
 * 1990): each thread sets one of many bits, and how many are still clear tells how many threads
 * there are.
 */
final class ThreadsSeen {
  private static final int WORDS = 64;
  private static final int BITS = WORDS * Long.SIZE;
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final AtomicLongArray bits = new AtomicLongArray(WORDS);
  private volatile long windowStart;
  private long most;

  ThreadsSeen(long now) {
    windowStart = now;
  }

  static long bytes() {
    return BITS / Byte.SIZE + 64L;
  }

  /**
   * Notes a thread; writes only when it is new, or the first after a second. So a window never
   * holds what came later than a second after its start, however rarely samples come.
   */
  void note(int threadHash, long now) {
    if (now - windowStart >= WINDOW_NANOS) {
      beginWindow(now);
    }
    int bit = threadHash & (BITS - 1);
    long mask = 1L << bit;
    int word = bit / Long.SIZE;
    if ((bits.get(word) & mask) == 0) {
      bits.getAndAccumulate(word, mask, (before, set) -> before | set);
    }
  }

  private synchronized void beginWindow(long now) {
    if (now - windowStart >= WINDOW_NANOS) {
      most = Math.max(most, current());
      for (int word = 0; word < WORDS; word++) {
        bits.set(word, 0);
      }
      windowStart = now;
    }
  }

  /** Returns the most threads of any window, the one under way included. */
  synchronized long most() {
    return Math.max(most, current());
  }

  private long current() {
    int set = 0;
    for (int word = 0; word < WORDS; word++) {
      set += Long.bitCount(bits.get(word));
    }
    return Math.round(-BITS * Math.log(Math.max(1, BITS - set) / (double) BITS));
  }
}
