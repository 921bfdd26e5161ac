package dev.inlay.internal.view;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the three views have in common: live, written through, weakly consistent. */
abstract class MapView<K, V, E> extends AbstractCollection<E> {

  final transient Traversable<K, V> source;

  MapView(Traversable<K, V> source) {
    this.source = source;
  }

  /** Makes the element of a mapping. */
  abstract E element(K key, V value);

  /**
   * Tells whether an element shows the value, so that it is removed only while that is the same.
   */
  abstract boolean showsValue();

  abstract int characteristics();

  private BiFunction<K, V, E> maker() {
    return this::element;
  }

  @Override
  public final Iterator<E> iterator() {
    return new MappingIterator<>(source.traversal(), maker());
  }

  @Override
  public final Spliterator<E> spliterator() {
    return new MappingSpliterator<>(source.traversal(), maker(), characteristics());
  }

  @Override
  public final void forEach(Consumer<? super E> action) {
    Objects.requireNonNull(action, "action");
    Traversal<K, V> traversal = source.traversal();
    while (traversal.advance()) {
      action.accept(element(traversal.key(), traversal.value()));
    }
  }

  @Override
  public final int size() {
    return source.map().size();
  }

  @Override
  public final boolean isEmpty() {
    return source.map().isEmpty();
  }

  @Override
  public final void clear() {
    source.map().clear();
  }

  /** Each removal is atomic and happens only if the mapping is still the one that was tested. */
  @Override
  public final boolean removeIf(Predicate<? super E> filter) {
    Objects.requireNonNull(filter, "filter");
    return source.removeIf((key, value) -> filter.test(element(key, value)), showsValue());
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return removeIf(elements::contains);
  }

  @Override
  public final boolean retainAll(Collection<?> elements) {
    Objects.requireNonNull(elements, "elements");
    return removeIf(element -> !elements.contains(element));
  }
}
