package dev.inlay.soak;

import java.util.List;
import java.util.Locale;

/**
 * Whether the heap stays flat: what is used in the middle of the last quarter of like moments,
 * against the first quarter.
 *
 * @param points how many moments there are
 * @param first bytes used in the median moment of the first quarter
 * @param last bytes used in the median moment of the last quarter
 */
record Flatness(int points, long first, long last) {
  /** Fewer moments than this tell nothing. */
  static final int FEWEST = 8;

  private static final long SLACK_BYTES = 1 << 20;
  private static final double SLACK = 0.05;

  /** Compares the bytes used at moments, in the order of time. */
  static Flatness of(List<Long> used) {
    int quarter = Math.max(1, used.size() / 4);
    return used.isEmpty()
        ? new Flatness(0, 0, 0)
        : new Flatness(
            used.size(),
            median(used.subList(0, quarter)),
            median(used.subList(used.size() - quarter, used.size())));
  }

  private static long median(List<Long> used) {
    return used.stream().sorted().skip(used.size() / 2).findFirst().orElseThrow();
  }

  /** By how many bytes the heap may grow. */
  long allowed() {
    return SLACK_BYTES + (long) (SLACK * first);
  }

  boolean isKnown() {
    return points >= FEWEST;
  }

  /** Whether the heap has not grown, as far as that is known. */
  boolean isFlat() {
    return !isKnown() || last - first <= allowed();
  }

  @Override
  public String toString() {
    if (!isKnown()) {
      return "not known: " + points + " quiet points at low water are too few";
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d KiB used in the first quarter of %d quiet points at low water, %,d KiB in the last (%+,d; up to %+,d is flat)",
        isFlat() ? "flat" : "GROWING",
        first >> 10,
        points,
        last >> 10,
        (last - first) / 1024,
        allowed() >> 10);
  }
}
