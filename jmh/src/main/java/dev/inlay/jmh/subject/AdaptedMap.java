package dev.inlay.jmh.subject;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A map of another library, or one written by hand, as a {@link ConcurrentMap}: what subclasses do
 * not do better is done by {@code get}, and a conditional change that is retried.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
abstract class AdaptedMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {

  @Override
  public abstract @Nullable V get(Object key);

  @Override
  public abstract @Nullable V put(K key, V value);

  @Override
  public abstract @Nullable V remove(Object key);

  /**
   * Changes the key's value if it is the expected one.
   *
   * @param key the key
   * @param expected the value, or {@code null} for none
   * @param value the new value, or {@code null} to remove
   * @return whether it was; not false because something else changed meanwhile
   */
  abstract boolean change(K key, @Nullable V expected, @Nullable V value);

  /**
   * Walks over the mappings.
   *
   * @return the mappings of some moment
   */
  abstract Iterator<Entry<K, V>> entries();

  @Override
  public abstract int size();

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    V value = get(key);
    return value == null ? defaultValue : value;
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    for (; ; ) {
      V present = get(key);
      if (present != null || change(key, null, value)) {
        return present;
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean remove(Object key, Object value) {
    return value != null && change((K) key, (V) value, null);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return change(key, Objects.requireNonNull(oldValue), Objects.requireNonNull(newValue));
  }

  @Override
  public @Nullable V replace(K key, V value) {
    for (; ; ) {
      V present = get(key);
      if (present == null || change(key, present, value)) {
        return present;
      }
    }
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<K, V>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return AdaptedMap.this.size();
      }
    };
  }

  static <T> boolean isExpected(@Nullable T present, @Nullable T expected) {
    return present == expected || Objects.equals(present, expected);
  }
}
