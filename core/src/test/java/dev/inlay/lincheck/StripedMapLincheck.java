package dev.inlay.lincheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code StripedMap} is linearizable, and what waits for nobody is lock-free. */
class StripedMapLincheck {

  @ParameterizedTest
  @ValueSource(
      classes = {
        StripedMapOperations.Growing.class,
        StripedMapOperations.Cleaning.class,
        StripedMapOperations.Shrinking.class,
        StripedMapOperations.Colliding.class
      })
  void chosenInterleavings(Class<?> operations) {
    Checker.model(operations, 3, 500);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        StripedMapOperations.Growing.class,
        StripedMapOperations.Cleaning.class,
        StripedMapOperations.Shrinking.class,
        StripedMapOperations.Colliding.class
      })
  void interleavingsOfTheScheduler(Class<?> operations) {
    Checker.stress(operations, 12, 2_000);
  }

  /** A thread that is alone finishes, wherever the others stand. */
  @Test
  void nobodyIsWaitedFor() {
    Checker.lockFree(StripedMapOperations.LockFree.class, 5, 500);
  }
}
