package dev.inlay.jmh.keys;

import java.util.SplittableRandom;

/**
 * Draws ranks from 0 to n - 1 so that rank r comes with a probability proportional to 1 / (r +
 * 1)^exponent.
 *
 * <p>Rejection-inversion sampling after Hörmann and Derflinger, "Rejection-inversion to generate
 * variates from monotone discrete distributions" (ACM TOMACS 6/3, 1996): exact, constant time and
 * memory. The names are those of the paper.
 */
public final class Zipf {
  private final int n;
  private final double exponent;
  private final double hIntegralOfFirst;
  private final double hIntegralOfLast;
  private final double squeeze;

  /**
   * Makes a distribution.
   *
   * @param n the number of ranks, at least 1
   * @param exponent how skewed it is; greater than 0 and not 1
   */
  public Zipf(int n, double exponent) {
    if (n < 1 || exponent <= 0 || exponent == 1) {
      throw new IllegalArgumentException("n = " + n + ", exponent = " + exponent);
    }
    this.n = n;
    this.exponent = exponent;
    hIntegralOfFirst = hIntegral(1.5) - 1;
    hIntegralOfLast = hIntegral(n + 0.5);
    squeeze = 2 - hIntegralInverse(hIntegral(2.5) - h(2));
  }

  /**
   * Draws a rank.
   *
   * @param random the source
   * @return a rank, the most frequent being 0
   */
  public int draw(SplittableRandom random) {
    while (true) {
      double u = hIntegralOfLast + random.nextDouble() * (hIntegralOfFirst - hIntegralOfLast);
      double x = hIntegralInverse(u);
      int k = (int) Math.max(1, Math.min(n, Math.round(x)));
      if (k - x <= squeeze || u >= hIntegral(k + 0.5) - h(k)) {
        return k - 1;
      }
    }
  }

  private double h(double x) {
    return Math.pow(x, -exponent);
  }

  private double hIntegral(double x) {
    return (Math.pow(x, 1 - exponent) - 1) / (1 - exponent);
  }

  private double hIntegralInverse(double x) {
    return Math.pow(Math.max(0, 1 + x * (1 - exponent)), 1 / (1 - exponent));
  }
}
