package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Under churn by all operations each value belongs to its key, and each value that entered leaves
 * once or is there at the end: operations neither lose nor invent nor return a value twice.
 */
final class ChurnInvariant {
  private static final int KEYS = 24;

  private final InlayMap<Integer, Token> map;
  private final Set<Token> entered = ConcurrentHashMap.newKeySet();

  private ChurnInvariant(InlayMap<Integer, Token> map) {
    this.map = map;
  }

  static void check(InlayMap<Integer, Token> map, Duration span) {
    new ChurnInvariant(map).run(span);
  }

  private void run(Duration span) {
    new Crew().loop(3, "churner", this::step).loop(1, "reader", this::read).runFor(span);
    int present = 0;
    for (Map.Entry<Integer, Token> entry : map.entrySet()) {
      present++;
      entry.getValue().belongsTo(entry.getKey());
      if (entry.getValue().hasLeft() || !entered.contains(entry.getValue())) {
        throw new AssertionError(entry.getValue() + " left, or never entered, and is present");
      }
    }
    long expected = entered.stream().filter(token -> !token.hasLeft()).count();
    if (present != expected || map.size() != expected) {
      throw new AssertionError(
          expected + " values should remain, but " + present + " do, and size is " + map.size());
    }
  }

  private void read() {
    int key = ThreadLocalRandom.current().nextInt(KEYS);
    Token seen = map.get(key);
    if (seen != null) {
      seen.belongsTo(key);
    }
    map.forEach((k, token) -> token.belongsTo(k));
  }

  private void step() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int key = random.nextInt(KEYS);
    Token token = new Token(key);
    Token seen = map.get(key);
    switch (random.nextInt(12)) {
      case 0 -> {
        enters(token);
        leaves(map.put(key, token), key);
      }
      case 1 -> {
        if (map.putIfAbsent(key, token) == null) {
          enters(token);
        }
      }
      case 2 -> leaves(map.remove(key), key);
      case 3 -> {
        if (seen != null && map.remove(key, seen)) {
          seen.leaves(key);
        }
      }
      case 4 -> {
        Token old = map.replace(key, token);
        if (old != null) {
          enters(token);
          old.leaves(key);
        }
      }
      case 5 -> {
        if (seen != null && map.replace(key, seen, token)) {
          enters(token);
          seen.leaves(key);
        }
      }
      case 6 -> compute(key, token);
      case 7 -> compute(key, null);
      case 8 -> {
        if (map.computeIfAbsent(key, k -> token) == token) {
          enters(token);
        }
      }
      case 9 -> {
        Token[] old = {null};
        Token now = map.merge(key, token, (a, b) -> pass(old, a, random.nextBoolean() ? b : null));
        if (now == token) {
          enters(token);
        }
        leaves(old[0], key);
      }
      case 10 -> {
        if (seen != null && map.entrySet().remove(Map.entry(key, seen))) {
          seen.leaves(key);
        }
      }
      default -> {
        Token[] old = {null};
        Token now = map.computeIfPresent(key, (k, a) -> pass(old, a, token));
        if (now == token) {
          enters(token);
        }
        leaves(old[0], key);
      }
    }
  }

  private void compute(int key, Token token) {
    Token[] old = {null};
    if (token != null) {
      enters(token);
    }
    map.compute(key, (k, present) -> pass(old, present, token));
    leaves(old[0], key);
  }

  private void enters(Token token) {
    entered.add(token);
  }

  private static Token pass(Token[] holder, Token old, Token result) {
    holder[0] = old;
    return result;
  }

  private static void leaves(Token token, int key) {
    if (token != null) {
      token.leaves(key);
    }
  }
}
