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

/**
 * {@code StripedMap} is linearizable: Lincheck makes scenarios of a few operations in each of two
 * threads (three under stress), runs each in many interleavings, chosen one by one or by the
 * scheduler, and looks whether some order of the operations explains the results.
 */
class StripedMapLincheck {

  private static Class<?> meaning(Class<?> operations) {
    return operations == StripedMapOperations.Cleaning.class
            || operations == StripedMapOperations.Shrinking.class
        ? HashMapOperations.Two.class
        : HashMapOperations.One.class;
  }

  private static void model(
      Class<?> operations, int scenarios, int interleavings, boolean lockFree) {
    new ModelCheckingOptions()
        .checkObstructionFreedom(lockFree)
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(interleavings)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(meaning(operations))
        .check(operations);
  }

  private static void stress(Class<?> operations, int scenarios) {
    new StressOptions()
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(2_000)
        .threads(3)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(2)
        .sequentialSpecification(meaning(operations))
        .check(operations);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        StripedMapOperations.Growing.class,
        StripedMapOperations.Cleaning.class,
        StripedMapOperations.Shrinking.class,
        StripedMapOperations.Colliding.class
      })
  void chosenInterleavings(Class<?> operations) {
    model(operations, 4, 1_000, false);
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
    stress(operations, 25);
  }

  /** A thread that is alone finishes, wherever the others stand. */
  @Test
  void nobodyIsWaitedFor() {
    model(StripedMapOperations.LockFree.class, 5, 1_000, true);
  }

  @Test
  void aPlantedBugIsFound() {
    assertThatThrownBy(() -> model(StripedMapOperations.Torn.class, 100, 1_000, false))
        .isInstanceOf(LincheckAssertionError.class)
        .satisfies(error -> assertThat(error).hasMessageContaining("Invalid execution results"));
  }
}
