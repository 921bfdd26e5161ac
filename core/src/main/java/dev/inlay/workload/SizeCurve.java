package dev.inlay.workload;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Sizes of a map in their order, with the number of samples that were before each. */
final class SizeCurve {

  /** A map that grows throughout does so in each part of its operations. */
  private static final int PARTS = 4;

  /** What each part must have of the whole growth, at least. */
  private static final double LEAST_OF_A_PART = 0.05;

  private static final int SHOWN = 9;

  private final long[] sizes;
  private final long[] places;

  SizeCurve(long[] sizes, long[] places) {
    this.sizes = sizes;
    this.places = places;
  }

  boolean isEmpty() {
    return sizes.length == 0;
  }

  long first() {
    return Math.max(0, sizes[0]);
  }

  long last() {
    return Math.max(0, sizes[sizes.length - 1]);
  }

  long gained() {
    return last() - first();
  }

  private long samples() {
    return places[places.length - 1] - places[0];
  }

  /** Returns the size that half of the operations met, or more. */
  long median() {
    double[] weights = new double[sizes.length];
    Arrays.setAll(weights, i -> samples() == 0 ? 1 : (place(i + 1) - place(i - 1)) / 2.0);
    int[] ascending =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> sizes[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double left = Arrays.stream(weights).sum() / 2;
    for (int i : ascending) {
      left -= weights[i];
      if (left < 0) {
        return Math.max(0, sizes[i]);
      }
    }
    return last();
  }

  private long place(int index) {
    return places[Math.max(0, Math.min(places.length - 1, index))];
  }

  /** Whether the map grew throughout, and was not just filled, early or late. */
  boolean risesThroughout() {
    if (gained() <= 0 || samples() == 0) {
      return false;
    }
    double before = first();
    for (int part = 1; part <= PARTS; part++) {
      double after = sizeAt(places[0] + (double) part / PARTS * samples());
      if (after - before < LEAST_OF_A_PART * gained()) {
        return false;
      }
      before = after;
    }
    return true;
  }

  private double sizeAt(double wanted) {
    for (int i = 1; i < sizes.length; i++) {
      if (places[i] >= wanted) {
        double part = (wanted - places[i - 1]) / Math.max(1, places[i] - places[i - 1]);
        return sizes[i - 1] + part * (sizes[i] - sizes[i - 1]);
      }
    }
    return last();
  }

  /** Returns some of the sizes in words. */
  String describe() {
    int shown = Math.min(SHOWN, sizes.length);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      int at = shown == 1 ? 0 : (int) ((long) i * (sizes.length - 1) / (shown - 1));
      line.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%,d", sizes[at]));
    }
    return line.toString();
  }
}
