package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Spread;

/** How far a goal is reached. */
public enum GoalVerdict {
  /** Every round reaches it. */
  REACHED("reached"),
  /** The median reaches it, but some round missed it. */
  REACHED_WITHIN_SPREAD("reached, within the spread"),
  /** The median misses it, but some round reached it. */
  WITHIN_SPREAD("missed, within the spread"),
  /** No round reached it. */
  MISSED("MISSED"),
  /** There is no figure. */
  NOT_MEASURED("not measured");

  private final String text;

  GoalVerdict(String text) {
    this.text = text;
  }

  /**
   * Returns the verdict in words.
   *
   * @return the words
   */
  public String text() {
    return text;
  }

  /**
   * Judges what was reached.
   *
   * @param least whether at least the value is asked for; otherwise at most
   * @param value what is asked for
   * @param reached what was reached
   * @return the verdict
   */
  public static GoalVerdict of(boolean least, double value, Spread reached) {
    boolean everyRound = least ? reached.min() >= value : reached.max() <= value;
    boolean someRound = least ? reached.max() >= value : reached.min() <= value;
    if (everyRound) {
      return REACHED;
    }
    if (!someRound) {
      return MISSED;
    }
    boolean median = least ? reached.median() >= value : reached.median() <= value;
    return median ? REACHED_WITHIN_SPREAD : WITHIN_SPREAD;
  }
}
