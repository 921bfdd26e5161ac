package dev.inlay.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Keys that differ have hashes that differ, even where their hash codes do not. */
class KeyShapeTest {
  private static final int SIDE = 300;

  private static int different(LongFunction<Object> key) {
    Set<Integer> hashes = new HashSet<>();
    LongStream.range(0, SIDE * SIDE).forEach(i -> hashes.add(KeyShape.of(key.apply(i)).hash()));
    return hashes.size();
  }

  private static void assertTold(LongFunction<Object> key, int hashCodes) {
    Set<Integer> codes = new HashSet<>();
    LongStream.range(0, SIDE * SIDE).forEach(i -> codes.add(key.apply(i).hashCode()));
    assertThat(codes).as("the trap").hasSizeLessThan(hashCodes);
    assertThat(different(key)).isGreaterThan(SIDE * SIDE - 10);
  }

  @Test
  void numbersOnAGridAreToldApart() {
    assertTold(i -> i / SIDE << 32 | i % SIDE, 600);
    assertTold(i -> (double) (i / SIDE << 40 | i % SIDE), SIDE * SIDE);
    assertTold(i -> new UUID(i / SIDE, i % SIDE), 600);
  }

  @Test
  void textsAreToldApart() {
    String[] twins = {"Aa", "BB"};
    LongFunction<Object> key =
        i -> {
          StringBuilder text = new StringBuilder();
          for (int bit = 0; bit < 17; bit++) {
            text.append(twins[(int) (i >> bit & 1)]);
          }
          return text.toString();
        };
    assertTold(key, 2);
    assertTold(i -> "x".repeat(1_000) + key.apply(i), 2);
  }

  @Test
  void equalKeysHaveEqualHashes() {
    assertThat(KeyShape.of(new String("key"))).isEqualTo(KeyShape.of("key"));
    assertThat(KeyShape.of(1L << 40)).isEqualTo(KeyShape.of(Long.valueOf(1L << 40)));
    assertThat(KeyShape.of(null).hash()).isZero();
    assertThat(KeyShape.of(new StringBuilder()).isByHashCode()).isTrue();
    assertThat(KeyShape.of(new UUID(1, 2)).isByHashCode()).isFalse();
  }
}
