package dev.inlay.jmh.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.workload.KeyUse.Histogram;
import dev.inlay.jmh.workload.KeyUse.Zipfian;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys come as often as the workload says. */
class KeyUseTest {

  private static double share(KeyUse use, int keys, int first) {
    int[] drawn = use.indices(keys, 200_000, new SplittableRandom(5));
    assertThat(Arrays.stream(drawn).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(drawn).max().orElseThrow()).isLessThan(keys);
    return Arrays.stream(drawn).filter(index -> index < first).count() / 200_000.0;
  }

  private static Histogram histogram() {
    return new Histogram(
        List.of(
            new Histogram.Point("hot.key", 0, 0.05),
            new Histogram.Point("hot.0.1%", 0.001, 0.2),
            new Histogram.Point("hot.10%", 0.1, 0.7)));
  }

  @Test
  void aHistogramIsReproduced() {
    assertThat(share(histogram(), 100_000, 1)).isCloseTo(0.05, within(0.005));
    assertThat(share(histogram(), 100_000, 100)).isCloseTo(0.2, within(0.005));
    assertThat(share(histogram(), 100_000, 10_000)).isCloseTo(0.7, within(0.005));
    assertThat(share(histogram(), 100_000, 55_000)).isCloseTo(0.85, within(0.005));
  }

  @Test
  void fewKeysShareWhatIsLeft() {
    assertThat(share(histogram(), 20, 1)).isCloseTo(0.2, within(0.005));
    assertThat(share(histogram(), 20, 2)).isCloseTo(0.7, within(0.005));
    assertThat(share(histogram(), 1, 1)).isEqualTo(1);
  }

  @Test
  void anExponentOfOneIsNoSpecialCase() {
    assertThat(share(new Zipfian(1), 1_000, 1))
        .isCloseTo(share(new Zipfian(1.001), 1_000, 1), within(0.01));
    assertThat(share(new Zipfian(0.99), 1_000, 10)).isBetween(0.3, 0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 12, 13, 36, 1000})
  void stringsOfAnyLengthDiffer(int length) {
    WorkloadSpec spec =
        WorkloadParser.parse(
            "keys",
            "format = 1; entries = 1K; key.type = string; key.length = "
                + length
                + "; op.size = 1");
    WorkloadKeys keys = new WorkloadKeys(spec, 20_000);
    Set<Object> seen = new HashSet<>();
    for (int id = 0; id < 20_000; id++) {
      Object key = keys.key(id);
      assertThat(((String) key).length()).isEqualTo(length);
      assertThat(seen.add(key)).as("%d: %s", id, key).isTrue();
    }
    assertThat(keys.key(7)).isEqualTo(keys.key(7)).isNotSameAs(keys.key(7));
    assertThat(WorkloadKeys.most(KeyKind.STRING, length)).isGreaterThan(20_000);
  }
}
