package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Readers that race with tables growing, shrinking and being cleaned get neither an exception nor
 * another key's value, and never miss a key that stays (the torn table of optimistic reads).
 */
final class ReshapeInvariant {
  private static final int SETTLED = 16;
  private static final int WAVE = 800;

  private ReshapeInvariant() {}

  static void check(InlayMap<Integer, Token> map, Duration span) {
    for (int key = 0; key < SETTLED; key++) {
      map.put(key, new Token(key));
    }
    new Crew()
        .loop(1, "wave", () -> wave(map))
        .loop(1, "trimmer", map::trim)
        .loop(2, "reader", () -> read(map))
        .runFor(span);
  }

  private static void wave(InlayMap<Integer, Token> map) {
    int size = ThreadLocalRandom.current().nextInt(WAVE);
    for (int key = SETTLED; key < SETTLED + size; key++) {
      map.put(key, new Token(key));
    }
    if (size % 2 == 0) {
      map.keySet().removeIf(key -> key >= SETTLED);
    } else {
      for (int key = SETTLED; key < SETTLED + size; key++) {
        map.remove(key);
      }
    }
  }

  private static void read(InlayMap<Integer, Token> map) {
    for (int i = 0; i < 100; i++) {
      int settled = ThreadLocalRandom.current().nextInt(SETTLED);
      Token seen = map.get(settled);
      if (seen == null || !map.containsKey(settled)) {
        throw new AssertionError("key " + settled + " stayed and was not found");
      }
      seen.belongsTo(settled);
      int passing = SETTLED + ThreadLocalRandom.current().nextInt(WAVE);
      Token perhaps = map.getOrDefault(passing, null);
      if (perhaps != null) {
        perhaps.belongsTo(passing);
      }
    }
    Map<Integer, Token> several = map.getAll(List.of(0, SETTLED, SETTLED + 1));
    several.forEach((key, token) -> token.belongsTo(key));
    if (!several.containsKey(0)) {
      throw new AssertionError("key 0 stayed and getAll missed it");
    }
  }
}
