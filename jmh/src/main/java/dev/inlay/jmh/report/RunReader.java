package dev.inlay.jmh.report;

import com.fasterxml.jackson.databind.JsonNode;
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
  private static final String TITLE = "title";
  private static final String TOPIC = "topic";
  private static final Set<String> DESCRIBING = Set.of(TITLE, TOPIC, "kernel");

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

  /** Reads a run; the file is for messages. */
  static Run read(
      String name, Object file, JsonNode json, Plan plan, Map<String, String> environment)
      throws Unreadable {
    if (!json.isArray()) {
      throw new Unreadable(file, "is JSON, but not JMH's: an array of results is expected");
    }
    RunReader reader = new RunReader(file, plan);
    List<JmhResult> results = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      results.add(JmhResult.of(file, json.get(i), i));
    }
    reader.requireOneJvm(results);
    reader.group(results);
    List<Bout> bouts = reader.bouts();
    List<RunGoal> goals = new ArrayList<>();
    for (Plan.Goal goal : plan.goals()) {
      if (goal.workload() >= plan.workloads().size()
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
    return new Run(name, environment, bouts, goals);
  }

  /** Figures of two JVMs, put into one file by hand, would give ratios across runs. */
  private void requireOneJvm(List<JmhResult> results) throws Unreadable {
    Set<String> jvms = new HashSet<>();
    for (JmhResult result : results) {
      jvms.add(result.text("vmName") + " " + result.text("vmVersion"));
    }
    if (jvms.size() > 1) {
      throw new Unreadable(
          file,
          "holds results of several JVMs ("
              + String.join("; ", jvms.stream().sorted().toList())
              + "): ratios are taken within one run only; give each run's own file");
    }
  }

  private void group(List<JmhResult> results) throws Unreadable {
    Set<List<Object>> seen = new HashSet<>();
    for (JmhResult result : results) {
      String turn = turn(result);
      Key key = Key.of(result, turn);
      if (!seen.add(List.of(key, result.subject(), result.param(turn)))) {
        throw new Unreadable(
            file,
            "has two results of "
                + result.benchmark()
                + " with the map "
                + result.subject()
                + " and the same parameters: ratios are taken within one run only; give each run's"
                + " own file");
      }
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

  private List<Bout> bouts() {
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

  private static Bout planned(Plan.Workload workload, List<JmhResult> results) {
    List<Entrant> entrants = new ArrayList<>();
    workload
        .rounds()
        .forEach(
            (id, rounds) ->
                entrants.add(entrant(id, results, workload.columns(), workload.turn(), rounds)));
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
        workload.absent());
  }

  private static Bout derived(
      List<JmhResult> results, Set<String> varying, Set<String> benchmarks) {
    JmhResult first = results.get(0);
    SortedMap<String, String> params = first.params(Derived.SHARE);
    List<Column> columns = Derived.columns(results);
    List<Entrant> entrants =
        results.stream()
            .map(JmhResult::subject)
            .distinct()
            .map(id -> entrant(id, results, columns, Derived.SHARE, List.of()))
            .toList();
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
        Map.of());
  }

  /** Returns the parameters that a benchmark has, without what only describes it. */
  private static SortedMap<String, String> settings(Map<String, String> params) {
    SortedMap<String, String> settings = new TreeMap<>(params);
    settings.keySet().removeAll(DESCRIBING);
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

  private static Entrant entrant(
      String id, List<JmhResult> results, List<Column> columns, String turn, List<Integer> rounds) {
    Map<Column, SortedMap<Integer, Double>> figures = new LinkedHashMap<>();
    Map<String, SortedMap<Double, SortedMap<Integer, Double>>> curves = new LinkedHashMap<>();
    for (JmhResult result : results) {
      if (result.subject().equals(id)) {
        String value = result.param(turn);
        for (Column column : columns) {
          if (column.turn().equals(value)) {
            figures.put(column, byRound(result.forks(column.metric()), rounds));
          }
        }
        if (result.mode().equals(JmhResult.SAMPLE)) {
          SortedMap<Double, SortedMap<Integer, Double>> curve = new TreeMap<>();
          for (double percentile : JmhResult.PERCENTILES) {
            curve.put(percentile, byRound(result.percentiles(percentile), rounds));
          }
          curves.put(value, curve);
        }
      }
    }
    return new Entrant(id, figures, curves);
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
