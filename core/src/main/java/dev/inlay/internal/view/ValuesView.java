package dev.inlay.internal.view;

import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The values of a map. */
public final class ValuesView<K, V> extends MapView<K, V, V> {

  /** Makes a view. */
  public ValuesView(Traversable<K, V> source) {
    super(source);
  }

  @Override
  V element(K key, V value) {
    return value;
  }

  @Override
  boolean showsValue() {
    return true;
  }

  @Override
  int characteristics() {
    return Spliterator.CONCURRENT | Spliterator.NONNULL;
  }

  @Override
  public boolean contains(@Nullable Object value) {
    return value != null && source.map().containsValue(value);
  }

  @Override
  public boolean remove(@Nullable Object value) {
    if (value != null) {
      Traversal<K, V> traversal = source.traversal();
      while (traversal.advance()) {
        if (value.equals(traversal.value())
            && source.map().remove(traversal.key(), traversal.value())) {
          return true;
        }
      }
    }
    return false;
  }
}
