package dev.inlay.soak;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a soak found.
 *
 * @param settings what it was to do
 * @param phases what happened in each phase that was passed
 * @param samples the used heap over time
 * @param collections how many collections of garbage there were
 * @param seconds how long it took
 * @param operations what was done, by kind
 * @param faults what was survived, by kind
 * @param checks what was checked, by kind
 * @param flatness whether the heap stayed flat
 * @param failure what was wrong; null when nothing was
 */
record SoakResult(
    SoakSettings settings,
    List<Phase> phases,
    List<Sampler.Sample> samples,
    long collections,
    double seconds,
    Map<Op, Long> operations,
    Map<Fault, Long> faults,
    Map<Check, Long> checks,
    Flatness flatness,
    @Nullable Failure failure) {

  /**
   * A phase that was passed.
   *
   * @param round which turn of this map
   * @param map the map's name
   * @param water what the tide did
   * @param fromSecond when it began
   * @param toSecond when the threads had ended
   * @param operations what they did
   * @param mappings how many mappings the map had at the quiet point that followed
   * @param usedBytes the heap in use there, after a collection of garbage
   */
  record Phase(
      int round,
      String map,
      Water water,
      double fromSecond,
      double toSecond,
      long operations,
      int mappings,
      long usedBytes) {

    double operationsPerSecond() {
      return operations / (toSecond - fromSecond);
    }
  }

  /**
   * What went wrong.
   *
   * @param where the phase
   * @param cause what was thrown
   */
  record Failure(String where, Throwable cause) {}

  boolean passed() {
    return failure == null && flatness.isFlat();
  }

  static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
