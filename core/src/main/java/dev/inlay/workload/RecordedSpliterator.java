package dev.inlay.workload;

import java.util.Comparator;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each call to a view's spliterator, and records how many elements were seen: a stream may
 * end at the first.
 *
 * @param <E> the type of elements
 */
final class RecordedSpliterator<E extends @Nullable Object> implements Spliterator<E> {
  private final Spliterator<E> spliterator;
  private final Tape tape;
  private long seen;
  private long told;

  RecordedSpliterator(Spliterator<E> spliterator, Tape tape) {
    this.spliterator = spliterator;
    this.tape = tape;
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    boolean more = spliterator.tryAdvance(action);
    if (more) {
      seen++;
    }
    if (!more || (seen & (seen - 1)) == 0) {
      tell();
    }
    return more;
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    if (action == null) {
      spliterator.forEachRemaining(action); // refuses it
      return;
    }
    try {
      spliterator.forEachRemaining(
          element -> {
            seen++;
            action.accept(element);
          });
    } finally {
      tell();
    }
  }

  private void tell() {
    if (seen != told) {
      tape.visit(seen - told);
      told = seen;
    }
  }

  @Override
  public @Nullable Spliterator<E> trySplit() {
    Spliterator<E> part = spliterator.trySplit();
    return part == null ? null : new RecordedSpliterator<>(part, tape);
  }

  @Override
  public long estimateSize() {
    return spliterator.estimateSize();
  }

  @Override
  public long getExactSizeIfKnown() {
    return spliterator.getExactSizeIfKnown();
  }

  @Override
  public int characteristics() {
    return spliterator.characteristics();
  }

  @Override
  public Comparator<? super E> getComparator() {
    return spliterator.getComparator();
  }
}
