package dev.inlay.jmh.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final long SEED = 7;

  @Test
  void uniformMeetsEveryKeyOnceBeforeAnyKeyTwice() {
    int[] indices = Distribution.UNIFORM.indices(100, 250, new SplittableRandom(SEED));
    for (int from : new int[] {0, 100}) {
      assertThat(Arrays.stream(indices, from, from + 100).sorted().toArray())
          .isEqualTo(IntStream.range(0, 100).toArray());
    }
    assertThat(indices).hasSize(250);
  }

  @Test
  void uniformIsNotInOrder() {
    int[] indices = Distribution.UNIFORM.indices(1_000, 1_000, new SplittableRandom(SEED));
    long inPlace = IntStream.range(0, 1_000).filter(i -> indices[i] == i).count();
    assertThat(inPlace).isLessThan(20);
  }

  @Test
  void zipfMeetsRanksAsOftenAsItsFormulaSays() {
    int keys = 1_000;
    int draws = 2_000_000;
    int[] counts = new int[keys];
    for (int index : Distribution.ZIPF.indices(keys, draws, new SplittableRandom(SEED))) {
      counts[index]++;
    }
    double norm =
        IntStream.rangeClosed(1, keys)
            .mapToDouble(rank -> Math.pow(rank, -Distribution.ZIPF_EXPONENT))
            .sum();
    for (int rank : new int[] {1, 2, 3, 10, 100, 1_000}) {
      double expected = draws * Math.pow(rank, -Distribution.ZIPF_EXPONENT) / norm;
      assertThat((double) counts[rank - 1])
          .as("rank %d", rank)
          .isCloseTo(expected, within(6 * Math.sqrt(expected)));
    }
  }

  @Test
  void zipfOverOneKeyDrawsThatKey() {
    assertThat(Distribution.ZIPF.indices(1, 10, new SplittableRandom(SEED))).containsOnly(0);
  }
}
