package dev.inlay.jmh.diff;

import dev.inlay.jmh.evidence.Evidence;

/**
 * What counts as a change.
 *
 * @param absolute whether the figures themselves are compared, not how many times better than the
 *     baseline's of the same round they were
 * @param threshold the least change of interest, 0.05 for 5 %: times 1.05 or divided by it
 * @param falseShare how many of the changes that are reported may be none, 0.05 for 5 %
 */
record Rules(boolean absolute, double threshold, double falseShare) {
  /** Of bytes, less than this is rounding. */
  static final double LEAST_COUNT = 0.5;

  /** Tells whether a factor is far enough from 1. */
  boolean matters(double factor) {
    return Evidence.matters(factor, threshold);
  }
}
