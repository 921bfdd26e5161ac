package dev.inlay.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.contract.tools.TestSettings;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What the sketch says of distributions that are known. */
class KeySketchTest {
  private static final double[] FRACTIONS = {0, 0.0001, 0.001, 0.01, 0.1};

  private static double[] hottest(int keys, int uses, IntSupplier draw) {
    KeySketch sketch = new KeySketch();
    for (int i = 0; i < uses; i++) {
      sketch.add(new int[] {draw.getAsInt()}, 1);
    }
    return sketch.hottest(keys, FRACTIONS);
  }

  /** Draws ranks by the sums of their probabilities. */
  private static IntSupplier zipf(int keys, double exponent, Random random) {
    double[] sums = sums(keys, exponent);
    return () -> {
      int found = Arrays.binarySearch(sums, random.nextDouble());
      return found < 0 ? ~found : found;
    };
  }

  private static double[] sums(int keys, double exponent) {
    double[] sums = new double[keys];
    double sum = 0;
    for (int i = 0; i < keys; i++) {
      sum += Math.pow(i + 1, -exponent);
      sums[i] = sum;
    }
    double total = sum;
    Arrays.setAll(sums, i -> sums[i] / total);
    return sums;
  }

  private static double share(int keys, double exponent, double fraction) {
    return sums(keys, exponent)[(int) Math.max(0, Math.round(fraction * keys) - 1)];
  }

  @Test
  void uniformUseOfFewKeysIsUniform() {
    Random random = TestSettings.random("KeySketchTest few");
    double[] shares = hottest(1_000, 200_000, () -> random.nextInt(1_000));
    assertThat(shares[3]).isCloseTo(0.01, within(0.004));
    assertThat(shares[4]).isCloseTo(0.1, within(0.01));
  }

  /** The trap: most keys are seen once or never, and those that are seen are not the hottest. */
  @Test
  void uniformUseOfManyKeysIsUniform() {
    Random random = TestSettings.random("KeySketchTest many");
    for (int uses : new int[] {5_000, 100_000, 3_000_000}) {
      double[] shares = hottest(1_000_000, uses, () -> random.nextInt(1_000_000));
      assertThat(shares[0]).isLessThan(0.01);
      assertThat(shares[2]).isCloseTo(0.001, within(0.01));
      assertThat(shares[4]).as("%d uses", uses).isCloseTo(0.1, within(0.05));
    }
  }

  @Test
  void zipfOfTrackedKeysIsZipf() {
    Random random = TestSettings.random("KeySketchTest zipf");
    double[] shares = hottest(10_000, 1_000_000, zipf(10_000, 0.99, random));
    assertThat(shares[0]).isCloseTo(share(10_000, 0.99, 0), within(0.01));
    assertThat(shares[2]).isCloseTo(share(10_000, 0.99, 0.001), within(0.02));
    assertThat(shares[3]).isCloseTo(share(10_000, 0.99, 0.01), within(0.02));
    assertThat(shares[4]).isCloseTo(share(10_000, 0.99, 0.1), within(0.02));
  }

  /** More keys than are tracked: the heavy ones, and a part of the others. */
  @Test
  void zipfOfManyKeysIsZipf() {
    Random random = TestSettings.random("KeySketchTest many zipf");
    double[] shares = hottest(1_000_000, 3_000_000, zipf(1_000_000, 0.99, random));
    assertThat(shares[0]).isCloseTo(share(1_000_000, 0.99, 0), within(0.01));
    assertThat(shares[1]).isCloseTo(share(1_000_000, 0.99, 0.0001), within(0.03));
    assertThat(shares[2]).isCloseTo(share(1_000_000, 0.99, 0.001), within(0.05));
    assertThat(shares[3]).isCloseTo(share(1_000_000, 0.99, 0.01), within(0.06));
    assertThat(shares[4])
        .as("a lower bound, as most keys came once or never")
        .isBetween(0.6, share(1_000_000, 0.99, 0.1) + 0.03);
  }

  @Test
  void oneHotKeyIsFoundAmongMany() {
    Random random = TestSettings.random("KeySketchTest hot");
    double[] shares =
        hottest(
            500_000,
            1_000_000,
            () -> random.nextInt(10) < 3 ? 77 : 1_000 + random.nextInt(500_000));
    assertThat(shares[0]).isCloseTo(0.3, within(0.01));
    assertThat(shares[4]).isCloseTo(0.3 + 0.7 * 0.1, within(0.06));
  }

  @Test
  void sharesNeverFallAndNeverAreTooSmallOrTooLarge() {
    Random random = TestSettings.random("KeySketchTest bounds");
    for (int keys : new int[] {1, 2, 7, 300}) {
      double[] shares = hottest(keys, 150, () -> random.nextInt(1 + keys));
      assertThat(shares).isSorted();
      assertThat(shares[4]).isBetween(Math.min(1, Math.max(0.1, 1.0 / keys)) - 1e-9, 1.0);
    }
  }
}
