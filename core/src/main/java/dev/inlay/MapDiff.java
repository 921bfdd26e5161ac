package dev.inlay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What differs between two snapshots, from the older to the newer. Values differ when they are not
 * equal by {@code equals}.
 *
 * <pre>{@code
 * MapDiff<String, Route> diff = SnapshotMap.diff(older, newer);
 * diff.removed().keySet().forEach(server::close);
 * diff.added().forEach(server::open);
 * diff.changed().forEach((path, change) -> server.move(path, change.before(), change.after()));
 * }</pre>
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @param added the mappings whose keys are in the newer one only; unmodifiable
 * @param removed the mappings whose keys are in the older one only; unmodifiable
 * @param changed the keys that are in both with different values; unmodifiable
 */
public record MapDiff<K, V>(Map<K, V> added, Map<K, V> removed, Map<K, Change<V>> changed) {

  /**
   * A value before and after.
   *
   * @param <V> the type of values
   * @param before the value in the older snapshot
   * @param after the value in the newer one
   */
  public record Change<V>(V before, V after) {}

  /**
   * Makes a description of differences.
   *
   * @param added the mappings whose keys are in the newer one only
   * @param removed the mappings whose keys are in the older one only
   * @param changed the keys that are in both with different values
   * @throws NullPointerException if an argument is null
   */
  public MapDiff {
    added = unmodifiable(added, "added");
    removed = unmodifiable(removed, "removed");
    changed = unmodifiable(changed, "changed");
  }

  private static <K, V> Map<K, V> unmodifiable(Map<K, V> map, String name) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(map, name)));
  }

  /**
   * Tells whether there are no differences.
   *
   * @return whether there are none
   */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  /**
   * Returns the number of keys that differ.
   *
   * @return the number
   */
  public int size() {
    return added.size() + removed.size() + changed.size();
  }
}
