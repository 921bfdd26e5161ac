package dev.inlay.jmh.compare;

import dev.inlay.jmh.subject.Subject;
import java.util.List;

/**
 * A workload and the maps that meet in it.
 *
 * @param workload what is done
 * @param subjects the maps, the baseline first
 * @param maxRounds how many rounds make sense: 1 where every run gives the same
 */
record Contest(Workload workload, List<Subject> subjects, int maxRounds) {

  Subject baseline() {
    return subjects.get(0);
  }
}
