package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.subject.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What all JVMs found, round by round. Threads may share it: the one that is interrupted reads what
 * there is.
 */
final class Results {

  /**
   * A JVM's iterations.
   *
   * @param params what JMH ran
   * @param turns the values that took turns, in the order of this JVM
   * @param iterations the measured iterations, in their order
   */
  record Fork(BenchmarkParams params, List<String> turns, List<IterationResult> iterations) {

    static Fork of(RunResult result, List<String> turns) {
      return new Fork(
          result.getParams(), turns, List.copyOf(ForkRunner.fork(result).getIterationResults()));
    }

    /** Returns the iterations in which a value had its turn. */
    List<IterationResult> iterationsOf(String turn) {
      List<IterationResult> own = new ArrayList<>();
      for (int i = 0; i < iterations.size(); i++) {
        if (turns.get(i % turns.size()).equals(turn)) {
          own.add(iterations.get(i));
        }
      }
      return own;
    }
  }

  /**
   * A map that failed in a contest.
   *
   * @param contest the contest
   * @param subject the map
   * @param trouble what went wrong
   */
  record Failure(Contest contest, Subject subject, Trouble trouble) {}

  private record Key(Contest contest, String subject) {}

  private final String run = UUID.randomUUID().toString();
  private final Map<Key, TreeMap<Integer, Fork>> forks = new LinkedHashMap<>();
  private final Map<Key, Failure> failures = new LinkedHashMap<>();

  /** Returns what tells this run from all others. */
  String run() {
    return run;
  }

  /**
   * Notes that a map failed. Unless that says nothing about the map, it has no figures in the
   * contest from here on: those of earlier rounds are of a map that is broken too.
   */
  synchronized void fail(Contest contest, Subject subject, Trouble trouble) {
    Key key = key(contest, subject);
    failures.put(key, new Failure(contest, subject, trouble));
    if (trouble.discredits()) {
      forks.remove(key);
    }
  }

  /** Returns who failed where, in the order in which they did. */
  synchronized List<Failure> failures() {
    return List.copyOf(failures.values());
  }

  /** Returns who failed in a contest. */
  List<Failure> failures(Contest contest) {
    return failures().stream().filter(failure -> failure.contest().equals(contest)).toList();
  }

  synchronized void add(Contest contest, Subject subject, int round, Fork fork) {
    forks.computeIfAbsent(key(contest, subject), key -> new TreeMap<>()).put(round, fork);
  }

  /** Returns the JVMs of a map in a contest, by round. */
  synchronized Map<Integer, Fork> forks(Contest contest, Subject subject) {
    TreeMap<Integer, Fork> rounds = forks.get(key(contest, subject));
    return rounds == null ? Map.of() : new TreeMap<>(rounds);
  }

  synchronized boolean isEmpty() {
    return forks.isEmpty();
  }

  /** Summarises a figure over all rounds; empty when there is none. */
  Optional<Spread> absolute(Contest contest, Subject subject, Column column) {
    return spread(scores(contest, subject, column));
  }

  /**
   * Summarises how many times better than the baseline of the same round a map was; empty when
   * there is none.
   */
  Optional<Spread> ratio(Contest contest, Subject subject, Column column) {
    return ratio(contest, subject, contest.baseline(), column);
  }

  /** As {@link #ratio(Contest, Subject, Column)}, against another map than the baseline. */
  Optional<Spread> ratio(Contest contest, Subject subject, Subject rival, Column column) {
    if (column.quantity().better() == Quantity.Better.NEITHER) {
      return Optional.empty();
    }
    Map<Integer, Double> rivals = scores(contest, rival, column);
    Map<Integer, Double> ratios = new TreeMap<>();
    scores(contest, subject, column)
        .forEach(
            (round, score) -> {
              Double other = rivals.get(round);
              if (other != null) {
                ratios.put(round, column.quantity().ratio(score, other));
              }
            });
    return spread(ratios);
  }

  /** Returns a map's figures, one of each round that has one. */
  double[] figures(Contest contest, Subject subject, Column column) {
    return scores(contest, subject, column).values().stream()
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }

  /** Returns a map's figure of each round: the median of its iterations. */
  private Map<Integer, Double> scores(Contest contest, Subject subject, Column column) {
    Map<Integer, Double> scores = new TreeMap<>();
    forks(contest, subject)
        .forEach((round, fork) -> scores.put(round, score(contest.workload(), fork, column)));
    return scores;
  }

  /** Returns a figure of one JVM, NaN when it has none. */
  static double score(Workload workload, Fork fork, Column column) {
    List<IterationResult> iterations =
        workload.shape() instanceof Workload.Turns turns
            ? fork.iterationsOf(turns.values().get(column.turn()))
            : fork.iterations();
    ToDoubleFunction<IterationResult> reader = column.quantity().reader();
    double[] values =
        iterations.stream().mapToDouble(reader).filter(value -> !Double.isNaN(value)).toArray();
    return values.length == 0 ? Double.NaN : Spread.of(values).median();
  }

  private static Optional<Spread> spread(Map<Integer, Double> byRound) {
    double[] values =
        byRound.values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
  }

  private static Key key(Contest contest, Subject subject) {
    return new Key(contest, subject.id());
  }
}
