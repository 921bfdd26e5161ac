package dev.inlay.jmh.workload;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.Zipf;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** How often each of the present keys is used. */
public sealed interface KeyUse {

  /**
   * Draws keys.
   *
   * @param keys of how many
   * @param length how many are drawn
   * @param random the source
   * @return indices of keys, the hottest being 0
   */
  int[] indices(int keys, int length, SplittableRandom random);

  /** All keys alike. */
  record Uniform() implements KeyUse {
    @Override
    public int[] indices(int keys, int length, SplittableRandom random) {
      return Distribution.UNIFORM.indices(keys, length, random);
    }
  }

  /**
   * The key of rank r in proportion to 1 / r^exponent.
   *
   * @param exponent above 0
   */
  record Zipfian(double exponent) implements KeyUse {
    /** {@link Zipf} divides by the distance from 1. */
    private static final double LEAST_DISTANCE = 1e-6;

    @Override
    public int[] indices(int keys, int length, SplittableRandom random) {
      boolean harmonic = Math.abs(exponent - 1) < LEAST_DISTANCE;
      Zipf zipf = new Zipf(keys, harmonic ? 1 + LEAST_DISTANCE : exponent);
      int[] indices = new int[length];
      Arrays.setAll(indices, i -> zipf.draw(random));
      return indices;
    }
  }

  /**
   * What the hottest key gets, the hottest 0.01 % and so on.
   *
   * @param points in ascending order of both
   */
  record Histogram(List<Point> points) implements KeyUse {

    /**
     * A point of the histogram.
     *
     * @param field its name in the file
     * @param fraction which part of the keys, the hottest first; at least one key
     * @param share what they get of all uses, from 0 to 1
     */
    record Point(String field, double fraction, double share) {}

    @Override
    public int[] indices(int keys, int length, SplittableRandom random) {
      TreeMap<Integer, Double> shareOfFirst = new TreeMap<>();
      for (Point point : points) {
        int first = (int) Math.max(1, Math.min(keys, Math.round(point.fraction() * keys)));
        shareOfFirst.merge(first, point.share(), Math::max);
      }
      shareOfFirst.put(keys, 1.0);
      int[] ends = shareOfFirst.keySet().stream().mapToInt(Integer::intValue).toArray();
      double[] shares = shareOfFirst.values().stream().mapToDouble(Double::doubleValue).toArray();
      int[] indices = new int[length];
      Arrays.setAll(indices, i -> draw(ends, shares, random));
      return indices;
    }

    private static int draw(int[] ends, double[] shares, SplittableRandom random) {
      double dice = random.nextDouble();
      int segment = 0;
      while (dice >= shares[segment] && segment < shares.length - 1) {
        segment++;
      }
      return random.nextInt(segment == 0 ? 0 : ends[segment - 1], ends[segment]);
    }
  }
}
