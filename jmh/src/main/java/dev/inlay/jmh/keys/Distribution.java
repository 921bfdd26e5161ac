package dev.inlay.jmh.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** How often each key is looked up. */
public enum Distribution {
  /** Every key equally often: random permutations of all keys, one after another. */
  UNIFORM {
    @Override
    public int[] indices(int keys, int length, SplittableRandom random) {
      int[] indices = new int[length];
      for (int filled = 0; filled < length; ) {
        int[] permutation = Shuffle.permutation(keys, random);
        int copied = Math.min(keys, length - filled);
        System.arraycopy(permutation, 0, indices, filled, copied);
        filled += copied;
      }
      return indices;
    }
  },

  /** A few keys very often: Zipf with exponent {@value #ZIPF_EXPONENT}, as in YCSB. */
  ZIPF {
    @Override
    public int[] indices(int keys, int length, SplittableRandom random) {
      Zipf zipf = new Zipf(keys, ZIPF_EXPONENT);
      int[] indices = new int[length];
      Arrays.setAll(indices, i -> zipf.draw(random));
      return indices;
    }
  };

  /** The exponent of {@link #ZIPF}. */
  public static final double ZIPF_EXPONENT = 0.99;

  /**
   * Draws the order in which keys are looked up.
   *
   * @param keys the number of keys
   * @param length how many to draw
   * @param random the source
   * @return indices of keys, in order of look-up
   */
  public abstract int[] indices(int keys, int length, SplittableRandom random);

  /**
   * Returns the name on the command line.
   *
   * @return the name, in lower case
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a distribution by its name.
   *
   * @param id the name on the command line
   * @return the distribution
   * @throws IllegalArgumentException if there is none, with the names that are allowed
   */
  public static Distribution of(String id) {
    return Arrays.stream(values())
        .filter(distribution -> distribution.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no distribution is called '" + id + "'; allowed: " + allowedIds()));
  }

  /**
   * Returns every name, for help and error messages.
   *
   * @return the names, separated by commas
   */
  public static String allowedIds() {
    return Arrays.stream(values()).map(Distribution::id).collect(Collectors.joining(", "));
  }
}
