package dev.inlay.workload;

import dev.inlay.InlayMap;
import dev.inlay.MapStats;
import dev.inlay.MapTraits;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A recorded {@link InlayMap}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class RecordedInlayMap<K, V> extends RecordedConcurrentMap<K, V, InlayMap<K, V>>
    implements InlayMap<K, V> {

  private static final long serialVersionUID = 1L;

  RecordedInlayMap(InlayMap<K, V> map, Tape tape) {
    super(map, tape);
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a recorded map has no serial form of its own");
  }

  @Override
  public long mappingCount() {
    long count = map.mappingCount();
    tape.count(Operation.SIZE);
    return count;
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Map<K, V> found = map.getAll(keys);
    if (tape.isDue()) {
      try {
        tape.recordGetAll(keys.size());
      } catch (RuntimeException e) {
        return found;
      }
    }
    return found;
  }

  @Override
  public Map<K, V> snapshot() {
    Map<K, V> snapshot = map.snapshot();
    tape.count(Operation.SNAPSHOT);
    return snapshot;
  }

  @Override
  public MapTraits traits() {
    return map.traits();
  }

  @Override
  public MapStats stats() {
    return map.stats();
  }

  @Override
  public void trim() {
    map.trim();
  }

  @Override
  public Set<K> keySet(V mappedValue) {
    return new RecordedSet<>(map.keySet(mappedValue), true, tape);
  }

  @Override
  public void forEach(long parallelismThreshold, BiConsumer<? super K, ? super V> action) {
    map.forEach(parallelismThreshold, action);
    tape.count(Operation.ITERATE);
  }

  @Override
  public <U> @Nullable U search(
      long parallelismThreshold, BiFunction<? super K, ? super V, ? extends @Nullable U> search) {
    U found = map.search(parallelismThreshold, search);
    tape.countSearch(found != null);
    return found;
  }

  @Override
  public <U> @Nullable U reduce(
      long parallelismThreshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> transformer,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    U result = map.reduce(parallelismThreshold, transformer, reducer);
    tape.count(Operation.ITERATE);
    return result;
  }

  @Override
  public Enumeration<K> keys() {
    return recorded(map.keys());
  }

  @Override
  public Enumeration<V> elements() {
    return recorded(map.elements());
  }

  @SuppressWarnings("JdkObsolete") // the interface is that of ConcurrentHashMap
  private <E> Enumeration<E> recorded(Enumeration<E> elements) {
    Visit visit = new Visit(tape);
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        boolean more = elements.hasMoreElements();
        if (!more) {
          visit.end();
        }
        return more;
      }

      @Override
      public E nextElement() {
        E element = elements.nextElement();
        visit.next();
        return element;
      }
    };
  }
}
