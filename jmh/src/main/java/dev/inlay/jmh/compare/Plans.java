package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.report.Better;
import dev.inlay.jmh.report.Column;
import dev.inlay.jmh.report.Plan;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What a run is to measure, in the form in which it is kept beside the results. */
final class Plans {

  private Plans() {}

  static Plan of(List<Contest> contests, List<Goal> goals, Results results, List<String> verdict) {
    List<Plan.Workload> workloads =
        contests.stream().map(contest -> workload(contest, results)).toList();
    List<Plan.Goal> planned = new ArrayList<>();
    for (Goal goal : goals) {
      int contest = contests.indexOf(goal.contest());
      if (contest >= 0) {
        planned.add(
            new Plan.Goal(
                contest,
                goal.contest().workload().columns().indexOf(goal.column()),
                goal.kind() == Goal.Kind.RATIO_AT_LEAST,
                goal.value(),
                goal.map(),
                goal.rival().id()));
      }
    }
    return new Plan(workloads, planned, verdict);
  }

  private static Plan.Workload workload(Contest contest, Results results) {
    Workload workload = contest.workload();
    Turns turns = workload.shape() instanceof Turns shape ? shape : Turns.NONE;
    // What JMH ran has all parameters and arguments, those with default values included.
    Optional<BenchmarkParams> ran =
        contest.subjects().stream()
            .flatMap(subject -> results.forks(contest, subject).values().stream())
            .map(fork -> JmhJson.described(fork.params(), workload, results.run()))
            .findFirst();
    Map<String, List<Integer>> rounds = new LinkedHashMap<>();
    for (Subject subject : contest.subjects()) {
      rounds.put(subject.id(), List.copyOf(results.forks(contest, subject).keySet()));
    }
    return new Plan.Workload(
        workload.title(),
        workload.benchmark(),
        workload.mode().shortLabel(),
        workload.threads(),
        ran.map(params -> params(params, turns.param()))
            .orElseGet(() -> new TreeMap<>(workload.params())),
        ran.map(params -> List.copyOf(params.getJvmArgs())).orElseGet(workload::jvmArgs),
        turns.param(),
        workload.columns().stream().map(column -> column(column, turns)).toList(),
        rounds,
        absent(contest),
        failed(contest, results));
  }

  private static Map<String, String> failed(Contest contest, Results results) {
    Map<String, String> failed = new LinkedHashMap<>();
    results
        .failures(contest)
        .forEach(failure -> failed.put(failure.subject().label(), failure.trouble().forReports()));
    return failed;
  }

  /** Returns the maps that cannot take part; that there is no limit is nothing that a map lacks. */
  private static Map<String, String> absent(Contest contest) {
    Map<String, String> absent = new LinkedHashMap<>(contest.absent());
    absent.remove(Subjects.get(Subjects.LIMIT_ID).label());
    return absent;
  }

  private static Map<String, String> params(BenchmarkParams params, String turn) {
    Map<String, String> others = new TreeMap<>();
    for (String key : params.getParamsKeys()) {
      if (!key.equals("subject") && !key.equals(turn)) {
        others.put(key, params.getParam(key));
      }
    }
    return others;
  }

  private static Column column(Workload.Column column, Turns turns) {
    Quantity quantity = column.quantity();
    return new Column(
        column.heading(),
        turns.values().get(column.turn()),
        quantity.name(),
        quantity.unit(),
        Better.valueOf(quantity.better().name()),
        quantity.metric());
  }
}
