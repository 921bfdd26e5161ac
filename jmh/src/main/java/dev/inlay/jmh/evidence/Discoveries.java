package dev.inlay.jmh.evidence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Many tests at once, by Benjamini and Hochberg (1995): of the rows that are called changed, at
 * most the given share is so by chance; and if no row changed at all, that is also the greatest
 * probability that any row is called changed.
 */
public final class Discoveries {

  private Discoveries() {}

  /**
   * Returns for each p-value the least share of false discoveries at which it counts as one.
   *
   * @param probabilities the p-values
   * @return the shares, in their order
   */
  public static double[] adjust(double[] probabilities) {
    int count = probabilities.length;
    int[] descending =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[count];
    double least = 1;
    for (int i = 0; i < count; i++) {
      int rank = count - i;
      least = Math.min(least, probabilities[descending[i]] * count / rank);
      adjusted[descending[i]] = least;
    }
    return adjusted;
  }

  /**
   * Returns what one of the values would become if it were the given one, all others being kept.
   *
   * @param probabilities the p-values
   * @param index which of them
   * @param instead its other value
   * @return the share of false discoveries at which that counts as one
   */
  public static double adjusted(double[] probabilities, int index, double instead) {
    double[] changed = Arrays.copyOf(probabilities, probabilities.length);
    changed[index] = instead;
    return adjust(changed)[index];
  }
}
