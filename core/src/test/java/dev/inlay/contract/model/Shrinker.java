package dev.inlay.contract.model;

import dev.inlay.contract.model.Playback.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes a failing sequence small: drops blocks of steps, then single steps (delta debugging, Zeller
 * and Hildebrandt 2002), then lowers the numbers of those left, until nothing helps any more.
 */
final class Shrinker {
  private static final List<UnaryOperator<Step>> SIMPLER =
      List.of(
          s -> new Step(s.operation(), 0, s.other(), s.value(), s.number()),
          s -> new Step(s.operation(), s.key() / 2, s.other(), s.value(), s.number()),
          s -> new Step(s.operation(), s.key(), 0, s.value(), s.number()),
          s -> new Step(s.operation(), s.key(), s.other(), 0, s.number()),
          s -> new Step(s.operation(), s.key(), s.other(), s.value(), 0),
          s -> new Step(Operation.PUT, s.key(), 0, s.value(), 0));

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final long deadline = System.nanoTime() + LIMIT_NANOS;
  private final Function<List<Step>, Failure> play;

  Shrinker(Function<List<Step>, Failure> play) {
    this.play = play;
  }

  Failure shrink(Failure found) {
    Failure smallest = found;
    Failure smaller = simplify(drop(found));
    while (weight(smaller) < weight(smallest) && inTime()) {
      smallest = smaller;
      smaller = simplify(drop(smallest));
    }
    return smallest;
  }

  private Failure drop(Failure found) {
    Failure smallest = found;
    for (int block = found.steps().size() / 2; block > 0; block /= 2) {
      for (int from = 0; from + block <= smallest.steps().size() && inTime(); ) {
        List<Step> rest = new ArrayList<>(smallest.steps());
        rest.subList(from, from + block).clear();
        Failure failure = play.apply(rest);
        if (failure != null) {
          smallest = failure;
        } else {
          from += block;
        }
      }
    }
    return smallest;
  }

  private Failure simplify(Failure found) {
    Failure smallest = found;
    for (int i = 0; i < smallest.steps().size(); i++) {
      for (UnaryOperator<Step> simpler : SIMPLER) {
        if (i >= smallest.steps().size() || !inTime()) {
          break;
        }
        List<Step> steps = new ArrayList<>(smallest.steps());
        steps.set(i, simpler.apply(steps.get(i)));
        if (weight(steps) < weight(smallest.steps())) {
          Failure failure = play.apply(steps);
          smallest = failure == null ? smallest : failure;
        }
      }
    }
    return smallest;
  }

  private boolean inTime() {
    return System.nanoTime() < deadline;
  }

  private static long weight(Failure failure) {
    return weight(failure.steps());
  }

  private static long weight(List<Step> steps) {
    long weight = 0;
    for (Step step : steps) {
      weight += 1_000_000L + step.operation().ordinal() * 1_000L;
      weight += step.key() + step.other() + step.value() + step.number();
    }
    return weight;
  }
}
