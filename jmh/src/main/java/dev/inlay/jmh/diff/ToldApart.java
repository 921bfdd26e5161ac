package dev.inlay.jmh.diff;

import dev.inlay.jmh.evidence.Discoveries;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of several samples the rounds of one run tell apart: each is compared with each other by
 * {@link RankTest}, and the p-values are corrected for their number by {@link Discoveries}. So it
 * may be asked of any pair afterwards, of the best and the next as well.
 */
public final class ToldApart {
  private static final double FALSE_SHARE = 0.05;

  private final int samples;
  private final double[] adjusted;

  private ToldApart(int samples, double[] adjusted) {
    this.samples = samples;
    this.adjusted = adjusted;
  }

  /**
   * Compares samples.
   *
   * @param samples a figure of each round, for each map; at least one
   * @return which differ
   */
  public static ToldApart of(List<double[]> samples) {
    List<Double> probabilities = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      for (int j = 0; j < i; j++) {
        probabilities.add(RankTest.of(samples.get(i), samples.get(j)).probability());
      }
    }
    return new ToldApart(
        samples.size(),
        Discoveries.adjust(probabilities.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /**
   * Tells whether two samples differ by more than chance.
   *
   * @param first the index of one
   * @param second the index of the other
   * @return whether they do
   */
  public boolean differ(int first, int second) {
    int high = Math.max(first, second);
    int low = Math.min(first, second);
    return high != low && adjusted[high * (high - 1) / 2 + low] <= FALSE_SHARE;
  }

  /**
   * Returns how many rounds tell two of the samples apart even if no others differ, when all of one
   * are above all of the other.
   *
   * @return the rounds
   */
  public int roundsForOnePair() {
    return RankTest.roundsFor(FALSE_SHARE / Math.max(1, samples * (samples - 1) / 2));
  }
}
