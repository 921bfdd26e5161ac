package dev.inlay.jmh.compare;

import java.util.List;
import java.util.OptionalLong;

/**
 * Divides the time there is among the JVMs that must run: all iterations of a round are equally
 * long, so that no map is favoured.
 */
final class Budget {

  /**
   * What a JVM needs.
   *
   * @param overheadMillis start, filling, single executions, check: what does not depend on the
   *     length of an iteration
   * @param turns how many iterations it measures, each after one to warm up; 0 for single
   *     executions
   */
  record Demand(double overheadMillis, int turns) {}

  /** Below this the machine's own interruptions would be what is measured. */
  static final long MIN_ITERATION_MILLIS = 100;

  /** Beyond this nothing is gained. */
  static final long MAX_ITERATION_MILLIS = 5_000;

  /** Long enough that another round says more than a longer iteration. */
  static final long GOOD_ITERATION_MILLIS = 400;

  /** All warm-up iterations of a JVM together, for the compilers. */
  static final long MIN_WARMUP_MILLIS = 1_500;

  /** Longer than this they have nothing left to do. */
  static final long MAX_WARMUP_MILLIS = 3_000;

  static final int MIN_ROUNDS = 3;
  static final int MAX_AUTO_ROUNDS = 9;

  private static final long SMOKE_ITERATION_MILLIS = 30;

  private final long minIterationMillis;
  private final long maxIterationMillis;
  private final long minWarmupMillis;

  Budget(boolean smoke) {
    minIterationMillis = smoke ? SMOKE_ITERATION_MILLIS : MIN_ITERATION_MILLIS;
    maxIterationMillis = smoke ? SMOKE_ITERATION_MILLIS : MAX_ITERATION_MILLIS;
    minWarmupMillis = smoke ? 0 : MIN_WARMUP_MILLIS;
  }

  /** Returns the shortest iteration. */
  long minIterationMillis() {
    return minIterationMillis;
  }

  /**
   * Returns how long a warm-up iteration takes when a measured one takes {@code iterationMillis}.
   */
  long warmupMillis(int turns, long iterationMillis) {
    int shares = Math.max(1, turns);
    return Math.max(
        minWarmupMillis / shares, Math.min(iterationMillis, MAX_WARMUP_MILLIS / shares));
  }

  /** Returns how long a JVM takes. */
  double forkMillis(Demand demand, long iterationMillis) {
    return demand.overheadMillis()
        + demand.turns() * (iterationMillis + warmupMillis(demand.turns(), iterationMillis));
  }

  /** Returns how long all JVMs take. */
  double totalMillis(List<Demand> demands, long iterationMillis) {
    return demands.stream().mapToDouble(demand -> forkMillis(demand, iterationMillis)).sum();
  }

  /** Returns the least time in which all JVMs can run at all. */
  double leastMillis(List<Demand> demands) {
    return totalMillis(demands, minIterationMillis);
  }

  /**
   * Returns the longest iteration with which all JVMs fit into the time, or empty when they do not
   * fit at all.
   */
  OptionalLong iterationMillis(List<Demand> demands, double availableMillis) {
    if (leastMillis(demands) > availableMillis) {
      return OptionalLong.empty();
    }
    long fits = minIterationMillis;
    long tooLong = maxIterationMillis + 1;
    while (tooLong - fits > 1) {
      long middle = (fits + tooLong) / 2;
      if (totalMillis(demands, middle) <= availableMillis) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return OptionalLong.of(fits);
  }

  /**
   * Returns how many rounds to run: as many as leave iterations a good length, at least {@value
   * #MIN_ROUNDS}, fewer only when not even the shortest iterations fit.
   *
   * @param round what the JVMs of one round need
   * @param availableMillis the time for all rounds
   * @return the number of rounds, 0 when not even one fits
   */
  int rounds(List<Demand> round, double availableMillis) {
    for (int rounds = MAX_AUTO_ROUNDS; rounds > MIN_ROUNDS; rounds--) {
      if (totalMillis(round, GOOD_ITERATION_MILLIS) * rounds <= availableMillis) {
        return rounds;
      }
    }
    return (int) Math.min(MIN_ROUNDS, availableMillis / leastMillis(round));
  }
}
