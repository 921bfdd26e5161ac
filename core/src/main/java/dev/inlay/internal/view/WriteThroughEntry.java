package dev.inlay.internal.view;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as it was met; {@link #setValue} puts the value into the map, even if the mapping is
 * gone by then.
 */
final class WriteThroughEntry<K, V> implements Map.Entry<K, V> {

  private final ConcurrentMap<K, V> map;
  private final K key;
  private V value;

  WriteThroughEntry(ConcurrentMap<K, V> map, K key, V value) {
    this.map = map;
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public V setValue(V newValue) {
    Objects.requireNonNull(newValue, "value");
    V before = value;
    value = newValue;
    map.put(key, newValue);
    return before;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map.Entry<?, ?> entry
        && key.equals(entry.getKey())
        && value.equals(entry.getValue());
  }

  @Override
  public int hashCode() {
    return key.hashCode() ^ value.hashCode();
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
