package dev.inlay.jmh.report;

import dev.inlay.jmh.results.JmhFile;
import dev.inlay.jmh.results.JmhResult;
import dev.inlay.jmh.results.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a run of JMH's results, of the plan where there is one, and of the environment. */
final class RunReader {
  /** The percentiles of a latency curve. */
  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

  private static final String TITLE = "title";
  private static final String TOPIC = "topic";

  private record Key(
      String benchmark, String mode, int threads, Map<String, String> params, List<String> args) {

    static Key of(JmhResult result, String turn) {
      return new Key(
          result.benchmark(),
          result.mode(),
          result.threads(),
          result.params(turn),
          result.jvmArgs());
    }

    static Key of(Plan.Workload workload) {
      return new Key(
          workload.benchmark(),
          workload.mode(),
          workload.threads(),
          new TreeMap<>(workload.params()),
          workload.jvmArgs());
    }
  }

  private final Object file;
  private final Plan plan;
  private final Map<Key, List<JmhResult>> groups = new LinkedHashMap<>();

  private RunReader(Object file, Plan plan) {
    this.file = file;
    this.plan = plan;
  }

  /** Makes a run of results of one run; the file is for messages. */
  static Run read(
      String name, Object file, List<JmhResult> results, Plan plan, Map<String, String> environment)
      throws Unreadable {
    RunReader reader = new RunReader(file, plan);
    reader.requirePlanOf(results);
    reader.group(results);
    List<Bout> bouts = reader.bouts();
    List<RunGoal> goals = new ArrayList<>();
    for (Plan.Goal goal : plan.goals()) {
      if (goal.workload() < 0
          || goal.workload() >= plan.workloads().size()
          || goal.column() < 0
          || goal.column() >= bouts.get(goal.workload()).columns().size()) {
        throw new Unreadable(file, "does not fit the plan beside it: it has fewer workloads");
      }
      Bout bout = bouts.get(goal.workload());
      goals.add(
          new RunGoal(
              bout,
              bout.columns().get(goal.column()),
              goal.least(),
              goal.value(),
              goal.map(),
              goal.rival()));
    }
    return new Run(name, environment, bouts, goals, plan.verdict());
  }

  private void requirePlanOf(List<JmhResult> results) throws Unreadable {
    String run = results.isEmpty() ? "" : results.get(0).param(JmhFile.RUN);
    for (Plan.Workload workload : plan.workloads()) {
      String planned = workload.params().getOrDefault(JmhFile.RUN, run);
      if (!planned.equals(run)) {
        throw new Unreadable(
            file, "does not fit the plan beside it, which is of run '" + planned + "'");
      }
    }
  }

  private void group(List<JmhResult> results) {
    for (JmhResult result : results) {
      Key key = Key.of(result, turn(result));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
    }
  }

  /** Returns the parameter that took turns: as planned, or else the share of reads. */
  private String turn(JmhResult result) {
    return plan.workloads().stream()
        .filter(workload -> Key.of(workload).equals(Key.of(result, workload.turn())))
        .map(Plan.Workload::turn)
        .findFirst()
        .orElse(Derived.SHARE);
  }

  private List<Bout> bouts() throws Unreadable {
    List<Bout> bouts = new ArrayList<>();
    for (Plan.Workload workload : plan.workloads()) {
      List<JmhResult> results = groups.remove(Key.of(workload));
      bouts.add(planned(workload, results == null ? List.of() : results));
    }
    Set<String> varying = varying();
    Set<String> benchmarks = new HashSet<>();
    groups.keySet().forEach(key -> benchmarks.add(key.benchmark()));
    for (List<JmhResult> results : groups.values()) {
      bouts.add(derived(results, varying, benchmarks));
    }
    return bouts;
  }

