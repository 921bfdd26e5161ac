package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Threads that race to {@code computeIfAbsent} run the function once and get one instance. */
final class OnceOnlyInvariant {
  private static final int LIMIT = 400_000;

  private OnceOnlyInvariant() {}

  static void check(InlayMap<Integer, Token> map, Duration span) {
    AtomicIntegerArray calls = new AtomicIntegerArray(LIMIT + 1);
    AtomicReferenceArray<Token> given = new AtomicReferenceArray<>(LIMIT + 1);
    AtomicInteger front = new AtomicInteger();
    new Crew()
        .loop(
            3,
            "asker",
            () -> {
              int key = Math.min(front.get(), LIMIT);
              Token token =
                  map.computeIfAbsent(
                      key,
                      k -> {
                        calls.incrementAndGet(k);
                        return new Token(k);
                      });
              token.belongsTo(key);
              if (!given.compareAndSet(key, null, token) && given.get(key) != token) {
                throw new AssertionError("two values were given for key " + key);
              }
              front.compareAndSet(key, key + 1);
            })
        .runFor(span);
    for (int key = 0; key < front.get(); key++) {
      if (calls.get(key) != 1) {
        throw new AssertionError("the function ran " + calls.get(key) + " times for " + key);
      }
      if (map.get(key) != given.get(key)) {
        throw new AssertionError("key " + key + " was lost");
      }
    }
  }
}
