package dev.inlay.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often a map is asked for its size. */
class SizeLogTest {
  private static final long MICROSECOND = 1_000;
  private static final long SECOND = 1_000_000_000;

  /** Samples come each microsecond; returns how often the size is asked for in a second. */
  private static int asked(SizeLog log, long nanos, long outlierNanos) {
    int asked = 0;
    for (long now = 0; now < SECOND; now += MICROSECOND) {
      if (log.isDue(now, 1)) {
        asked++;
        log.add(now, now, asked % 10 == 2 ? outlierNanos : nanos);
      }
    }
    return asked;
  }

  @Test
  void aSizeThatIsCheapIsAskedForAtEvenSteps() {
    SizeLog log = new SizeLog();
    assertThat(asked(log, 0, 0)).isBetween(256, 3_000);
    log.addLast(SECOND, 1);
    assertThat(log.curve().first()).isZero();
    assertThat(log.curve().last()).isEqualTo(SECOND);
    assertThat(log.curve().median()).isBetween(SECOND / 100 * 49, SECOND / 100 * 51);
    assertThat(log.curve().risesThroughout()).isTrue();
  }

  @Test
  void askingTakesAThousandthOfTheTime() {
    assertThat(asked(new SizeLog(), 100 * MICROSECOND, 100 * MICROSECOND)).isBetween(10, 13);
  }

  @Test
  void oneThatTookLongByChanceHindersNoOther() {
    assertThat(asked(new SizeLog(), 0, SECOND / 100)).isGreaterThan(256);
  }
}
