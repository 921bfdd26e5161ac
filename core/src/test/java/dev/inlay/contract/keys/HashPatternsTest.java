package dev.inlay.contract.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.SlowMapContract;
import dev.inlay.contract.tools.Keys.Hashed;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviour 12: regular hash codes are handled correctly, and spread well. */
class HashPatternsTest extends SlowMapContract {
  private static final int COUNT = 1 << 15;

  /** How the i-th hash code is made. */
  enum Pattern {
    SEQUENTIAL(i -> i),
    NEGATIVE(i -> -i),
    ALTERNATING(i -> i % 2 == 0 ? i : -i),
    EVEN(i -> 2 * i),
    HIGH_BITS_ONLY(i -> i << 16),
    HIGHEST_BITS_REVERSED(Integer::reverse),
    MULTIPLES_OF_1024(i -> i << 10),
    FROM_MIN_VALUE(i -> Integer.MIN_VALUE + i),
    UP_TO_MAX_VALUE(i -> Integer.MAX_VALUE - i),
    FLOATS(i -> Float.floatToIntBits(i)),
    DOUBLES(i -> Double.hashCode(i)),
    TENTHS(i -> Double.hashCode(i / 10.0)),
    GOLDEN(i -> i * 0x9E37_79B9),
    TIMES_31(i -> i * 31 * 31 * 31),
    PAIRS(i -> 31 * (i >> 8) + (i & 255)),
    GRAY(i -> i ^ i >> 1);

    final IntUnaryOperator hash;

    Pattern(IntUnaryOperator hash) {
      this.hash = hash;
    }
  }

  @ParameterizedTest
  @EnumSource
  void patternsAreCorrectAndSpread(Pattern pattern) {
    InlayMap<Hashed, Integer> map = newMap();
    for (int i = 0; i < COUNT; i++) {
      assertThat(map.put(new Hashed(i, pattern.hash.applyAsInt(i)), i)).isNull();
    }
    assertThat(map).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(map.get(new Hashed(i, pattern.hash.applyAsInt(i)))).isEqualTo(i);
      assertThat(map.get(new Hashed(-1 - i, pattern.hash.applyAsInt(i)))).isNull();
    }
    int distinct = (int) IntStream.range(0, COUNT).map(pattern.hash).distinct().count();
    if (distinct == COUNT) {
      assertThat(map.stats().collisionEntries()).isLessThan(COUNT / 50);
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(map.remove(new Hashed(i, pattern.hash.applyAsInt(i)))).isEqualTo(i);
    }
    assertThat(map).isEmpty();
  }

  @Test
  void extremeHashCodesTogether() {
    InlayMap<Hashed, Integer> map = newMap();
    int[] extremes = {0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE + 1};
    for (int id = 0; id < 120; id++) {
      map.put(new Hashed(id, extremes[id % extremes.length]), id);
    }
    for (int id = 0; id < 120; id++) {
      assertThat(map.get(new Hashed(id, extremes[id % extremes.length]))).isEqualTo(id);
    }
    assertThat(map).hasSize(120);
  }
}
