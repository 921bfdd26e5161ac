package dev.inlay.jmh.report;

import java.util.Collection;
import java.util.IntSummaryStatistics;

/** What stands under a chart. */
final class Notes {

  private Notes() {}

  /** Returns "3 forks, G1" for what was measured so. */
  static String of(Collection<Bout> bouts) {
    IntSummaryStatistics forks =
        bouts.stream()
            .flatMap(bout -> bout.entrants().stream())
            .mapToInt(Entrant::roundCount)
            .filter(count -> count > 0)
            .summaryStatistics();
    String count =
        forks.getMin() == forks.getMax()
            ? forks.getMin() + (forks.getMin() == 1 ? " fork" : " forks")
            : forks.getMin() + " to " + forks.getMax() + " forks";
    String spread =
        forks.getMax() > 1 ? " (median, least..greatest)" : " (a single one: no spread)";
    return count
        + spread
        + ", "
        + String.join(" or ", bouts.stream().map(Machine::collector).distinct().toList())
        + " GC";
  }
}
