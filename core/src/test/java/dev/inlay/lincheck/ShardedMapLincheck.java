package dev.inlay.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.TestSettings;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ShardedMap} is linearizable, its transactions and its reads of one moment included.
 *
 * <p>The waiting of {@code ShardLock}, which spins and then parks, needs no help from Lincheck.
 * Transactions and reads of one moment run under stress only: with them Lincheck 3.7's model
 * checker ends in a {@code NullPointerException} of its own ({@code
 * SnapshotTracker.restoreValues}), and takes for endless the recursion of 128 calls by which they
 * first see that the stack is deep enough.
 */
class ShardedMapLincheck {
  private static Class<?> meaning(Class<?> operations) {
    return operations == ShardedMapOperations.Cleaning.class
            || operations == ShardedMapOperations.Shrinking.class
        ? HashMapOperations.Two.class
        : HashMapOperations.One.class;
  }

  private static void model(Class<?> operations, int scenarios) {
    new ModelCheckingOptions()
        .iterations(TestSettings.times(scenarios))
        .invocationsPerIteration(300)
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(2)
        .sequentialSpecification(meaning(operations))
        .check(operations);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ShardedMapOperations.Growing.class,
        ShardedMapOperations.Cleaning.class,
        ShardedMapOperations.Shrinking.class,
        ShardedMapOperations.Splitting.class,
        ShardedMapOperations.Colliding.class
      })
  void chosenInterleavings(Class<?> operations) {
    model(operations, 2);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ShardedMapOperations.Growing.class,
        ShardedMapOperations.Cleaning.class,
        ShardedMapOperations.Shrinking.class,
        ShardedMapOperations.Splitting.class,
        ShardedMapOperations.Colliding.class,
        ShardedMapOperations.Whole.class
      })
  void interleavingsOfTheScheduler(Class<?> operations) {
    new StressOptions()
        .iterations(TestSettings.times(6))
        .invocationsPerIteration(1_000)
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
        ShardedMapOperations.TornTransaction.class,
        ShardedMapOperations.TornFunction.class
      })
  void aPlantedBugIsFound(Class<?> operations) {
    assertThatThrownBy(() -> model(operations, 100))
        .isInstanceOf(LincheckAssertionError.class)
        .satisfies(error -> assertThat(error).hasMessageContaining("Invalid execution results"));
  }
}
