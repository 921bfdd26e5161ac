package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.subject.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Wins and losses against the baseline in words, the one as plainly as the other. */
final class Verdicts {
  private static final int LINE_LENGTH = 100;

  private final List<Contest> contests;
  private final Results results;

  Verdicts(List<Contest> contests, Results results) {
    this.contests = contests;
    this.results = results;
  }

  /** Returns some lines for each of our maps. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String label : ownLabels()) {
      lines.add(label + " against " + contests.get(0).baseline().label() + ":");
      addWrapped(lines, "ahead in every round", find(label, ratio -> ratio.min() > 1));
      addWrapped(lines, "behind in every round", find(label, ratio -> ratio.max() < 1));
      addWrapped(lines, "rounds disagree", find(label, ratio -> !ratio.agreesOnSideOfOne()));
    }
    return lines;
  }

  private static void addWrapped(List<String> lines, String what, List<String> found) {
    StringBuilder line = new StringBuilder("  %-22s ".formatted(what + ":"));
    int indent = line.length();
    if (found.isEmpty()) {
      line.append("nothing");
    }
    for (int i = 0; i < found.size(); i++) {
      String item = found.get(i) + (i + 1 < found.size() ? ", " : "");
      if (line.length() + item.length() > LINE_LENGTH && line.length() > indent) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
      }
      line.append(item);
    }
    lines.add(line.toString());
  }

  private Set<String> ownLabels() {
    Set<String> labels = new LinkedHashSet<>();
    for (Contest contest : contests) {
      for (Subject subject : contest.subjects()) {
        if (subject.ours() && !results.forks(contest, subject).isEmpty()) {
          labels.add(subject.label());
        }
      }
    }
    return labels;
  }

  private List<String> find(String label, Predicate<Spread> wanted) {
    List<String> found = new ArrayList<>();
    for (Contest contest : contests) {
      for (Subject subject : contest.subjects()) {
        if (subject.label().equals(label)) {
          for (Column column : contest.workload().columns()) {
            Optional<Spread> ratio = results.ratio(contest, subject, column).filter(wanted);
            ratio.ifPresent(spread -> found.add(describe(contest, column, spread)));
          }
        }
      }
    }
    return found;
  }

  private String describe(Contest contest, Column column, Spread ratio) {
    String where = contests.size() > 1 ? shortName(contest) : "";
    List<String> parts = new ArrayList<>(List.of(where, column.heading()));
    parts.removeAll(Collections.singleton(""));
    return String.join(" ", parts) + " " + Numbers.ratio(ratio.median());
  }

  /** Returns what tells a contest from the others: its number in the report. */
  private String shortName(Contest contest) {
    return "(" + (contests.indexOf(contest) + 1) + ")";
  }
}
