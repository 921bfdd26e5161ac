package dev.inlay.contract.tools;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** Turns a hang into a failure that shows where. */
public final class Hang {
  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(20));

  private Hang() {}

  /** Runs {@code action} in another thread and fails when it does not end. */
  public static void never(Crew.Job action) {
    assertTimeoutPreemptively(PATIENCE, action::run);
  }

  /** Returns what {@code action} threw of the given kind, or null when it ended without. */
  public static <X extends Throwable> X thrownBy(Class<X> kind, Crew.Job action) {
    ThrowingSupplier<X> attempt =
        () -> {
          try {
            action.run();
            return null;
          } catch (Throwable t) {
            if (kind.isInstance(t)) {
              return kind.cast(t);
            }
            throw t;
          }
        };
    return assertTimeoutPreemptively(PATIENCE, attempt);
  }
}
