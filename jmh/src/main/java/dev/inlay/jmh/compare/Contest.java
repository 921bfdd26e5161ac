package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subject;
import java.util.List;
import java.util.Map;

/**
 * A workload and the maps that meet in it.
 *
 * @param workload what is done
 * @param subjects the maps, the baseline first
 * @param maxRounds how many rounds make sense: 1 where every run gives the same
 * @param absent for the name of each map that cannot take part, why
 */
record Contest(
    Workload workload, List<Subject> subjects, int maxRounds, Map<String, String> absent) {

  /** A contest in which all take part. */
  Contest(Workload workload, List<Subject> subjects, int maxRounds) {
    this(workload, subjects, maxRounds, Map.of());
  }

  Subject baseline() {
    return subjects.get(0);
  }
}
