package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.Facts;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Ability;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes part in a workload, and who does not, and why.
 *
 * @param subjects the maps, the baseline first
 * @param absent for the name of each other map, why it is not there
 */
record Entrants(List<Subject> subjects, Map<String, String> absent) {

  /** Chooses among maps. */
  static Entrants of(List<Subject> candidates, Workload workload) {
    List<Subject> subjects = new ArrayList<>();
    Map<String, String> absent = new LinkedHashMap<>();
    for (Subject candidate : candidates) {
      Optional<String> obstacle = obstacle(candidate, workload);
      if (obstacle.isPresent()) {
        absent.put(candidate.label(), obstacle.get());
      } else if (candidate.id().equals(Subjects.BASELINE_ID)) {
        subjects.add(0, candidate);
      } else {
        subjects.add(candidate);
      }
    }
    return new Entrants(List.copyOf(subjects), absent);
  }

  /**
   * Keeps the baseline, the limit, and some others: those with the fewest turns.
   *
   * @param others how many others
   * @param turns how often each map was kept before; counted on
   */
  Entrants rotate(int others, Map<String, Integer> turns) {
    List<Subject> kept =
        subjects.stream()
            .filter(subject -> !isFixed(subject))
            .sorted(Comparator.comparing(subject -> turns.getOrDefault(subject.id(), 0)))
            .limit(others)
            .toList();
    kept.forEach(subject -> turns.merge(subject.id(), 1, Integer::sum));
    Map<String, String> more = new LinkedHashMap<>(absent);
    for (Subject subject : subjects) {
      if (!isFixed(subject) && !kept.contains(subject)) {
        more.put(subject.label(), "has its turn elsewhere in this smoke run");
      }
    }
    return new Entrants(
        subjects.stream().filter(each -> isFixed(each) || kept.contains(each)).toList(), more);
  }

  private static boolean isFixed(Subject subject) {
    return subject.id().equals(Subjects.BASELINE_ID) || subject.id().equals(Subjects.LIMIT_ID);
  }

  Contest contest(Workload workload, int maxRounds) {
    return new Contest(workload, subjects, maxRounds, absent);
  }

  private static Optional<String> obstacle(Subject subject, Workload workload) {
    if (subject.id().equals(Subjects.LIMIT_ID)) {
      boolean churn = workload.params().getOrDefault("writes", "").equals("churn");
      return churn || Facts.kernel(workload.benchmark()).isEmpty()
          ? Optional.of("there is no such limit for anything but reads, and puts mixed with them")
          : Optional.empty();
    }
    if (!subject.concurrent() && workload.threads() > 1) {
      return Optional.of("is for one thread");
    }
    if (workload.entries() > subject.mostEntries()) {
      return Optional.of(
          "copies all entries at each write; here up to %,d entries"
              .formatted(subject.mostEntries()));
    }
    KeyKind keys = KeyKind.of(workload.params().getOrDefault("keys", KeyKind.LONG.id()));
    if (!subject.takes(keys)) {
      return Optional.of(withoutOrder(keys));
    }
    return need(workload)
        .filter(ability -> !subject.abilities().contains(ability))
        .map(Ability::lack);
  }

  /** Says why a map that keeps its keys in order does not take keys without. */
  static String withoutOrder(KeyKind keys) {
    return "keeps its keys in order, and " + keys.id() + " keys have none";
  }

  private static Optional<Ability> need(Workload workload) {
    return workload.params().getOrDefault("sizing", "").equals("presized")
        ? Optional.of(Ability.PRESIZE)
        : Facts.need(workload.benchmark());
  }
}
