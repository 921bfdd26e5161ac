package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.diff.ToldApart;
import dev.inlay.jmh.evidence.Evidence;
import dev.inlay.jmh.subject.PersistentMap;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.workload.Operation;
import dev.inlay.jmh.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Which map is the one for a workload, by how much and at what memory, in words. */
final class WorkloadVerdict {
  private final WorkloadSpec spec;
  private final Contest heap;
  private final Contest replay;
  private final Results results;
  private final Map<String, String> leftOut;

  /** Takes the contests of a {@link WorkloadSuite}, in their order. */
  WorkloadVerdict(
      WorkloadSpec spec, List<Contest> contests, Results results, Map<String, String> leftOut) {
    this.spec = spec;
    this.heap = contests.get(0);
    this.replay = contests.get(1);
    this.results = results;
    this.leftOut = leftOut;
  }

  private record Ranked(Subject subject, Spread ratio) {}

  /** Returns the verdict; says so when there is none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("For the workload '" + spec.name() + "':");
    List<Ranked> ranked = ranked();
    if (ranked.stream().allMatch(each -> each.subject().equals(replay.baseline()))) {
      lines.add("  no verdict: no map that can run it was measured beside the baseline.");
    } else {
      addRanking(lines, ranked);
    }
    Stream.of(replay, heap)
        .flatMap(contest -> results.failures(contest).stream())
        .forEach(
            failure ->
                lines.add(
                    "  FAILED: %s in '%s': %s"
                        .formatted(
                            failure.subject().label(),
                            failure.contest().workload().title(),
                            failure.trouble().forReports())));
    leftOut.forEach((map, reason) -> lines.add("  left out: " + map + " (" + reason + ")."));
    notes().forEach(note -> lines.add("  note: " + note));
    return lines;
  }

  private List<Ranked> ranked() {
    List<Ranked> ranked = new ArrayList<>();
    for (Subject subject : replay.subjects()) {
      Optional<Spread> ratio = results.ratio(replay, subject, column());
      if (!isYardstickOnly(subject) && !hasFailed(subject)) {
        ratio.ifPresent(spread -> ranked.add(new Ranked(subject, spread)));
      }
    }
    ranked.sort(Comparator.comparingDouble((Ranked each) -> each.ratio().median()).reversed());
    return ranked;
  }

  /** Whether a map failed in any round: it is no candidate, whatever figures it has. */
  private boolean hasFailed(Subject subject) {
    return results.failures(replay).stream().anyMatch(failure -> failure.subject().equals(subject));
  }

  private boolean isYardstickOnly(Subject subject) {
    return subject.equals(replay.baseline()) && spec.share(Operation.TRANSACTION) > 0;
  }

  private Column column() {
    return replay.workload().columns().get(0);
  }

