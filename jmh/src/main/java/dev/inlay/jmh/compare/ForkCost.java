package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.subject.Subject;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM costs besides its iterations: guessed before the first of its kind has run, learned
 * after.
 */
final class ForkCost {
  private static final double JVM_START_MILLIS = 900;

  /** Filling, two full collections, drawing probes, checking the content. */
  private static final double MILLIS_PER_ENTRY = 2.5e-3;

  private static final double MILLIS_PER_ITERATION = 15;

  private record Kind(Workload workload, String subject) {}

  /** How much the newest of the first-time JVMs changes what is expected of others. */
  private static final double WEIGHT = 0.2;

  private final Map<Kind, Double> learned = new HashMap<>();
  private double slowness = 1;

  /** Returns what a JVM needs. */
  Budget.Demand demand(Workload workload, Subject subject) {
    boolean shots = workload.shape() instanceof Shots;
    double overhead =
        learned.getOrDefault(
            new Kind(workload, subject.id()), estimatedMillis(workload) * slowness);
    return new Budget.Demand(overhead, shots ? 0 : workload.turns());
  }

  /** Remembers how long a JVM really took besides its iterations; others may be off by as much. */
  void learn(Workload workload, Subject subject, double overheadMillis) {
    double millis = Math.max(0, overheadMillis);
    if (learned.put(new Kind(workload, subject.id()), millis) == null) {
      slowness = (1 - WEIGHT) * slowness + WEIGHT * millis / estimatedMillis(workload);
    }
  }

  private static double estimatedMillis(Workload workload) {
    double fixed = JVM_START_MILLIS + workload.entries() * MILLIS_PER_ENTRY;
    if (workload.shape() instanceof Shots shots) {
      return fixed + (shots.warmup() + shots.measured()) * shots.estimatedSeconds() * 1_000;
    }
    return fixed + 2 * workload.turns() * MILLIS_PER_ITERATION;
  }
}
