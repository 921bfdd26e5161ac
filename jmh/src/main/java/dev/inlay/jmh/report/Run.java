package dev.inlay.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run: what one result file says, with the machine it was measured on. Ratios exist within a
 * run only.
 *
 * @param name a short name that tells it from other runs of a report
 * @param environment command, machine, JDK and so on, in the order of reports
 * @param bouts everything that was measured
 * @param goals what was to be reached
 * @param verdict which map is the one for a user's workload, in lines
 */
public record Run(
    String name,
    Map<String, String> environment,
    List<Bout> bouts,
    List<RunGoal> goals,
    List<String> verdict) {

  /** The fact that names what failed. */
  public static final String FAILED = "failed";

  static final String COMMAND = "command";
  static final String CPU = "CPU";
  static final String JDK = "JDK";

  /** Returns the same run with those bouts only that are about a topic. */
  Run about(String topic) {
    return with(bouts.stream().filter(bout -> Topics.of(bout).equals(topic)).toList());
  }

  /** Returns the same run with other bouts. */
  Run with(List<Bout> others) {
    return new Run(name, environment, others, goals, verdict);
  }

  /**
   * Names each map that failed, with place and reason.
   *
   * @return a line for each
   */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Bout bout : bouts) {
      bout.failed().forEach((map, why) -> failures.add(map + " in " + title(bout) + ": " + why));
    }
    // Without a plan, the environment is all that knows.
    if (failures.isEmpty() && environment.containsKey(FAILED)) {
      failures.add(fact(FAILED));
    }
    return failures;
  }

  String fact(String name) {
    return environment.getOrDefault(name, "not recorded");
  }

  /** Returns the maps' names in tables, in the order in which they first occur. */
  Set<String> labels() {
    return bouts.stream()
        .flatMap(bout -> bout.entrants().stream())
        .map(Entrant::label)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the most rounds that anything was measured in. */
  int rounds() {
    return bouts.stream()
        .flatMap(bout -> bout.entrants().stream())
        .mapToInt(Entrant::roundCount)
        .max()
        .orElse(0);
  }

  /** Returns a bout's title, numbered when there are several. */
  String title(Bout bout) {
    return bouts.size() > 1 ? number(bout) + " " + bout.title() : bout.title();
  }

  /** Returns "(3)" for the third. */
  String number(Bout bout) {
    for (int i = 0; i < bouts.size(); i++) {
      if (bouts.get(i) == bout) {
        return "(" + (i + 1) + ")";
      }
    }
    throw new IllegalArgumentException("not of this run: " + bout.title());
  }
}