  private void addRanking(List<String> lines, List<Ranked> ranked) {
    Ranked best = ranked.get(0);
    if (best.ratio().count() < 2) {
      lines.add("  one round only, which tells no map from another; the order is by chance.");
      ranked.forEach(each -> lines.add("  " + describe(each) + "."));
      return;
    }
    ToldApart apart =
        ToldApart.of(
            ranked.stream()
                .map(each -> results.figures(replay, each.subject(), column()))
                .toList());
    List<Ranked> first = new ArrayList<>();
    List<Ranked> behind = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      boolean differs = apart.differ(0, i) && matters(ranked.get(i), best);
      (differs ? behind : first).add(ranked.get(i));
    }
    if (first.size() == 1) {
      lines.add("  " + describe(best) + ".");
    } else {
      addUndecided(lines, first, apart);
    }
    behind.forEach(each -> lines.add("  then " + describe(each) + "."));
  }

  private boolean matters(Ranked map, Ranked best) {
    return results
        .ratio(replay, map.subject(), best.subject(), column())
        .map(spread -> Evidence.matters(spread.median(), Evidence.LEAST))
        .orElse(true);
  }

  private void addUndecided(List<String> lines, List<Ranked> first, ToldApart apart) {
    lines.add(
        String.format(
            Locale.ROOT,
            "  no single best: the rounds do not tell these apart, or by less than %.0f %%; "
                + "%s has the best median:",
            100 * Evidence.LEAST,
            first.get(0).subject().label()));
    first.forEach(each -> lines.add("    " + describe(each)));
    leastHeap(first).ifPresent(lines::add);
    int rounds = first.get(0).ratio().count();
    if (rounds < apart.roundsForOnePair()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    %d rounds are few: from %d on they tell one pair of maps apart (--rounds, --time)",
              rounds,
              apart.roundsForOnePair()));
    }
  }

  private String describe(Ranked ranked) {
    Subject subject = ranked.subject();
    Spread ratio = ranked.ratio();
    if (subject.equals(replay.baseline())) {
      return subject.label() + atHeap(subject);
    }
    String spread =
        ratio.count() < 2
            ? ""
            : String.format(Locale.ROOT, " (%.2f..%.2f)", ratio.min(), ratio.max());
    return "%s: %s %s%s%s"
        .formatted(
            subject.label(),
            Numbers.ratio(ratio.median()),
            replay.baseline().label(),
            spread,
            atHeap(subject));
  }

  private Optional<Double> heapOf(Subject subject) {
    return results.absolute(heap, subject, heap.workload().columns().get(0)).map(Spread::median);
  }

  private String atHeap(Subject subject) {
    Optional<Double> own = heapOf(subject);
    if (own.isEmpty()) {
      return "";
    }
    String bytes = String.format(Locale.ROOT, ", at %.1f bytes an entry", own.get());
    Optional<Double> baseline = heapOf(heap.baseline());
    return subject.equals(heap.baseline()) || baseline.isEmpty()
        ? bytes
        : bytes + String.format(Locale.ROOT, " instead of %.1f", baseline.get());
  }

  private Optional<String> leastHeap(List<Ranked> maps) {
    return maps.stream()
        .map(Ranked::subject)
        .filter(subject -> heapOf(subject).isPresent())
        .min(Comparator.comparingDouble(subject -> heapOf(subject).orElseThrow()))
        .map(subject -> "    of these " + subject.label() + " takes the least memory");
  }

  /** What the maps promise differently, where the workload uses it. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (spec.share(Operation.SNAPSHOT) > 0) {
      notes.add(
          "a snapshot is of one moment from ShardedMap, SnapshotMap, the TrieMaps, Vavr, CHAMP and maps under"
              + " one lock or copied; from the others it is a copy during which writes go on.");
    }
    if (spec.share(Operation.TRANSACTION) > 0) {
      notes.add(
          "the workload changes several keys all or nothing, which ConcurrentHashMap cannot; for the"
              + " ratios it changes them one by one.");
    }
    if (spec.has(Operation::takesFunction)) {
      List<String> repeating =
          replay.subjects().stream()
              .filter(subject -> mayRepeatFunctions(subject.growing()))
              .map(Subject::label)
              .toList();
      if (!repeating.isEmpty()) {
        notes.add(
            "these may run a function of compute or merge more than once: "
                + String.join(", ", repeating)
                + ".");
      }
    }
    if (spec.share(Operation.ITERATE) > 0) {
      notes.add("synchronizedMap holds its lock during a whole iteration; the others go on.");
    }
    return notes;
  }

  /**
   * Whether a map inherits the retrying compute of {@link ConcurrentMap}, or has one that retries:
   * the documentation of {@link ConcurrentSkipListMap} says that it is not atomic.
   */
  private static boolean mayRepeatFunctions(Map<?, ?> map) {
    if (map instanceof PersistentMap) {
      return true;
    }
    try {
      Class<?> declaring =
          map.getClass()
              .getMethod("compute", Object.class, java.util.function.BiFunction.class)
              .getDeclaringClass();
      return declaring.equals(ConcurrentMap.class) || declaring.equals(ConcurrentSkipListMap.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
