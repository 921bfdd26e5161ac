package dev.inlay.workload;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded view of keys or entries, in which an element is looked up as its key is.
 *
 * @param <E> the type of elements
 */
final class RecordedSet<E extends @Nullable Object> extends RecordedCollection<E>
    implements Set<E> {

  private static final long serialVersionUID = 1L;

  private final transient boolean keys;

  RecordedSet(Set<E> view, boolean keys, Tape tape) {
    super(view, tape);
    this.keys = keys;
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a recorded view has no serial form of its own");
  }

  @Override
  public boolean contains(@Nullable Object element) {
    boolean contained = view.contains(element);
    record(contained ? Operation.CONTAINS_HIT : Operation.CONTAINS_MISS, element);
    return contained;
  }

  @Override
  public boolean add(E element) {
    boolean added = view.add(element);
    record(added ? Operation.PUT_IF_ABSENT_ABSENT : Operation.PUT_IF_ABSENT_PRESENT, element);
    return added;
  }

  @Override
  public boolean remove(@Nullable Object element) {
    boolean removed = view.remove(element);
    record(removed ? Operation.REMOVE_HIT : Operation.REMOVE_MISS, element);
    return removed;
  }

  /** As many look-ups as there are elements: up to the first that is not there. */
  @Override
  public boolean containsAll(Collection<?> elements) {
    boolean contained = view.containsAll(elements);
    tape.record(
        contained ? Operation.CONTAINS_HIT : Operation.CONTAINS_MISS,
        contained ? tape.due(Puts.size(elements)) : tape.due(1));
    return contained;
  }

  private void record(Operation operation, @Nullable Object element) {
    if (!tape.isDue()) {
      return;
    }
    if (keys) {
      tape.record(operation, element);
    } else {
      tape.record(operation, 1L);
    }
  }
}
