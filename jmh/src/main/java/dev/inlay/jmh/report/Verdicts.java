package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Wins and losses against the baseline in words, the one as plainly as the other. */
final class Verdicts {
  private static final int LINE_LENGTH = 100;

  /**
   * Where a map stands.
   *
   * @param bout the workload
   * @param column its figure
   * @param ratio how many times better than the baseline
   */
  record Finding(Bout bout, Column column, Spread ratio) {
    boolean ahead() {
      return ratio.min() > 1;
    }

    boolean behind() {
      return ratio.max() < 1;
    }
  }

  private final Run run;

  Verdicts(Run run) {
    this.run = run;
  }

  /** Returns some lines for each of our maps. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String label : ownLabels()) {
      lines.add(label + " against " + Subjects.get(Subjects.BASELINE_ID).label() + ":");
      addWrapped(lines, "ahead in every round", texts(label, Finding::ahead));
      addWrapped(lines, "behind in every round", texts(label, Finding::behind));
      addWrapped(lines, "rounds disagree", texts(label, f -> !f.ahead() && !f.behind()));
    }
    return lines;
  }

  /** Returns our maps, as far as they have been measured. */
  Set<String> ownLabels() {
    Set<String> labels = new LinkedHashSet<>();
    for (Bout bout : run.bouts()) {
      for (Entrant entrant : bout.entrants()) {
        if (entrant.ours() && !entrant.rounds().isEmpty()) {
          labels.add(entrant.label());
        }
      }
    }
    return labels;
  }

  /** Returns all ratios of a map, in the order of the report. */
  List<Finding> findings(String label) {
    List<Finding> found = new ArrayList<>();
    for (Bout bout : run.bouts()) {
      for (Entrant entrant : bout.entrants()) {
        if (entrant.label().equals(label)) {
          for (Column column : bout.columns()) {
            bout.ratio(entrant, column)
                .ifPresent(ratio -> found.add(new Finding(bout, column, ratio)));
          }
        }
      }
    }
    return found;
  }

  /** Returns some ratios of a map, the best first. */
  List<Finding> best(String label, Predicate<Finding> wanted) {
    return findings(label).stream()
        .filter(wanted)
        .sorted(Comparator.comparingDouble((Finding f) -> -f.ratio().median()))
        .toList();
  }

  private List<String> texts(String label, Predicate<Finding> wanted) {
    return findings(label).stream().filter(wanted).map(this::text).toList();
  }

  private String text(Finding finding) {
    String where = run.bouts().size() > 1 ? run.number(finding.bout()) : "";
    List<String> parts = new ArrayList<>(List.of(where, finding.column().heading()));
    parts.removeAll(Collections.singleton(""));
    return String.join(" ", parts) + " " + Numbers.ratio(finding.ratio().median());
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
}
