package dev.inlay.soak;

import dev.inlay.InlayMap;
import dev.inlay.contract.concurrent.Token;
import java.util.SplittableRandom;

/** User code that throws and recurses, on a key of {@link OwnKeys}: the mapping must stay. */
final class Provocation {

  /** Thrown on purpose. */
  @SuppressWarnings("serial")
  static final class PlannedException extends RuntimeException {
    PlannedException() {
      super("planned", null, false, false);
    }
  }

  /** Thrown on purpose. */
  @SuppressWarnings("serial")
  static final class PlannedError extends Error {
    PlannedError() {
      super("planned", null, false, false);
    }
  }

  /** Thrown on purpose. */
  @SuppressWarnings("serial")
  static final class PlannedCheckedException extends Exception {
    PlannedCheckedException() {
      super("planned", null, false, false);
    }
  }

  /** A key to look up that hashes like another one, and throws. */
  private record HostileKey(int hash, boolean throwsAtOnce, RuntimeException thrown) {
    @Override
    public int hashCode() {
      if (throwsAtOnce) {
        throw thrown;
      }
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      throw thrown;
    }
  }

  private final OwnKeys keys;
  private final InlayMap<Object, Object> map;
  private final SplittableRandom random;
  private final int at;
  private final Object key;

  Provocation(OwnKeys keys, SplittableRandom random, int at, Object key) {
    this.keys = keys;
    this.map = keys.map;
    this.random = random;
    this.at = at;
    this.key = key;
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> Token sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  void functionThrows(Token now) {
    Throwable planned;
    Fault fault;
    switch (random.nextInt(3)) {
      case 0 -> {
        planned = new PlannedException();
        fault = Fault.FUNCTION_THREW_EXCEPTION;
      }
      case 1 -> {
        planned = new PlannedError();
        fault = Fault.FUNCTION_THREW_ERROR;
      }
      default -> {
        planned = new PlannedCheckedException();
        fault = Fault.FUNCTION_THREW_CHECKED;
      }
    }
    Throwable caught = null;
    try {
      if (now == null && random.nextBoolean()) {
        map.computeIfAbsent(key, k -> sneak(planned));
      } else if (now != null && random.nextBoolean()) {
        map.computeIfPresent(key, (k, v) -> sneak(planned));
      } else if (now != null && random.nextBoolean()) {
        map.merge(key, now, (old, given) -> sneak(planned));
      } else {
        map.compute(key, (k, v) -> sneak(planned));
      }
    } catch (Throwable t) {
      caught = t;
    }
    if (caught != planned) {
      throw new AssertionError(
          keys + ": a function threw, and its caller caught " + caught, caught);
    }
    keys.tally.survived(fault);
    keys.returned(Op.GET, at, now, map.get(key));
  }

  /** Updates its own mapping, which is refused, or another one, which is refused or done. */
  void functionUpdates(Token now, Token next) {
    if (random.nextBoolean()) {
      boolean[] refused = {false};
      Object result = map.compute(key, (k, v) -> recurse(refused, next));
      keys.require(refused[0], "an update of " + key + " inside its own function was not refused");
      keys.tally.survived(Fault.RECURSION_REFUSED);
      keys.returned(Op.COMPUTE, at, next, result);
      keys.becomes(at, key, next);
      return;
    }
    int other = (at + 1 + random.nextInt(keys.range() - 1)) % keys.range();
    Object otherKey = keys.key(other);
    Token otherNext = new Token(keys.id(other));
    boolean[] done = {false};
    Object result =
        map.compute(key, (k, v) -> updateAnother(other, otherKey, otherNext, done, next));
    keys.returned(Op.COMPUTE, at, next, result);
    keys.becomes(at, key, next);
    if (done[0]) {
      keys.becomes(other, otherKey, otherNext);
    }
    keys.tally.survived(done[0] ? Fault.NESTED_UPDATE_DONE : Fault.NESTED_UPDATE_REFUSED);
    keys.returned(Op.GET, other, keys.model(other), map.get(otherKey));
  }

  private Token recurse(boolean[] refused, Token next) {
    try {
      map.put(key, next);
    } catch (IllegalStateException e) {
      refused[0] = true;
    }
    return next;
  }

  private Token updateAnother(
      int other, Object otherKey, Token otherNext, boolean[] done, Token next) {
    try {
      keys.returned(Op.PUT, other, keys.model(other), map.put(otherKey, otherNext));
      done[0] = true;
    } catch (IllegalStateException refused) {
      done[0] = false;
    }
    return next;
  }

  /** A key that throws, of the same hash: the call throws the same, or finds nothing. */
  void keyThrows() {
    RuntimeException planned = new PlannedException();
    boolean atOnce = random.nextInt(4) == 0;
    Object hostile = new HostileKey(key.hashCode(), atOnce, planned);
    try {
      Object found =
          switch (random.nextInt(5)) {
            case 0 -> map.get(hostile);
            case 1 -> map.containsKey(hostile) ? hostile : null;
            case 2 -> map.remove(hostile);
            case 3 -> map.replace(hostile, planned);
            default -> map.computeIfPresent(hostile, (k, v) -> v);
          };
      keys.require(found == null && !atOnce, "a key that equals nothing found " + found);
    } catch (PlannedException caught) {
      keys.require(caught == planned, "a key threw, and its caller caught another");
      keys.tally.survived(atOnce ? Fault.HASH_CODE_THREW : Fault.EQUALS_THREW);
    }
  }
}
