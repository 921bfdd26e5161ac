package dev.inlay.internal.view;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A view that is a set: equality and hash code by the contract of {@link Set}. */
abstract class SetView<K, V, E> extends MapView<K, V, E> implements Set<E> {

  SetView(Traversable<K, V> source) {
    super(source);
  }

  /** Removes element by element, unless walking this view is less work. */
  @Override
  public final boolean removeAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    if (elements instanceof Set<?> && elements.size() > size()) {
      return super.removeAll(elements);
    }
    boolean changed = false;
    for (Object element : elements) {
      changed |= element != null && remove(element);
    }
    return changed;
  }

  @Override
  public final boolean containsAll(Collection<?> elements) {
    for (Object element : elements) {
      if (element == null || !contains(element)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Set<?> set && containsAll(set) && set.containsAll(this));
  }

  @Override
  public final int hashCode() {
    int sum = 0;
    for (E element : this) {
      sum += element.hashCode();
    }
    return sum;
  }
}
