package dev.inlay.soak;

import dev.inlay.contract.concurrent.Token;
import dev.inlay.contract.tools.Keys;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys that several threads write by every operation: each value belongs to its key, and each that
 * entered leaves once or is there in the end.
 */
final class SharedKeys extends Part {
  private final int range;
  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();

  SharedKeys(Site site, Keys.Kind kind, int range) {
    super(site, kind);
    this.range = range;
  }

  @Override
  void open() {
    entered.reset();
    left.reset();
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    SplittableRandom other = random.split();
    shift.loop("shared keys", () -> step(random));
    shift.loopVirtual("shared keys, virtual", () -> step(other));
  }

  private void step(SplittableRandom random) {
    int at = random.nextInt(range);
    Object key = key(at);
    Token next = new Token(id(at));
    Token seen = (Token) map.get(key);
    if (seen != null) {
      seen.belongsTo(id(at));
    }
    tally.did(write(random, at, key, next, seen));
  }

  private Op write(SplittableRandom random, int at, Object key, Token next, Token seen) {
    switch (random.nextInt(10)) {
      case 0 -> {
        entered.increment();
        leaves(at, map.put(key, next));
        return Op.PUT;
      }
      case 1 -> {
        enters(map.putIfAbsent(key, next) == null);
        return Op.PUT_IF_ABSENT;
      }
      case 2 -> {
        leaves(at, map.remove(key));
        return Op.REMOVE;
      }
      case 3 -> {
        leaves(at, seen != null && map.remove(key, seen) ? seen : null);
        return Op.REMOVE;
      }
      case 4 -> {
        Object old = map.replace(key, next);
        enters(old != null);
        leaves(at, old);
        return Op.REPLACE;
      }
      case 5 -> {
        boolean done = seen != null && map.replace(key, seen, next);
        enters(done);
        leaves(at, done ? seen : null);
        return Op.REPLACE;
      }
      case 6 -> {
        Object[] old = {null};
        Token then = random.nextBoolean() ? next : null;
        map.compute(key, (k, v) -> pass(old, v, then));
        enters(then != null);
        leaves(at, old[0]);
        return Op.COMPUTE;
      }
      case 7 -> {
        enters(map.computeIfAbsent(key, k -> next) == next);
        return Op.COMPUTE_IF_ABSENT;
      }
      case 8 -> {
        Object[] old = {null};
        Token then = random.nextBoolean() ? next : null;
        enters(map.merge(key, next, (v, given) -> pass(old, v, then)) == next);
        leaves(at, old[0]);
        return Op.MERGE;
      }
      default -> {
        boolean done = seen != null && map.entrySet().remove(Map.entry(key, seen));
        leaves(at, done ? seen : null);
        return Op.VIEW_REMOVAL;
      }
    }
  }

  private static Token pass(Object[] holder, Object old, Token result) {
    holder[0] = old;
    return result;
  }

  private void enters(boolean happened) {
    if (happened) {
      entered.increment();
    }
  }

  private void leaves(int at, Object token) {
    if (token != null) {
      tally.checked(Check.RESULT_OF_A_CALL);
      ((Token) token).leaves(id(at));
      left.increment();
      site.retention.left(token);
    }
  }

  @Override
  void compare(int local, Object value) {
    Token token = (Token) value;
    token.belongsTo(id(local));
    require(local < range && !token.hasLeft(), token + " left, and is there");
  }

  @Override
  void compareWhole(int met) {
    long expected = entered.sum() - left.sum();
    require(
        met == expected,
        String.format(
            "%,d values entered and %,d left, and %d are there", entered.sum(), left.sum(), met));
    tally.checked(Check.TOTAL_WHEN_QUIET);
  }
}
