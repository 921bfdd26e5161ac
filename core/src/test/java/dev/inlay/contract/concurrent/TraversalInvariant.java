package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Every way to traverse the map shows each mapping that stays exactly once, and none twice, while
 * others come and go and the tables grow, shrink and are cleaned.
 */
final class TraversalInvariant {
  private static final int SETTLED = 300;
  private static final int CHURNED = 3_000;

  private final InlayMap<Integer, Token> map;

  private TraversalInvariant(InlayMap<Integer, Token> map) {
    this.map = map;
    for (int key = 0; key < SETTLED; key++) {
      map.put(key, new Token(key));
    }
  }

  static void check(InlayMap<Integer, Token> map, Duration span) {
    new TraversalInvariant(map).run(span);
  }

  private void run(Duration span) {
    new Crew()
        .loop(1, "churner", this::churn)
        .loop(1, "surge", this::surge)
        .loop(2, "walker", this::walk)
        .runFor(span);
  }

  private void churn() {
    int key = SETTLED + ThreadLocalRandom.current().nextInt(CHURNED);
    map.put(key, new Token(key));
    map.remove(SETTLED + ThreadLocalRandom.current().nextInt(CHURNED));
  }

  /** Makes the tables grow, empties them again, and has them made smaller. */
  private void surge() {
    int from = SETTLED + CHURNED;
    for (int key = from; key < from + CHURNED; key++) {
      map.put(key, new Token(key));
    }
    for (int key = from; key < from + CHURNED; key++) {
      map.remove(key);
    }
    map.trim();
  }

  private void walk() {
    Walk walk = new Walk();
    switch (ThreadLocalRandom.current().nextInt(9)) {
      case 0 -> map.keySet().forEach(walk::key);
      case 1 -> {
        for (Map.Entry<Integer, Token> entry : map.entrySet()) {
          entry.getValue().belongsTo(entry.getKey());
          walk.value(entry.getValue());
        }
      }
      case 2 -> {
        for (Token token : map.values()) {
          walk.value(token);
        }
      }
      case 3 -> map.forEach((key, token) -> walk.value(token));
      case 4 -> split(map.values().spliterator(), walk::value);
      case 5 -> map.keys().asIterator().forEachRemaining(walk::key);
      case 6 -> map.forEach(64, (key, token) -> walk.value(token));
      case 7 -> map.values().parallelStream().forEach(walk::value);
      default -> {
        Iterator<Integer> keys = map.keySet().iterator();
        while (keys.hasNext()) {
          walk.key(keys.next());
        }
      }
    }
    walk.end();
  }

  private static void split(Spliterator<Token> whole, Consumer<Token> action) {
    Spliterator<Token> first = whole.trySplit();
    if (first != null) {
      whole.tryAdvance(action);
      split(first, action);
      split(whole, action);
    } else {
      whole.forEachRemaining(action);
    }
  }

  /** What one traversal has seen. */
  private static final class Walk {
    private final BitSet settled = new BitSet(SETTLED);
    private final Set<Token> tokens = Collections.newSetFromMap(new IdentityHashMap<>());

    synchronized void key(int key) {
      if (key < SETTLED) {
        if (settled.get(key)) {
          throw new AssertionError("key " + key + " was shown twice");
        }
        settled.set(key);
      }
    }

    synchronized void value(Token token) {
      if (!tokens.add(token)) {
        throw new AssertionError(token + " was shown twice");
      }
      key(token.key);
    }

    synchronized void end() {
      if (settled.cardinality() != SETTLED) {
        throw new AssertionError("key " + settled.nextClearBit(0) + " stayed and was not shown");
      }
    }
  }
}
