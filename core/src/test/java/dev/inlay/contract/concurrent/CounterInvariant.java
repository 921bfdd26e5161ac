package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Counters that all threads raise in all ways lose no step, and functions run once per call. */
final class CounterInvariant {
  private static final int KEYS = 6;

  private CounterInvariant() {}

  static void check(InlayMap<Integer, Long> map, Duration span) {
    LongAdder raised = new LongAdder();
    LongAdder calls = new LongAdder();
    LongAdder callsDue = new LongAdder();
    new Crew()
        .loop(
            3,
            "raiser",
            () -> {
              ThreadLocalRandom random = ThreadLocalRandom.current();
              int key = random.nextInt(KEYS);
              switch (random.nextInt(5)) {
                case 0 -> raiseByMerge(map, key);
                case 1 -> {
                  callsDue.increment();
                  map.compute(
                      key,
                      (k, v) -> {
                        calls.increment();
                        return v == null ? 1 : v + 1;
                      });
                }
                case 2 -> raiseByPresence(map, key);
                case 3 -> raiseByReplace(map, key);
                default -> moveToKeyZero(map, key);
              }
              raised.increment();
            })
        .runFor(span);
    long total = map.values().stream().mapToLong(Long::longValue).sum();
    if (total != raised.sum()) {
      throw new AssertionError(raised.sum() + " steps were counted as " + total);
    }
    if (calls.sum() != callsDue.sum()) {
      throw new AssertionError(callsDue.sum() + " calls ran " + calls.sum() + " times");
    }
  }

  private static void raiseByMerge(InlayMap<Integer, Long> map, int key) {
    map.merge(key, 1L, Long::sum);
  }

  private static void raiseByPresence(InlayMap<Integer, Long> map, int key) {
    while (map.computeIfPresent(key, (k, v) -> v + 1) == null) {
      if (map.putIfAbsent(key, 1L) == null) {
        return;
      }
    }
  }

  private static void raiseByReplace(InlayMap<Integer, Long> map, int key) {
    while (true) {
      Long old = map.get(key);
      boolean done =
          old == null ? map.putIfAbsent(key, 1L) == null : map.replace(key, old, old + 1);
      if (done) {
        return;
      }
    }
  }

  /** Takes a counter away whole and adds it to another, one higher. */
  private static void moveToKeyZero(InlayMap<Integer, Long> map, int key) {
    Long taken = map.remove(key);
    map.merge(0, taken == null ? 1 : taken + 1, Long::sum);
  }
}
