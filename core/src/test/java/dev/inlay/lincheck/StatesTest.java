package dev.inlay.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.MapStats;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * The states in which Lincheck's scenarios begin are as few operations from the next table as their
 * names say.
 */
class StatesTest {

  private static MapStats stats(MapOperations operations) {
    return ((InlayMap<?, ?>) operations.map()).stats();
  }

  /** What a figure was before the operations, and what it is then. */
  private record Change(long before, long after) {}

  private static Change change(
      MapOperations operations,
      ToLongFunction<MapStats> figure,
      Consumer<MapOperations> someOperations) {
    long before = figure.applyAsLong(stats(operations));
    someOperations.accept(operations);
    return new Change(before, figure.applyAsLong(stats(operations)));
  }

  @Test
  void shardedMapIsOneOperationFromTheNextGeneration() {
    assertThat(change(new ShardedMapOperations.Growing(), MapStats::slots, map -> map.put(2, 1)))
        .isEqualTo(new Change(8, 12));
    assertThat(
            change(new ShardedMapOperations.Cleaning(), MapStats::deadSlots, map -> map.put(3, 1)))
        .isEqualTo(new Change(4, 0));
    assertThat(change(new ShardedMapOperations.Shrinking(), MapStats::slots, map -> map.remove(2)))
        .isEqualTo(new Change(28, 8));
  }

  @Test
  void stripedMapIsTwoOperationsFromTheNextTable() {
    assertThat(
            change(
                new StripedMapOperations.Growing(),
                MapStats::slots,
                map -> {
                  map.put(2, 1);
                  map.put(3, 1);
                }))
        .isEqualTo(new Change(8, 13));
    assertThat(
            change(
                new StripedMapOperations.Cleaning(),
                MapStats::deadSlots,
                map -> {
                  map.put(3, 1);
                  map.remove(3);
                }))
        .isEqualTo(new Change(4, 1));
    assertThat(change(new StripedMapOperations.Shrinking(), MapStats::slots, map -> map.remove(2)))
        .isEqualTo(new Change(36, 8));
  }

  @Test
  void snapshotMapIsOneOperationFromTheNextShape() {
    assertThat(
            change(new SnapshotMapOperations.Growing(), MapStats::segments, map -> map.put(2, 1)))
        .isEqualTo(new Change(1, 2));
    Change shrunk =
        change(new SnapshotMapOperations.Shrinking(), MapStats::rebuilds, map -> map.remove(1));
    assertThat(shrunk.after()).isEqualTo(shrunk.before() + 1);
  }
}
