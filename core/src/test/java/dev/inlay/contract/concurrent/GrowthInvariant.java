package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * While writers grow the map, each sees its own writes at once, readers see what was acknowledged,
 * and in the end every key is there exactly once.
 */
final class GrowthInvariant {
  private static final int WRITERS = 2;
  private static final int LIMIT = 150_000;

  private GrowthInvariant() {}

  static void check(InlayMap<Integer, Token> map, Duration span) {
    AtomicIntegerArray written = new AtomicIntegerArray(WRITERS);
    Crew crew = new Crew();
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      crew.once(
          "writer",
          () -> {
            for (int i = 0; i < LIMIT && crew.running(); i++) {
              write(map, i * WRITERS + writer, i);
              written.set(writer, i + 1);
            }
          });
    }
    crew.loop(1, "reader", () -> read(map, written)).runFor(span);
    int total = 0;
    for (int writer = 0; writer < WRITERS; writer++) {
      total += written.get(writer);
    }
    everyKeyOnce(map, total);
  }

  private static void write(InlayMap<Integer, Token> map, int key, int round) {
    Token token = new Token(key);
    Token before =
        switch (round % 4) {
          case 0 -> map.put(key, token);
          case 1 -> map.putIfAbsent(key, token);
          case 2 -> map.computeIfAbsent(key, k -> token) == token ? null : new Token(key);
          default -> map.merge(key, token, (a, b) -> null) == token ? null : new Token(key);
        };
    if (before != null) {
      throw new AssertionError("key " + key + " was there before it was put");
    }
    if (map.get(key) != token || !map.containsKey(key) || map.isEmpty()) {
      throw new AssertionError("own write of key " + key + " is not visible");
    }
  }

  private static void read(InlayMap<Integer, Token> map, AtomicIntegerArray written) {
    int writer = ThreadLocalRandom.current().nextInt(WRITERS);
    int acknowledged = written.get(writer);
    if (acknowledged > 0) {
      int key = ThreadLocalRandom.current().nextInt(acknowledged) * WRITERS + writer;
      Token seen = map.get(key);
      if (seen == null) {
        throw new AssertionError("key " + key + " was acknowledged and is not there");
      }
      seen.belongsTo(key);
    }
    int absent = LIMIT * WRITERS + ThreadLocalRandom.current().nextInt(1000);
    if (map.get(absent) != null) {
      throw new AssertionError("key " + absent + " was never put");
    }
  }

  private static void everyKeyOnce(InlayMap<Integer, Token> map, int total) {
    BitSet seen = new BitSet();
    for (Integer key : map.keySet()) {
      if (seen.get(key)) {
        throw new AssertionError("key " + key + " is there twice");
      }
      seen.set(key);
      map.get(key).belongsTo(key);
    }
    if (seen.cardinality() != total || map.size() != total) {
      throw new AssertionError(
          total + " keys put, " + seen.cardinality() + " iterated, size " + map.size());
    }
  }
}
