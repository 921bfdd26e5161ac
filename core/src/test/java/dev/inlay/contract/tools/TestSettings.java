package dev.inlay.contract.tools;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the command line can tell the suite.
 *
 * <ul>
 *   <li>{@code -Dinlay.seed=N} repeats the random choices of a run that printed this seed.
 *   <li>{@code -Dinlay.scale=X} multiplies how long and how often concurrent and random tests run.
 *   <li>{@code -Dinlay.patience=X} multiplies after how long something counts as hanging, for slow
 *       machines; what JUnit itself limits is {@code
 *       -Djunit.jupiter.execution.timeout.default=180s}.
 * </ul>
 */
public final class TestSettings {
  private static final long SEED = Long.getLong("inlay.seed", System.nanoTime() & 0xFFFF_FFFFL);
  private static final double SCALE =
      Double.parseDouble(System.getProperty("inlay.scale", "1").trim());
  private static final double PATIENCE =
      Double.parseDouble(System.getProperty("inlay.patience", "1").trim());
  private static final Set<String> ANNOUNCED = ConcurrentHashMap.newKeySet();

  private TestSettings() {}

  /** Whether this is a long run, in which slow tests see every configuration. */
  public static boolean isLongRun() {
    return SCALE >= 4;
  }

  /** A source of random numbers for one test, which prints the seed that reproduces it. */
  public static Random random(String test) {
    if (ANNOUNCED.add(test)) {
      System.out.println(test + ": reproduce with -Dinlay.seed=" + SEED);
    }
    return new Random(SEED * 0x9E37_79B9_7F4A_7C15L + test.hashCode());
  }

  /** A duration of {@code millis} at scale 1. */
  public static Duration span(long millis) {
    return Duration.ofMillis(Math.max(1, (long) (millis * SCALE)));
  }

  /** How long to wait for what takes less than {@code limit} on an ordinary machine. */
  public static Duration patience(Duration limit) {
    return Duration.ofMillis((long) (limit.toMillis() * PATIENCE));
  }

  /** A number of repetitions that is {@code count} at scale 1, and at least 1. */
  public static int times(int count) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, count * SCALE));
  }
}
