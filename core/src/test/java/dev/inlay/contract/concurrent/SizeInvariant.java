package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The size is never negative, never zero while a mapping stays, and exact when all is quiet; a map
 * that is cleared while others write is empty after the last {@code clear}.
 */
final class SizeInvariant {
  private static final int KEYS = 8;

  private SizeInvariant() {}

  /** With one mapping that stays. */
  static void check(InlayMap<Integer, Token> map, Duration span) {
    map.put(-1, new Token(-1));
    new Crew()
        .loop(2, "churner", () -> churn(map))
        .loop(
            1,
            "sampler",
            () -> {
              if (map.size() < 1 || map.mappingCount() < 1 || map.isEmpty()) {
                throw new AssertionError(
                    "a mapping is there, and the size is " + map.mappingCount());
              }
              if (!map.keySet().iterator().hasNext() || !map.containsValue(map.get(-1))) {
                throw new AssertionError("a mapping is there, and a traversal shows none");
              }
            })
        .runFor(span);
    exactWhenQuiet(map);
  }

  /** With {@code clear} among the operations. */
  static void checkClear(InlayMap<Integer, Token> map, Duration span) {
    new Crew()
        .loop(2, "churner", () -> churn(map))
        .loop(1, "clearer", map::clear)
        .loop(
            1,
            "sampler",
            () -> {
              if (map.size() < 0 || map.mappingCount() < 0) {
                throw new AssertionError("the size is negative");
              }
              map.forEach((key, token) -> token.belongsTo(key));
            })
        .runFor(span);
    exactWhenQuiet(map);
    map.clear();
    if (map.size() != 0 || !map.isEmpty() || map.entrySet().iterator().hasNext()) {
      throw new AssertionError("a cleared map is not empty: " + map);
    }
  }

  private static void churn(InlayMap<Integer, Token> map) {
    int key = ThreadLocalRandom.current().nextInt(KEYS);
    Token token = new Token(key);
    switch (ThreadLocalRandom.current().nextInt(8)) {
      case 0 -> map.put(key, token);
      case 1 -> map.remove(key);
      case 2 -> map.compute(key, (k, v) -> v == null ? token : null);
      case 3 -> map.computeIfAbsent(key, k -> key % 2 == 0 ? null : token);
      case 4 -> map.merge(key, token, (a, b) -> null);
      case 5 -> map.keySet().remove(key);
      case 6 -> map.replaceAll((k, v) -> v);
      default -> map.values().removeIf(v -> v.key == key);
    }
  }

  private static void exactWhenQuiet(InlayMap<Integer, Token> map) {
    int[] iterated = {0};
    map.keySet().iterator().forEachRemaining(key -> iterated[0]++);
    if (map.size() != iterated[0] || map.mappingCount() != iterated[0]) {
      throw new AssertionError(iterated[0] + " mappings, and the size is " + map.size());
    }
  }
}