  private Bout planned(Plan.Workload workload, List<JmhResult> results) throws Unreadable {
    List<Entrant> entrants = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> map : workload.rounds().entrySet()) {
      entrants.add(
          entrant(map.getKey(), results, workload.columns(), workload.turn(), map.getValue()));
    }
    return new Bout(
        workload.title(),
        workload.params().getOrDefault(TOPIC, ""),
        workload.benchmark(),
        workload.mode(),
        workload.threads(),
        settings(workload.params()),
        workload.jvmArgs(),
        workload.columns(),
        maps(entrants),
        limit(entrants),
        workload.absent(),
        workload.failed());
  }

  private Bout derived(List<JmhResult> results, Set<String> varying, Set<String> benchmarks)
      throws Unreadable {
    JmhResult first = results.get(0);
    SortedMap<String, String> params = first.params(Derived.SHARE);
    List<Column> columns = Derived.columns(results);
    List<Entrant> entrants = new ArrayList<>();
    for (String id : results.stream().map(JmhResult::subject).distinct().toList()) {
      entrants.add(entrant(id, results, columns, Derived.SHARE, List.of()));
    }
    String title = params.get(TITLE);
    return new Bout(
        title == null ? Derived.title(first, settings(params), varying, benchmarks) : title,
        params.getOrDefault(TOPIC, ""),
        first.benchmark(),
        first.mode(),
        first.threads(),
        settings(params),
        first.jvmArgs(),
        columns,
        maps(entrants),
        limit(entrants),
        Map.of(),
        Map.of());
  }

  /** Returns the parameters that a benchmark has, without what only describes it. */
  private static SortedMap<String, String> settings(Map<String, String> params) {
    SortedMap<String, String> settings = new TreeMap<>(params);
    settings.keySet().removeAll(JmhFile.DESCRIBING);
    return settings;
  }

  private static List<Entrant> maps(List<Entrant> entrants) {
    return entrants.stream().filter(entrant -> !entrant.isLimit()).toList();
  }

  private static Optional<Entrant> limit(List<Entrant> entrants) {
    return entrants.stream()
        .filter(entrant -> entrant.isLimit() && entrant.roundCount() > 0)
        .findFirst();
  }

  private Entrant entrant(
      String id, List<JmhResult> results, List<Column> columns, String turn, List<Integer> rounds)
      throws Unreadable {
    Map<Column, SortedMap<Integer, Double>> figures = new LinkedHashMap<>();
    Map<String, SortedMap<Double, SortedMap<Integer, Double>>> curves = new LinkedHashMap<>();
    Conversion conversion = new Conversion(file, results);
    for (JmhResult result : results) {
      if (result.subject().equals(id)) {
        String value = result.param(turn);
        for (Column column : columns) {
          if (column.turn().equals(value)) {
            figures.put(column, byRound(conversion.forks(result, column), rounds));
          }
        }
        if (result.mode().equals(JmhResult.SAMPLE)) {
          curves.put(value, curve(conversion, result, columns, value, rounds));
        }
      }
    }
    return new Entrant(id, figures, curves);
  }

  /** Returns percentiles in the unit of the columns of samples, which charts name. */
  private static SortedMap<Double, SortedMap<Integer, Double>> curve(
      Conversion conversion,
      JmhResult result,
      List<Column> columns,
      String turn,
      List<Integer> rounds)
      throws Unreadable {
    SortedMap<Double, SortedMap<Integer, Double>> curve = new TreeMap<>();
    for (Column column : columns) {
      if (curve.isEmpty() && column.turn().equals(turn) && column.metric().matches("(p\\d.*)?")) {
        for (double percentile : PERCENTILES) {
          curve.put(
              percentile, byRound(conversion.percentiles(result, percentile, column), rounds));
        }
      }
    }
    return curve;
  }

  /** Gives each fork its round; without a plan, forks are rounds. */
  private static SortedMap<Integer, Double> byRound(List<Double> forks, List<Integer> rounds) {
    SortedMap<Integer, Double> byRound = new TreeMap<>();
    for (int i = 0; i < forks.size(); i++) {
      byRound.put(i < rounds.size() ? rounds.get(i) : i, forks.get(i));
    }
    return byRound;
  }

  /** Returns the parameters that have several values in what no plan describes. */
  private Set<String> varying() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Key key : groups.keySet()) {
      key.params().forEach((n, v) -> values.computeIfAbsent(n, x -> new HashSet<>()).add(v));
    }
    Set<String> varying = new HashSet<>();
    values.forEach(
        (name, all) -> {
          if (all.size() > 1) {
            varying.add(name);
          }
        });
    return varying;
  }
}
