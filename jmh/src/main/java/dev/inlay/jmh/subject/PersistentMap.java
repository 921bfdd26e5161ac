package dev.inlay.jmh.subject;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map behind an atomic reference: each operation reads the reference once, looks the
 * key up once, and a change is tried again when another came first.
 *
 * @param <R> the type of the persistent map
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public abstract class PersistentMap<R, K, V> extends AdaptedMap<K, V> {
  private final AtomicReference<R> current;

  PersistentMap(R empty) {
    current = new AtomicReference<>(empty);
  }

  abstract @Nullable V get(R map, Object key);

  /**
   * Returns a map with a mapping.
   *
   * @param present the key's value in the map, or {@code null} for none
   */
  abstract R with(R map, K key, V value, @Nullable V present);

  /** Returns a map without a key that it has. */
  abstract R without(R map, Object key);

  final R current() {
    return current.get();
  }

  /** Changes the whole map in one step; the operator may run more than once. */
  final void update(UnaryOperator<R> operator) {
    current.updateAndGet(operator);
  }

  @Override
  public final @Nullable V get(Object key) {
    return get(current.get(), key);
  }

  @Override
  public final @Nullable V put(K key, V value) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      if (current.compareAndSet(before, with(before, key, value, present))) {
        return present;
      }
    }
  }

  @Override
  public final @Nullable V putIfAbsent(K key, V value) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      if (present != null || current.compareAndSet(before, with(before, key, value, null))) {
        return present;
      }
    }
  }

  @Override
  public final @Nullable V remove(Object key) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      if (present == null || current.compareAndSet(before, without(before, key))) {
        return present;
      }
    }
  }

  @Override
  public final @Nullable V replace(K key, V value) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      if (present == null || current.compareAndSet(before, with(before, key, value, present))) {
        return present;
      }
    }
  }

  @Override
  final boolean change(K key, @Nullable V expected, @Nullable V value) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      if (!isExpected(present, expected)) {
        return false;
      }
      if (current.compareAndSet(before, changed(before, key, value, present))) {
        return true;
      }
    }
  }

  /** The function may run more than once. */
  @Override
  public final @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    for (; ; ) {
      R before = current.get();
      V present = get(before, key);
      V value = function.apply(key, present);
      if (current.compareAndSet(before, changed(before, key, value, present))) {
        return value;
      }
    }
  }

  /** The function may run more than once. */
  @Override
  public final @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    return compute(
        key, (same, present) -> present == null ? value : function.apply(present, value));
  }

  private R changed(R before, K key, @Nullable V value, @Nullable V present) {
    if (value != null) {
      return with(before, key, value, present);
    }
    return present == null ? before : without(before, key);
  }
}
