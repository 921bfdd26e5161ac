package dev.inlay.jmh.keys;

import java.util.SplittableRandom;

/** Random orders, by Fisher and Yates. */
public final class Shuffle {

  private Shuffle() {}

  /**
   * Returns the numbers from 0 to {@code length - 1} in random order.
   *
   * @param length how many
   * @param random the source
   * @return the numbers
   */
  public static int[] permutation(int length, SplittableRandom random) {
    int[] numbers = new int[length];
    for (int i = 0; i < length; i++) {
      int j = random.nextInt(i + 1);
      numbers[i] = numbers[j];
      numbers[j] = i;
    }
    return numbers;
  }
}
