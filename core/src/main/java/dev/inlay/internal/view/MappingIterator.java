package dev.inlay.internal.view;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/** An iterator over what a function makes of each mapping of a traversal. */
final class MappingIterator<K, V, E> implements Iterator<E> {

  private final Traversal<K, V> traversal;
  private final BiFunction<? super K, ? super V, ? extends E> element;
  private boolean ready;
  private boolean removable;

  MappingIterator(
      Traversal<K, V> traversal, BiFunction<? super K, ? super V, ? extends E> element) {
    this.traversal = traversal;
    this.element = element;
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      ready = traversal.advance();
    }
    return ready;
  }

  @Override
  public E next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no mapping is left");
    }
    ready = false;
    removable = true;
    traversal.mark();
    return element.apply(traversal.key(), traversal.value());
  }

  @Override
  public void remove() {
    if (!removable) {
      throw new IllegalStateException(
          "next has not been called, or its mapping is removed already");
    }
    removable = false;
    traversal.removeMarked(null);
  }
}
