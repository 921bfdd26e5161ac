package dev.inlay.jmh.workload;

import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Changes several keys all or nothing, where a map can. */
@FunctionalInterface
public interface Transactor {

  /**
   * Adds one to the value of each key.
   *
   * @param map the map
   * @param keys present keys
   */
  void count(Map<Object, Object> map, List<Object> keys);

  /**
   * Finds a map's way.
   *
   * @param map the map
   * @return the way, or empty when it has none
   */
  static Optional<Transactor> of(Map<?, ?> map) {
    if (map instanceof ShardedMap<?, ?>) {
      return Optional.of(Transactor::countSharded);
    }
    return map instanceof SnapshotMap<?, ?>
        ? Optional.of(Transactor::countSnapshot)
        : Optional.empty();
  }

  /**
   * Changes the keys one by one, which is not all or nothing.
   *
   * @param map the map
   * @param keys present keys
   */
  static void oneByOne(Map<Object, Object> map, List<Object> keys) {
    for (Object key : keys) {
      map.computeIfPresent(key, Values.COUNT);
    }
  }

  private static void countSharded(Map<Object, Object> map, List<Object> keys) {
    ((ShardedMap<Object, Object>) map)
        .atomically(
            keys,
            view -> {
              for (Object key : keys) {
                Object value = Objects.requireNonNull(view.get(key));
                view.put(key, Values.COUNT.apply(key, value));
              }
              return true;
            });
  }

  private static void countSnapshot(Map<Object, Object> map, List<Object> keys) {
    ((SnapshotMap<Object, Object>) map)
        .update(
            view -> {
              for (Object key : keys) {
                Object value = Objects.requireNonNull(view.get(key));
                view.put(key, Values.COUNT.apply(key, value));
              }
              return true;
            });
  }
}
