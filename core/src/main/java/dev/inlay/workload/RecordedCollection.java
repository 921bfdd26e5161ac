package dev.inlay.workload;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands each call to a view of a map, and records traversals, each call on many elements as one,
 * and removals by iterators.
 *
 * @param <E> the type of elements
 */
class RecordedCollection<E extends @Nullable Object> implements Collection<E>, Serializable {

  private static final long serialVersionUID = 1L;

  final transient Collection<E> view;
  final transient Tape tape;

  RecordedCollection(Collection<E> view, Tape tape) {
    this.view = view;
    this.tape = tape;
  }

  /** The serial form is the view's own. */
  final Object writeReplace() {
    return view;
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a recorded view has no serial form of its own");
  }

  private void readObjectNoData() throws InvalidObjectException {
    throw new InvalidObjectException("a recorded view has no serial form of its own");
  }

  @Override
  public int size() {
    int size = view.size();
    tape.count(Operation.SIZE);
    return size;
  }

  @Override
  public boolean isEmpty() {
    boolean empty = view.isEmpty();
    tape.count(Operation.IS_EMPTY);
    return empty;
  }

  @Override
  public boolean contains(@Nullable Object element) {
    boolean contained = view.contains(element);
    tape.countSearch(contained);
    return contained;
  }

  @Override
  public Iterator<E> iterator() {
    return new RecordedIterator(view.iterator());
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    view.forEach(action);
    tape.count(Operation.ITERATE);
  }

  @Override
  public Object[] toArray() {
    Object[] array = view.toArray();
    tape.count(Operation.ITERATE);
    return array;
  }

  @Override
  public <T extends @Nullable Object> T[] toArray(T[] array) {
    T[] filled = view.toArray(array);
    tape.count(Operation.ITERATE);
    return filled;
  }

  @Override
  public <T extends @Nullable Object> T[] toArray(IntFunction<T[]> generator) {
    T[] filled = view.toArray(generator);
    tape.count(Operation.ITERATE);
    return filled;
  }

  @Override
  public boolean add(E element) {
    return view.add(element);
  }

  @Override
  public boolean remove(@Nullable Object element) {
    boolean removed = view.remove(element);
    tape.countSearch(removed);
    if (removed) {
      tape.record(Operation.REMOVE_HIT, tape.due(1));
    }
    return removed;
  }

  @Override
  public boolean containsAll(Collection<?> elements) {
    boolean contained = view.containsAll(elements);
    tape.count(Operation.ITERATE);
    return contained;
  }

  @Override
  public boolean addAll(Collection<? extends E> elements) {
    boolean changed = view.addAll(elements);
    tape.count(Operation.ITERATE);
    return changed;
  }

  @Override
  public boolean removeAll(Collection<?> elements) {
    boolean changed = view.removeAll(elements);
    tape.count(Operation.ITERATE);
    return changed;
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    boolean changed = view.removeIf(filter);
    tape.count(Operation.ITERATE);
    return changed;
  }

  @Override
  public boolean retainAll(Collection<?> elements) {
    boolean changed = view.retainAll(elements);
    tape.count(Operation.ITERATE);
    return changed;
  }

  @Override
  public void clear() {
    view.clear();
    tape.count(Operation.CLEAR);
  }

  @Override
  public Spliterator<E> spliterator() {
    return new RecordedSpliterator<>(view.spliterator(), tape);
  }

  @Override
  public Stream<E> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Stream<E> parallelStream() {
    return StreamSupport.stream(spliterator(), true);
  }

  @Override
  @SuppressWarnings("UndefinedEquals") // as the view defines it
  public boolean equals(@Nullable Object other) {
    return other == this
        || view.equals(other instanceof RecordedCollection<?> recorded ? recorded.view : other);
  }

  @Override
  public int hashCode() {
    return view.hashCode();
  }

  @Override
  public String toString() {
    return view.toString();
  }

  /** Records how far it comes, and removals. */
  private final class RecordedIterator implements Iterator<E> {
    private final Iterator<E> iterator;
    private final Visit visit = new Visit(tape);

    RecordedIterator(Iterator<E> iterator) {
      this.iterator = iterator;
    }

    @Override
    public boolean hasNext() {
      boolean more = iterator.hasNext();
      if (!more) {
        visit.end();
      }
      return more;
    }

    @Override
    public E next() {
      E element = iterator.next();
      visit.next();
      return element;
    }

    @Override
    public void remove() {
      iterator.remove();
      tape.record(Operation.REMOVE_HIT, tape.due(1));
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
      iterator.forEachRemaining(action);
      visit.rest();
    }
  }
}
