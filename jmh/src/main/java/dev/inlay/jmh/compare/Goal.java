package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.report.GoalVerdict;
import dev.inlay.jmh.subject.Subject;
import java.util.Locale;

/**
 * A figure that one of our maps is to reach.
 *
 * @param contest where it is measured
 * @param column which of its figures
 * @param kind what is compared
 * @param value the figure
 * @param map the map that is to reach it, in whatever configuration, by the beginning of its name
 * @param rival the map that a ratio is against
 */
record Goal(Contest contest, Column column, Kind kind, double value, String map, Subject rival) {

  /** A goal against the baseline. */
  Goal(Contest contest, Column column, Kind kind, double value, String map) {
    this(contest, column, kind, value, map, contest.baseline());
  }

  boolean concerns(Subject subject) {
    return subject.ours() && subject.id().startsWith(map);
  }

  /** What is compared with the figure. */
  enum Kind {
    /** How many times better than the rival: at least so many. */
    RATIO_AT_LEAST,
    /** The measured figure itself: at most so much. */
    FIGURE_AT_MOST
  }

  GoalVerdict judge(Spread reached) {
    return GoalVerdict.of(kind == Kind.RATIO_AT_LEAST, value, reached);
  }

  /** Returns "at least 1.10x", or "at most 16 B". */
  String required() {
    return kind == Kind.RATIO_AT_LEAST
        ? "at least " + Numbers.ratio(value) + ofRival()
        : String.format(Locale.ROOT, "at most %.0f %s", value, column.quantity().unit());
  }

  private String ofRival() {
    return rival.equals(contest.baseline()) ? "" : " of " + rival.label();
  }
}
