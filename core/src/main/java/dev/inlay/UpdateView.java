package dev.inlay;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SnapshotMap} inside an {@link SnapshotMap#update update}: any of its mappings can be
 * read and written, and others see all of the changes at once, when the update ends, or none.
 *
 * <p>Reads see the update's own writes. A view serves one thread and one call of its function; used
 * from another thread or later it throws {@link IllegalStateException}.
 *
 * <pre>{@code
 * routes.update(view -> {
 *   String target = view.remove("/old");
 *   if (target != null) {
 *     view.put("/new", target);
 *   }
 *   return target;
 * });
 * }</pre>
 *
 * <p>Every method throws {@link NullPointerException} for a null argument. Each takes the time of
 * the same method of the map, without its publication.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface UpdateView<K, V> {

  /**
   * Returns the key's value inside the update.
   *
   * @param key the key
   * @return the value, or {@code null} when absent
   */
  @Nullable V get(Object key);

  /**
   * Sets the key's value.
   *
   * @param key the key
   * @param value the new value
   * @return the value before, or {@code null} when there was none
   */
  @Nullable V put(K key, V value);

  /**
   * Removes the key.
   *
   * @param key the key
   * @return the value before, or {@code null} when there was none
   */
  @Nullable V remove(Object key);

  /** Removes all mappings. */
  void clear();

  /**
   * Returns the number of mappings inside the update.
   *
   * @return the number
   */
  long size();

  /**
   * Runs an action on each mapping as it is when the call begins; the action may change the view.
   *
   * @param action what to run
   */
  void forEach(BiConsumer<? super K, ? super V> action);

  /**
   * Replaces each value by the function's result.
   *
   * <p>When the function throws, some values may have been replaced inside the update, each by its
   * result; an update that throws in turn publishes none of them.
   *
   * @param function called once with each key and its value
   * @throws NullPointerException if the function returns null
   * @throws IllegalStateException if the function uses the view
   */
  void replaceAll(BiFunction<? super K, ? super V, ? extends V> function);

  /**
   * Tells whether there are no mappings inside the update.
   *
   * @return whether there are none
   */
  default boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Tells whether the key is present inside the update.
   *
   * @param key the key
   * @return whether it has a value
   */
  default boolean containsKey(Object key) {
    return get(key) != null;
  }

  /**
   * Returns the key's value inside the update, or another.
   *
   * @param key the key
   * @param defaultValue what to return when the key is absent
   * @return the value, or the default
   */
  default V getOrDefault(Object key, V defaultValue) {
    V value = get(key);
    return value == null ? defaultValue : value;
  }

  /**
   * Sets the key's value if it has none.
   *
   * @param key the key
   * @param value the value
   * @return the value that it has already, or {@code null}
   */
  default @Nullable V putIfAbsent(K key, V value) {
    Objects.requireNonNull(value, "value");
    V present = get(key);
    return present == null ? put(key, value) : present;
  }

  /**
   * Sets all mappings of another map.
   *
   * @param map the mappings
   */
  default void putAll(Map<? extends K, ? extends V> map) {
    Objects.requireNonNull(map, "map");
    map.forEach(this::put);
  }

  /**
   * Sets the key's value to a function's result, or removes it when the result is null.
   *
   * @param key the key
   * @param remapping called once with the key and its value ({@code null} when absent)
   * @return the new value, or {@code null}
   */
  default @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(remapping, "remapping");
    V value = remapping.apply(key, get(key));
    if (value == null) {
      remove(key);
    } else {
      put(key, value);
    }
    return value;
  }

  /**
   * Returns the key's value, setting it first to a function's result if it has none.
   *
   * @param key the key
   * @param mapping called when the key is absent; {@code null} sets nothing
   * @return the value, or {@code null}
   */
  default @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    V present = get(key);
    if (present != null) {
      return present;
    }
    V value = mapping.apply(key);
    if (value != null) {
      put(key, value);
    }
    return value;
  }

  /**
   * Sets the value of a present key to a function's result, or removes it when the result is null.
   *
   * @param key the key
   * @param remapping called with the key and its value when it has one
   * @return the new value, or {@code null}
   */
  default @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(remapping, "remapping");
    V present = get(key);
    return present == null ? null : compute(key, (same, value) -> remapping.apply(same, present));
  }

  /**
   * Sets the key's value, or, if it has one, combines it with the given one.
   *
   * @param key the key
   * @param value what the key gets when it is absent
   * @param remapping called with the present and the given value; {@code null} removes the key
   * @return the new value, or {@code null}
   */
  default @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(remapping, "remapping");
    return compute(
        key, (same, present) -> present == null ? value : remapping.apply(present, value));
  }
}
