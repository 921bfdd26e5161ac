package dev.inlay.contract.tools;

import java.time.Duration;
import java.util.regex.Pattern;

/** Asserts that a check can fail: the negative control beside every randomised or racy test. */
public final class Budget {
  private static final Duration LIMIT = TestSettings.patience(Duration.ofSeconds(60));

  private Budget() {}

  /**
   * Repeats {@code check} until it fails for the reason that the pattern {@code message} describes,
   * and fails if it never does within the limit.
   */
  public static void mustBeCaught(String message, Runnable check) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    do {
      try {
        check.run();
      } catch (AssertionError caught) {
        if (Pattern.compile(message).matcher(caught.getMessage()).find()) {
          return;
        }
        throw new IllegalStateException("caught for another reason than «" + message + "»", caught);
      }
    } while (System.nanoTime() < deadline);
    throw new IllegalStateException("the planted bug was not caught within " + LIMIT);
  }
}
