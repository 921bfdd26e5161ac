package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.evidence.Evidence;
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

  /** What ahead and behind mean. */
  static final String MEANING =
      "in every round, and by at least %.0f %% in the median".formatted(100 * Evidence.LEAST);

  /**
   * Where a map stands.
   *
   * @param bout the workload
   * @param column its figure
   * @param ratio how many times better than the baseline
   * @param probability how probable rounds as one-sided as these are when the maps are alike
   */
  record Finding(Bout bout, Column column, Spread ratio, double probability) {
    boolean ahead() {
      return ratio.min() > 1 && matters();
    }

    boolean behind() {
      return ratio.max() < 1 && matters();
    }

    private boolean matters() {
      return Evidence.matters(ratio.median(), Evidence.LEAST);
    }

    /** Tells whether it was timed: what is counted is so, and not by chance. */
    boolean timed() {
      return !column.unit().equals("B");
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
      addWrapped(lines, "ahead", listed(texts(label, Finding::ahead)));
      addWrapped(lines, "behind", listed(texts(label, Finding::behind)));
      addWrapped(lines, "not told apart", listed(texts(label, f -> !f.ahead() && !f.behind())));
      new Chance(findings(label))
          .sentences()
          .ifPresent(text -> addWrapped(lines, "chance", List.of(text.split("(?<= )"))));
    }
    if (!lines.isEmpty()) {
      lines.add("ahead and behind mean: " + MEANING);
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
            double[] rounds =
                bout.ratios(entrant, column).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(Double::isFinite)
                    .toArray();
            bout.ratio(entrant, column)
                .ifPresent(
                    ratio ->
                        found.add(new Finding(bout, column, ratio, Evidence.probability(rounds))));
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
    parts.add(Numbers.ratio(finding.ratio().median()));
    return String.join(" ", parts);
  }

  /** Puts commas between items, after which lines may break. */
  private static List<String> listed(List<String> items) {
    List<String> listed = new ArrayList<>(items);
    for (int i = 0; i + 1 < listed.size(); i++) {
      listed.set(i, listed.get(i) + ", ");
    }
    return listed;
  }

  private static void addWrapped(List<String> lines, String what, List<String> found) {
    StringBuilder line = new StringBuilder("  %-15s ".formatted(what + ":"));
    int indent = line.length();
    if (found.isEmpty()) {
      line.append("nothing");
    }
    for (int i = 0; i < found.size(); i++) {
      String item = found.get(i);
      if (line.length() + item.length() > LINE_LENGTH && line.length() > indent) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
      }
      line.append(item);
    }
    lines.add(line.toString());
  }
}
