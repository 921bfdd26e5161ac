package dev.inlay;

import dev.inlay.internal.bulk.BulkTask;
import dev.inlay.internal.view.EntrySetView;
import dev.inlay.internal.view.Traversable;
import dev.inlay.internal.view.Traversal;
import dev.inlay.internal.view.ValuesView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What all maps share: everything that can be said in terms of single-key operations and a {@link
 * Traversal}.
 */
abstract class AbstractInlayMap<K, V> implements InlayMap<K, V> {

  /** Starts a walk over all mappings. */
  abstract Traversal<K, V> traversal();

  /** Returns what views need of this map. */
  final Traversable<K, V> traversable() {
    return new Traversable<>() {
      @Override
      public Traversal<K, V> traversal() {
        return AbstractInlayMap.this.traversal();
      }

      @Override
      public boolean removeIf(BiPredicate<? super K, ? super V> filter, boolean valueToo) {
        return AbstractInlayMap.this.removeIf(filter, valueToo);
      }

      @Override
      public ConcurrentMap<K, V> map() {
        return AbstractInlayMap.this;
      }
    };
  }

  /** Removes the mappings that a filter accepts, one by one. */
  boolean removeIf(BiPredicate<? super K, ? super V> filter, boolean valueToo) {
    boolean changed = false;
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      V value = traversal.value();
      if (filter.test(traversal.key(), value)) {
        traversal.mark();
        changed |= traversal.removeMarked(valueToo ? value : null);
      }
    }
    return changed;
  }

  @Override
  public int size() {
    return (int) Math.min(mappingCount(), Integer.MAX_VALUE);
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public boolean containsValue(Object value) {
    Objects.requireNonNull(value, "value");
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      V present = traversal.value();
      if (present == value || value.equals(present)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    V value = get(key);
    return value != null ? value : defaultValue;
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    Objects.requireNonNull(map, "map");
    map.forEach(this::put);
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Objects.requireNonNull(keys, "keys");
    Map<K, V> found =
        new LinkedHashMap<>(Math.max(16, (int) Math.min(keys.size() * 4L / 3, 1 << 30)));
    for (K key : keys) {
      V value = get(Objects.requireNonNull(key, "keys contains null"));
      if (value != null) {
        found.putIfAbsent(key, value);
      }
    }
    return found;
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    BiFunction<K, V, V> replacement =
        (key, value) ->
            Objects.requireNonNull(function.apply(key, value), "function returned null");
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      computeIfPresent(traversal.key(), replacement);
    }
  }

  @Override
  public Set<K> keySet() {
    return new SerializableKeySet<>(this, null);
  }

  @Override
  public Set<K> keySet(V mappedValue) {
    return new SerializableKeySet<>(this, Objects.requireNonNull(mappedValue, "mappedValue"));
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new EntrySetView<>(traversable());
  }

  @Override
  public Collection<V> values() {
    return new ValuesView<>(traversable());
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      action.accept(traversal.key(), traversal.value());
    }
  }

  @Override
  public void forEach(long parallelismThreshold, BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    BulkTask.forEach(traversal(), checkedThreshold(parallelismThreshold), action);
  }

  @Override
  public <U> @Nullable U search(
      long parallelismThreshold, BiFunction<? super K, ? super V, ? extends @Nullable U> search) {
    Objects.requireNonNull(search, "search");
    return BulkTask.search(traversal(), checkedThreshold(parallelismThreshold), search);
  }

  @Override
  public <U> @Nullable U reduce(
      long parallelismThreshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> transformer,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    Objects.requireNonNull(transformer, "transformer");
    Objects.requireNonNull(reducer, "reducer");
    return BulkTask.reduce(
        traversal(), checkedThreshold(parallelismThreshold), transformer, reducer);
  }

  private static long checkedThreshold(long parallelismThreshold) {
    if (parallelismThreshold < 1) {
      throw new IllegalArgumentException(
          "parallelismThreshold must be at least 1, but is " + parallelismThreshold);
    }
    return parallelismThreshold;
  }

  /** Equal to any map with the same mappings; meaningful only while neither changes. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    if (!(other instanceof Map<?, ?> map)) {
      return false;
    }
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      Object value = map.get(traversal.key());
      if (value == null || (value != traversal.value() && !value.equals(traversal.value()))) {
        return false;
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey();
      Object value = entry.getValue();
      Object mine = key == null || value == null ? null : get(key);
      if (mine == null || (mine != value && !value.equals(mine))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      sum += traversal.key().hashCode() ^ traversal.value().hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      if (text.length() > 1) {
        text.append(", ");
      }
      K key = traversal.key();
      V value = traversal.value();
      text.append(key == this ? "(this Map)" : key)
          .append('=')
          .append(value == this ? "(this Map)" : value);
    }
    return text.append('}').toString();
  }
}
