package dev.inlay.contract.model;

import dev.inlay.contract.tools.Keys;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * One operation with its choices: two keys, two values, and a number that picks what functions and
 * predicates do. Small numbers are the simplest choices; shrinking goes towards them.
 */
record Step(Operation operation, int key, int other, int value, int number) {
  private static final int VALUES = 5;

  /** Thrown by functions on purpose. */
  @SuppressWarnings("serial")
  static final class Planned extends RuntimeException {
    Planned() {
      super("planned", null, false, false);
    }
  }

  static Step random(Random random, int keys) {
    return new Step(
        Operation.random(random),
        random.nextInt(keys),
        random.nextInt(keys),
        random.nextInt(VALUES),
        random.nextInt(4));
  }

  /** The arguments themselves: made once, so that map and model get the same instances. */
  Arguments arguments(Keys.Kind kind) {
    return new Arguments(
        this,
        kind.key(key),
        kind.key(other),
        Keys.INTEGERS.key(value),
        Keys.INTEGERS.key(next(value)),
        () -> {});
  }

  String code() {
    return operation
        .code()
        .replace("$k", "k" + key)
        .replace("$o", "k" + other)
        .replace("$v", "" + value)
        .replace("$w", "" + next(value))
        .replace("$f", functionCode())
        .replace("$n", "" + number);
  }

  private String functionCode() {
    return switch (number) {
      case 0 -> "-> " + value;
      case 1 -> "-> null";
      case 2 -> "old -> old == null ? null : " + next(value);
      default -> "-> throw";
    };
  }

  private static int next(int value) {
    return (value + 1) % VALUES;
  }

  /** The arguments of one step. */
  record Arguments(
      Step step, Object key, Object other, Object value, Object nextValue, Runnable callback) {

    /** The same instances, with a callback that functions run before they return or throw. */
    Arguments calling(Runnable callback) {
      return new Arguments(step, key, other, value, nextValue, callback);
    }

    /** What the functions of the compute family return on {@code old}. */
    Object function(Object old) {
      callback.run();
      return switch (step.number) {
        case 0 -> value;
        case 1 -> null;
        case 2 -> old == null ? null : nextValue;
        default -> throw new Planned();
      };
    }

    BiFunction<Object, Object, Object> remapping() {
      return (first, second) -> function(first);
    }

    /** A predicate on keys and values that holds for about one in three. */
    boolean chosen(Object keyOrValue) {
      return Math.floorMod(keyOrValue.toString().hashCode(), 3) == step.number % 3;
    }

    Object successor(Object old) {
      return next((Integer) old);
    }
  }
}
