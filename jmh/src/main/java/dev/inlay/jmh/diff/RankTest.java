package dev.inlay.jmh.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * The Mann-Whitney U test of two small samples, exact up to 49 values each, and the shift between
 * them that goes with it: the Hodges-Lehmann estimate, and as its interval all shifts that the same
 * test does not refute. It assumes nothing about how noise is distributed, so that one wild value
 * counts as one value, and not more.
 *
 * <p>Where values of both samples are equal, the p-value is that of the least telling order of
 * them.
 *
 * @param probability how probable two samples as different as these are, when nothing differs
 * @param shift by how much the second sample is larger
 * @param low the lower end of the shift's interval
 * @param high its upper end
 * @param confidence how sure the interval is: 0.95, or less when the samples are too small for that
 */
record RankTest(double probability, double shift, double low, double high, double confidence) {
  private static final double WANTED_CONFIDENCE = 0.95;

  /** Probabilities by pairs and sizes: many rows have as many rounds. */
  private static final Map<List<Integer>, Double> KNOWN = new ConcurrentHashMap<>();

  /** Compares two samples of at least one value each. */
  static RankTest of(double[] first, double[] second) {
    int n = first.length;
    int m = second.length;
    double[] shifts = new double[n * m];
    int index = 0;
    for (double a : first) {
      for (double b : second) {
        shifts[index++] = b - a;
      }
    }
    Arrays.sort(shifts);
    int below = 0;
    int equal = 0;
    for (double each : shifts) {
      below += each < 0 ? 1 : 0;
      equal += each == 0 ? 1 : 0;
    }
    int fewest = Math.min(below, shifts.length - below - equal);
    int leastTelling = Math.min(fewest + equal, shifts.length / 2);
    int outside = firstAbove(1 - WANTED_CONFIDENCE, n, m);
    double confidence = WANTED_CONFIDENCE;
    if (outside == 0) {
      outside = 1;
      confidence = Math.max(0, 1 - least(n, m));
    }
    return new RankTest(
        probability(leastTelling, n, m),
        median(shifts),
        shifts[outside - 1],
        shifts[shifts.length - outside],
        confidence);
  }

  /**
   * Returns the least probability that samples of these sizes can give: that of complete
   * separation.
   */
  static double least(int n, int m) {
    return probability(0, n, m);
  }

  /**
   * Returns how many rounds two runs must have at least for complete separation to be that rare.
   */
  static int roundsFor(double probability) {
    int rounds = 2;
    while (least(rounds, rounds) > probability) {
      rounds++;
    }
    return rounds;
  }

  /** Returns the smallest number of pairs on the wrong side that is more probable than that. */
  private static int firstAbove(double probability, int n, int m) {
    int low = 0;
    int high = n * m / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (probability(middle, n, m) > probability) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns the two-sided probability of at most so many pairs on the wrong side, by samples that
   * have so many.
   */
  private static double probability(int pairs, int n, int m) {
    return KNOWN.computeIfAbsent(List.of(pairs, n, m), key -> calculated(pairs, n, m));
  }

  private static double calculated(int pairs, int n, int m) {
    double[] first = new double[n];
    double[] second = new double[m];
    for (int j = 0; j < m; j++) {
      second[j] = j + 0.5;
    }
    int left = pairs;
    for (int i = n - 1; i >= 0; i--) {
      int jumped = Math.min(m, left);
      left -= jumped;
      first[i] = jumped + 0.8 * ((i + 0.5) / n - 0.5);
    }
    return MannWhitneyUTest.withDefaults().test(first, second).getPValue();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
