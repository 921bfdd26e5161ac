package dev.inlay.lincheck;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code SnapshotMap} is linearizable, its updates of several keys and its snapshots included. */
class SnapshotMapLincheck {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SnapshotMapOperations.Whole.class,
        SnapshotMapOperations.Colliding.class,
        SnapshotMapOperations.Growing.class,
        SnapshotMapOperations.Shrinking.class
      })
  void chosenInterleavings(Class<?> operations) {
    Checker.model(operations, 2, 300);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        SnapshotMapOperations.Whole.class,
        SnapshotMapOperations.Colliding.class,
        SnapshotMapOperations.Growing.class,
        SnapshotMapOperations.Shrinking.class
      })
  void interleavingsOfTheScheduler(Class<?> operations) {
    Checker.stress(operations, 8, 2_000);
  }
}
