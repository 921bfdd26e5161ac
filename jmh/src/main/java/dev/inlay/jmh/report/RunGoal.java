package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure that a map was to reach.
 *
 * @param bout where it is measured
 * @param column which of its figures
 * @param least whether a ratio is to be at least the value; otherwise the figure itself at most
 * @param value the value
 * @param map the map that is to reach it, in whatever configuration, by the beginning of its name
 * @param rival the map that a ratio is against
 */
record RunGoal(Bout bout, Column column, boolean least, double value, String map, String rival) {

  /** Returns the maps that are to reach it. */
  List<Entrant> concerned() {
    return bout.entrants().stream()
        .filter(entrant -> entrant.ours() && entrant.id().startsWith(map))
        .toList();
  }

  String workload() {
    return column.heading().isEmpty() ? bout.title() : bout.title() + ": " + column.heading();
  }

  /** Returns "at least 1.10x", or "at most 16 B". */
  String required() {
    if (!least) {
      return String.format(Locale.ROOT, "at most %.0f %s", value, column.unit());
    }
    boolean ofBaseline = bout.baseline().map(Entrant::id).filter(rival::equals).isPresent();
    String of = ofBaseline ? "" : " of " + bout.entrant(rival).map(Entrant::label).orElse(rival);
    return "at least " + Numbers.ratio(value) + of;
  }

  Optional<Spread> reached(Entrant entrant) {
    return least
        ? bout.entrant(rival).flatMap(r -> Bout.spread(Bout.ratios(entrant, r, column)))
        : Bout.absolute(entrant, column);
  }

  String reachedText(Entrant entrant) {
    return reached(entrant)
        .map(
            spread ->
                least ? Numbers.ratio(spread) : Numbers.absolute(spread) + " " + column.unit())
        .orElse("-");
  }

  GoalVerdict verdict(Entrant entrant) {
    return reached(entrant)
        .map(spread -> GoalVerdict.of(least, value, spread))
        .orElse(GoalVerdict.NOT_MEASURED);
  }
}
