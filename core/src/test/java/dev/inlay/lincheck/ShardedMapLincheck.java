package dev.inlay.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ShardedMap} is linearizable, its transactions and its reads of one moment included. The
 * waiting of {@code ShardLock}, which spins and then parks, needs no help from Lincheck.
 */
class ShardedMapLincheck {

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
    Checker.model(operations, 3, 300);
  }

  @Test
  void chosenInterleavingsOfTransactions() {
    Checker.model(ShardedMapOperations.Whole.class, 1, 100);
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
    Checker.stress(operations, 6, 1_000);
  }

  /** Faults in the map's own classes: {@link PlantedFaultsLincheck}. */
  @Test
  void aTornTransactionIsFound() {
    assertThatThrownBy(() -> Checker.first(ShardedMapOperations.TornTransaction.class, 100, 300))
        .isInstanceOf(LincheckAssertionError.class)
        .satisfies(error -> assertThat(error).hasMessageContaining("Invalid execution results"));
  }
}
