package dev.inlay.jmh.report;

import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands under a chart. */
final class Notes {

  private static final String MOST_HEAP = "-Xmx";
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

  private Notes() {}

  /** Returns "3 forks (...), G1 GC, heap 1 GB, -XX:+AlwaysPreTouch" for what was measured so. */
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
        + " GC"
        + heap(bouts)
        + flags(bouts);
  }

  private static String heap(Collection<Bout> bouts) {
    List<String> most =
        bouts.stream()
            .flatMap(bout -> bout.jvmArgs().stream())
            .filter(arg -> arg.startsWith(MOST_HEAP))
            .map(arg -> arg.substring(MOST_HEAP.length()))
            .distinct()
            .toList();
    return most.isEmpty() ? "" : ", heap " + String.join(" or ", most);
  }

  /**
   * Those that are neither the heap's size nor the collector, which stand there already; nor what
   * lets JOL look into classes.
   */
  private static String flags(Collection<Bout> bouts) {
    return bouts.stream()
        .flatMap(bout -> bout.jvmArgs().stream())
        .filter(arg -> !arg.startsWith("-Xm") && !arg.startsWith("--add-opens"))
        .filter(arg -> !COLLECTOR.matcher(arg).matches())
        .distinct()
        .map(arg -> ", " + arg)
        .collect(Collectors.joining());
  }
}
