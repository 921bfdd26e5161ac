package dev.inlay;

import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction may read and write: the keys it was declared with, as they are inside the
 * transaction.
 *
 * <p>Reads see the transaction's own writes; other threads see none of them before the transaction
 * ends, and all of them after. A view serves one thread and one call of its function; used from
 * another thread or later it throws {@link IllegalStateException}.
 *
 * <pre>{@code
 * accounts.atomically(List.of(from, to), view -> {
 *   view.put(from, view.get(from) - amount);
 *   view.put(to, view.get(to) + amount);
 *   return null;
 * });
 * }</pre>
 *
 * <p>Every method throws {@link IllegalArgumentException} for a key that the transaction was not
 * declared with, and {@link NullPointerException} for null arguments.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface TransactionView<K, V> {

  /**
   * Returns the keys of the transaction, each once, in the order in which they were declared.
   *
   * @return an unmodifiable set
   */
  Set<K> keys();

  /**
   * Returns the key's value inside the transaction.
   *
   * @param key a key of the transaction
   * @return the value, or {@code null} when absent
   */
  @Nullable V get(K key);

  /**
   * Sets the key's value.
   *
   * @param key a key of the transaction
   * @param value the new value
   * @return the value before, or {@code null} when there was none
   */
  @Nullable V put(K key, V value);

  /**
   * Removes the key.
   *
   * @param key a key of the transaction
   * @return the value before, or {@code null} when there was none
   */
  @Nullable V remove(K key);

  /**
   * Tells whether the key is present inside the transaction.
   *
   * @param key a key of the transaction
   * @return whether it has a value
   */
  default boolean containsKey(K key) {
    return get(key) != null;
  }

  /**
   * Sets the key's value to {@code remapping}'s result on the present one, or removes it when the
   * result is null.
   *
   * @param key a key of the transaction
   * @param remapping called once with the key and its value ({@code null} when absent)
   * @return the new value, or {@code null}
   */
  default @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    java.util.Objects.requireNonNull(remapping, "remapping");
    V value = remapping.apply(key, get(key));
    if (value == null) {
      remove(key);
    } else {
      put(key, value);
    }
    return value;
  }
}
