package dev.inlay.internal.view;

import java.util.Collection;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The keys of a map; with a value to put under keys that are added, also a set to add to. */
public class KeySetView<K, V> extends SetView<K, V, K> {

  private final transient @Nullable V mappedValue;

  /** Makes a view; without a {@code mappedValue}, {@code add} is refused. */
  public KeySetView(Traversable<K, V> source, @Nullable V mappedValue) {
    super(source);
    this.mappedValue = mappedValue;
  }

  /** Returns the value for keys added through the view, or {@code null}. */
  protected final @Nullable V mappedValue() {
    return mappedValue;
  }

  @Override
  K element(K key, V value) {
    return key;
  }

  @Override
  boolean showsValue() {
    return false;
  }

  @Override
  int characteristics() {
    return Spliterator.CONCURRENT | Spliterator.DISTINCT | Spliterator.NONNULL;
  }

  @Override
  public boolean contains(@Nullable Object key) {
    return source.map().containsKey(Objects.requireNonNull(key, "key"));
  }

  @Override
  public boolean remove(@Nullable Object key) {
    return source.map().remove(Objects.requireNonNull(key, "key")) != null;
  }

  @Override
  public boolean add(K key) {
    Objects.requireNonNull(key, "key");
    if (mappedValue == null) {
      throw new UnsupportedOperationException(
          "keySet() has no value for an added key; keySet(mappedValue) has");
    }
    return source.map().putIfAbsent(key, mappedValue) == null;
  }

  @Override
  public boolean addAll(Collection<? extends K> keys) {
    boolean changed = false;
    for (K key : keys) {
      changed |= add(key);
    }
    return changed;
  }
}
