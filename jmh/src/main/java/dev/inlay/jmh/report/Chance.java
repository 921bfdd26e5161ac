package dev.inlay.jmh.report;

import dev.inlay.jmh.evidence.Discoveries;
import dev.inlay.jmh.evidence.Evidence;
import dev.inlay.jmh.report.Verdicts.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much of what a map is said to be ahead and behind in may be chance. */
final class Chance {
  private final List<Finding> timed;

  /** Takes all findings of a map. */
  Chance(List<Finding> findings) {
    timed = findings.stream().filter(Finding::timed).toList();
  }

  /** Returns in how many comparisons of two equal maps all rounds would be on one side. */
  double expected() {
    return timed.stream().mapToDouble(f -> Evidence.allOnOneSide(f.ratio().count())).sum();
  }

  /** Returns in how many they are. */
  int oneSided() {
    return (int) timed.stream().filter(finding -> finding.ratio().agreesOnSideOfOne()).count();
  }

  /** Returns how many of those ahead or behind are so beyond chance. */
  int beyond() {
    double[] adjusted =
        Discoveries.adjust(timed.stream().mapToDouble(Finding::probability).toArray());
    int beyond = 0;
    for (int i = 0; i < adjusted.length; i++) {
      Finding finding = timed.get(i);
      boolean told = finding.ahead() || finding.behind();
      beyond += told && adjusted[i] <= Evidence.FALSE_SHARE ? 1 : 0;
    }
    return beyond;
  }

  /** Says so; empty where there is one round, which tells nothing at all. */
  Optional<String> sentences() {
    if (timed.stream().allMatch(finding -> finding.ratio().count() < 2)) {
      return Optional.empty();
    }
    String text =
        String.format(
            Locale.ROOT,
            "of two maps that are alike, %s of %s would have all rounds on one side; here %d have."
                + " Beyond chance (sign test, corrected for all, %.0f %%): %s.",
            number(expected()),
            timed.size() == 1 ? "1 comparison" : timed.size() + " comparisons",
            oneSided(),
            100 * Evidence.FALSE_SHARE,
            beyond() == 0 ? "none" : Integer.toString(beyond()));
    boolean tooFewRounds = beyond() == 0 && oneSided() > 0;
    return Optional.of(
        tooFewRounds
            ? text
                + " That takes %d rounds.".formatted(Evidence.roundsFor(oneSided(), timed.size()))
            : text);
  }

  private static String number(double value) {
    return value >= 0.1 ? String.format(Locale.ROOT, "%.1f", value) : "less than 0.1";
  }
}
