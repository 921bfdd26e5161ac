package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Each transaction sets all keys to the next version. A reader that has seen a version at one key
 * sees no older one at the next, also by plain reads: a transaction is published at one moment.
 */
final class VisibilityInvariant {
  private static final int KEYS = 5;

  private VisibilityInvariant() {}

  static void check(InlayMap<Integer, Integer> map, Transactions transactions, Duration span) {
    List<Integer> keys = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      keys.add(key);
      map.put(key, 0);
    }
    int[] version = {0};
    new Crew()
        .loop(
            1,
            "writer",
            () -> {
              int next = ++version[0];
              transactions.<Integer, Integer, Void>atomically(
                  map,
                  keys,
                  view -> {
                    view.keys().forEach(key -> view.put(key, next));
                    return null;
                  });
            })
        .loop(2, "reader", () -> read(map))
        .loop(1, "neighbour", () -> growBeside(map))
        .runFor(span);
  }

  private static void read(InlayMap<Integer, Integer> map) {
    int newest = 0;
    int start = ThreadLocalRandom.current().nextInt(KEYS);
    for (int i = 0; i < 2 * KEYS; i++) {
      int key = (start + i) % KEYS;
      int seen = map.get(key);
      if (seen < newest) {
        throw new AssertionError(
            "a transaction was seen in part: version " + newest + ", then " + seen + " at " + key);
      }
      newest = seen;
    }
  }

  private static void growBeside(InlayMap<Integer, Integer> map) {
    for (int key = KEYS; key < 500; key++) {
      map.put(key, 0);
    }
    map.keySet().removeIf(key -> key >= KEYS);
    map.trim();
  }
}
