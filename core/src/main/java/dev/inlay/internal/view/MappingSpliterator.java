package dev.inlay.internal.view;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A spliterator over what a function makes of each mapping of a traversal: concurrent, so never
 * sized.
 */
final class MappingSpliterator<K, V, E> implements Spliterator<E> {

  private final Traversal<K, V> traversal;
  private final BiFunction<? super K, ? super V, ? extends E> element;
  private final int characteristics;

  MappingSpliterator(
      Traversal<K, V> traversal,
      BiFunction<? super K, ? super V, ? extends E> element,
      int characteristics) {
    this.traversal = traversal;
    this.element = element;
    this.characteristics = characteristics;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    Objects.requireNonNull(action, "action");
    if (!traversal.advance()) {
      return false;
    }
    action.accept(element.apply(traversal.key(), traversal.value()));
    return true;
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    Objects.requireNonNull(action, "action");
    while (traversal.advance()) {
      action.accept(element.apply(traversal.key(), traversal.value()));
    }
  }

  @Override
  public @Nullable Spliterator<E> trySplit() {
    Traversal<K, V> part = traversal.trySplit();
    return part == null ? null : new MappingSpliterator<>(part, element, characteristics);
  }

  @Override
  public long estimateSize() {
    return traversal.estimate();
  }

  @Override
  public int characteristics() {
    return characteristics;
  }
}
