package dev.inlay.jmh.compare;

/**
 * Why a JVM gave no result.
 *
 * @param why the reason, in a line
 * @param discredits whether the map is to blame, or may be, so that its other figures in the
 *     workload are worth nothing either; want of memory is none of its doing
 * @param said what the JVM said last, where the reason does not say it all
 */
record Trouble(String why, boolean discredits, String said) {
  private static final String KEPT = "; its figures are of the rounds before";

  /** Returns the reason for reports, with what became of the figures. */
  String forReports() {
    return discredits ? why : why + KEPT;
  }
}
