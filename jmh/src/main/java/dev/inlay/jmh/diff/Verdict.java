package dev.inlay.jmh.diff;

/** What can be said of a row. */
enum Verdict {
  BETTER("faster", "smaller"),
  WORSE("SLOWER", "LARGER"),
  NO_CHANGE("no change seen", "no change"),
  /** Even a complete separation of old and new rounds would not have been rare enough. */
  CANNOT_TELL("cannot tell", "cannot tell");

  private final String ofTimes;
  private final String ofCounts;

  Verdict(String ofTimes, String ofCounts) {
    this.ofTimes = ofTimes;
    this.ofCounts = ofCounts;
  }

  /** Returns the word for a reader. */
  String text(boolean counted) {
    return counted ? ofCounts : ofTimes;
  }
}
