package dev.inlay.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.TestSettings;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code SnapshotMap} is linearizable, its updates of several keys and its snapshots included. */
class SnapshotMapLincheck {

  private static void model(Class<?> operations, int scenarios) {
    new ModelCheckingOptions()
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(1_000)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(HashMapOperations.One.class)
        .check(operations);
  }

  /** The larger maps only under stress: Lincheck takes the loops of a rebuild for waiting. */
  @ParameterizedTest
  @ValueSource(classes = {SnapshotMapOperations.Whole.class, SnapshotMapOperations.Colliding.class})
  void chosenInterleavings(Class<?> operations) {
    model(operations, 2);
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
    new StressOptions()
        .iterations(TestSettings.times(10))
        .invocationsPerIteration(2_000)
        .threads(3)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(2)
        .sequentialSpecification(HashMapOperations.One.class)
        .check(operations);
  }

  @Test
  void aPlantedBugIsFound() {
    assertThatThrownBy(() -> model(SnapshotMapOperations.Torn.class, 100))
        .isInstanceOf(LincheckAssertionError.class)
        .satisfies(error -> assertThat(error).hasMessageContaining("Invalid execution results"));
  }
}
