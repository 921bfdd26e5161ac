package dev.inlay.workload;

import java.util.Locale;

/**
 * With what size a recording is to be replayed.
 *
 * @param entries at the start
 * @param growth what is gained in a pass, or 0
 * @param keys how many keys the program had to choose from
 * @param remark what is not as in the program, or empty
 */
record SizePlan(long entries, long growth, long keys, String remark) {

  /** What the format allows, entries and growth together. */
  private static final long MOST_ENTRIES = 50_000_000;

  /** What a pass of the replay has at most. */
  private static final long MOST_OPERATIONS = 20_000_000;

  /** Shares are written rounded. */
  private static final double MARGIN = 0.98;

  /** A map that keeps so much of what is inserted grows; others come and go. */
  private static final double KEPT = 0.5;

  /** What the counts tell that was gained may be less than what was, by chance, but not by more. */
  private static final double COUNTED = 0.5;

  /** One that gains less than this part of its size stays as it is. */
  private static final int LEAST_PART = 10;

  /** A smaller model of the map than this part of it would be another map. */
  private static final double LEAST_SCALE = 1.0 / 8;

  /**
   * Chooses it.
   *
   * @param curve the sizes that were seen, one at least
   * @param operations how many were replayed
   * @param inserts how many of these add a mapping
   * @param removals how many take one away
   */
  static SizePlan of(SizeCurve curve, double operations, double inserts, double removals) {
    long gained = curve.gained();
    double net = inserts - removals;
    boolean grows =
        gained >= KEPT * inserts
            && net >= COUNTED * gained
            && gained >= curve.first() / LEAST_PART
            && curve.risesThroughout();
    return grows ? growing(curve, operations / net) : steady(curve, "");
  }

  private static SizePlan steady(SizeCurve curve, String remark) {
    long size = Math.max(1, curve.median());
    return new SizePlan(Math.min(MOST_ENTRIES, size), 0, size, remark);
  }

  private static SizePlan growing(SizeCurve curve, double operationsForOne) {
    double needed = curve.gained() * operationsForOne;
    double scale =
        Math.min(
            1, MARGIN * Math.min(MOST_OPERATIONS / needed, (double) MOST_ENTRIES / curve.last()));
    if (scale < LEAST_SCALE) {
      return steady(
          curve,
          String.format(
              Locale.ROOT,
              "It grew from %,d to %,d, too slowly for a replay: this is its size on the way.",
              curve.first(),
              curve.last()));
    }
    String remark =
        scale == 1
            ? ""
            : String.format(
                Locale.ROOT,
                "It grew from %,d to %,d: too much for a replay, which has %.0f %% of both.",
                curve.first(),
                curve.last(),
                100 * scale);
    return new SizePlan(
        (long) (curve.first() * scale),
        Math.max(1, (long) (curve.gained() * scale)),
        curve.last(),
        remark);
  }

  /** Returns the size at the end of a replay. */
  long most() {
    return entries + growth;
  }
}
