package dev.inlay.internal.view;

import java.util.Map.Entry;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The mappings of a map, as entries that write through. */
public final class EntrySetView<K, V> extends SetView<K, V, Entry<K, V>> {

  /** Makes a view. */
  public EntrySetView(Traversable<K, V> source) {
    super(source);
  }

  @Override
  Entry<K, V> element(K key, V value) {
    return new WriteThroughEntry<>(source.map(), key, value);
  }

  @Override
  boolean showsValue() {
    return true;
  }

  @Override
  int characteristics() {
    return Spliterator.CONCURRENT | Spliterator.DISTINCT | Spliterator.NONNULL;
  }

  @Override
  public boolean contains(@Nullable Object element) {
    if (element instanceof Entry<?, ?> entry) {
      Object key = entry.getKey();
      Object value = entry.getValue();
      Object present = key == null || value == null ? null : source.map().get(key);
      return present != null && (present == value || Objects.equals(value, present));
    }
    return false;
  }

  @Override
  public boolean remove(@Nullable Object element) {
    if (element instanceof Entry<?, ?> entry) {
      Object key = entry.getKey();
      Object value = entry.getValue();
      return key != null && value != null && source.map().remove(key, value);
    }
    return false;
  }
}
