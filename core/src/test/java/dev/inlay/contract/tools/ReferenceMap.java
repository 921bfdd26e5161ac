package dev.inlay.contract.tools;

import dev.inlay.InlayMap;
import dev.inlay.MapStats;
import dev.inlay.MapTraits;
import dev.inlay.TransactionView;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The simplest map that keeps the contract: the JDK's behind one lock for writers. The suite checks
 * itself with it: it must pass where its deliberately broken subclasses ({@link BrokenMaps}) fail.
 */
public class ReferenceMap<K, V> extends AbstractMap<K, V> implements InlayMap<K, V>, Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Large from the start: traversals of the JDK's map that meet its own resizing were seen here to
   * miss keys that stayed (3 of 100 runs of {@code TraversalInvariant} on JDK 17).
   */
  protected final ConcurrentHashMap<K, V> table = new ConcurrentHashMap<>(8_192);

  private final ReentrantLock lock = new ReentrantLock();

  /** Runs {@code action} as the only writer; a writer inside a writer is refused. */
  protected final <R> R locked(Supplier<R> action) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("recursive update");
    }
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public V get(Object key) {
    return table.get(Objects.requireNonNull(key, "key"));
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public boolean containsValue(Object value) {
    return table.containsValue(Objects.requireNonNull(value, "value"));
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    return table.getOrDefault(Objects.requireNonNull(key, "key"), defaultValue);
  }

  @Override
  public V put(K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return locked(() -> table.put(key, value));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> mappings) {
    Objects.requireNonNull(mappings, "mappings").forEach(this::put);
  }

  @Override
  public V putIfAbsent(K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return locked(() -> table.putIfAbsent(key, value));
  }

  @Override
  public V remove(Object key) {
    Objects.requireNonNull(key, "key");
    return locked(() -> table.remove(key));
  }

  @Override
  public boolean remove(Object key, Object value) {
    Objects.requireNonNull(key, "key");
    return value != null && locked(() -> table.remove(key, value));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(oldValue, "oldValue");
    Objects.requireNonNull(newValue, "newValue");
    return locked(() -> table.replace(key, oldValue, newValue));
  }

  @Override
  public V replace(K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return locked(() -> table.replace(key, value));
  }

  @Override
  public V compute(K key, BiFunction<? super K, ? super V, ? extends V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return locked(
        () -> {
          V value = remapping.apply(key, table.get(key));
          if (value == null) {
            table.remove(key);
          } else {
            table.put(key, value);
          }
          return value;
        });
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> mapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(mapping, "mapping");
    V present = table.get(key);
    return present != null
        ? present
        : compute(key, (k, now) -> now != null ? now : mapping.apply(k));
  }

  @Override
  public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return table.get(key) == null
        ? null
        : compute(key, (k, now) -> now == null ? null : remapping.apply(k, now));
  }

  @Override
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(remapping, "remapping");
    return compute(key, (k, now) -> now == null ? value : remapping.apply(now, value));
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    for (K key : table.keySet()) {
      computeIfPresent(key, (k, now) -> Objects.requireNonNull(function.apply(k, now), "result"));
    }
  }

  @Override
  public void clear() {
    locked(
        () -> {
          table.clear();
          return null;
        });
  }

  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, mappingCount());
  }

  @Override
  public boolean isEmpty() {
    return mappingCount() == 0;
  }

  /** Counts, as the JDK's own sum of counters can pass through zero while a mapping stays. */
  @Override
  public long mappingCount() {
    return table.keySet().stream().count();
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    Objects.requireNonNull(keys, "keys");
    for (K key : keys) {
      V value = get(key);
      if (value != null) {
        found.putIfAbsent(key, value);
      }
    }
    return found;
  }

  @Override
  public Map<K, V> snapshot() {
    return locked(() -> Collections.unmodifiableMap(new HashMap<>(table)));
  }

  /** Changes several keys all or nothing. */
  public <R> R atomically(
      Collection<? extends K> keys, Function<? super TransactionView<K, V>, ? extends R> action) {
    return locked(
        () -> {
          HashMapView<K, V> view = new HashMapView<>(new LinkedHashSet<>(keys), table);
          R result = action.apply(view);
          view.writeTo(table);
          return result;
        });
  }

  @Override
  public MapTraits traits() {
    return new MapTraits(
        MapTraits.Progress.LOCK_FREE,
        MapTraits.Progress.BLOCKING,
        MapTraits.ComputeAtomicity.EXACTLY_ONCE_SINGLE_WRITER,
        MapTraits.Consistency.WEAK,
        MapTraits.Consistency.ONE_MOMENT,
        MapTraits.SizeAccuracy.EXACT_WHEN_QUIET,
        true);
  }

  @Override
  public MapStats stats() {
    return new MapStats(mappingCount(), 1, mappingCount(), 0, 0, 0, 0, 0);
  }

  @Override
  public void trim() {}

  @Override
  public Set<K> keySet() {
    return new LockedView<>(table.keySet(), UnaryOperator.identity());
  }

  @Override
  public Set<K> keySet(V mappedValue) {
    return new LockedView<>(
        table.keySet(Objects.requireNonNull(mappedValue, "mappedValue")), UnaryOperator.identity());
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new LockedView<>(table.entrySet(), LockedEntry::new);
  }

  @Override
  public Collection<V> values() {
    return new LockedView<>(table.values(), UnaryOperator.identity());
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    table.forEach(action);
  }

  @Override
  public void forEach(long parallelismThreshold, BiConsumer<? super K, ? super V> action) {
    table.forEach(parallelismThreshold, action);
  }

  @Override
  public <U> U search(
      long parallelismThreshold, BiFunction<? super K, ? super V, ? extends U> search) {
    return table.search(parallelismThreshold, search);
  }

  @Override
  public <U> U reduce(
      long parallelismThreshold,
      BiFunction<? super K, ? super V, ? extends U> transformer,
      BiFunction<? super U, ? super U, ? extends U> reducer) {
    return table.reduce(parallelismThreshold, transformer, reducer);
  }

  /** A view whose reads go to the table and whose writes are the only ones, as the map's are. */
  private final class LockedView<E> extends AbstractCollection<E> implements Set<E> {
    private final Collection<E> view;
    private final UnaryOperator<E> shown;

    LockedView(Collection<E> view, UnaryOperator<E> shown) {
      this.view = view;
      this.shown = shown;
    }

    @Override
    public int size() {
      return ReferenceMap.this.size();
    }

    @Override
    public boolean isEmpty() {
      return ReferenceMap.this.isEmpty();
    }

    @Override
    public boolean contains(Object element) {
      return view.contains(element);
    }

    @Override
    public boolean add(E element) {
      return locked(() -> view.add(element));
    }

    @Override
    public boolean remove(Object element) {
      return locked(() -> view.remove(element));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
      Objects.requireNonNull(filter, "filter");
      return locked(() -> view.removeIf(filter));
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
      Objects.requireNonNull(elements, "elements");
      return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
      Objects.requireNonNull(elements, "elements");
      return removeIf(element -> !elements.contains(element));
    }

    @Override
    public void clear() {
      ReferenceMap.this.clear();
    }

    @Override
    public Iterator<E> iterator() {
      Iterator<E> iterator = view.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public E next() {
          return shown.apply(iterator.next());
        }

        @Override
        public void remove() {
          locked(
              () -> {
                iterator.remove();
                return null;
              });
        }
      };
    }

    @Override
    public Spliterator<E> spliterator() {
      return view.spliterator();
    }

    @Override
    public boolean equals(Object other) {
      return other == this || view.equals(other);
    }

    @Override
    public int hashCode() {
      return view.hashCode();
    }
  }

  /** An entry whose {@code setValue} is a write of the map. */
  private final class LockedEntry extends SimpleEntry<K, V> {
    private static final long serialVersionUID = 1;

    LockedEntry(Entry<K, V> entry) {
      super(entry);
    }

    @Override
    public V setValue(V value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }

  /** Writes are kept apart until the transaction ends. */
  private static final class HashMapView<K, V> implements TransactionView<K, V> {
    private final Set<K> keys;
    private final Map<K, V> present = new HashMap<>();

    HashMapView(Set<K> keys, Map<K, V> table) {
      this.keys = keys;
      for (K key : keys) {
        V value = table.get(key);
        if (value != null) {
          present.put(key, value);
        }
      }
    }

    void writeTo(Map<K, V> table) {
      for (K key : keys) {
        V value = present.get(key);
        if (value == null) {
          table.remove(key);
        } else {
          table.put(key, value);
        }
      }
    }

    private K declared(K key) {
      if (!keys.contains(Objects.requireNonNull(key, "key"))) {
        throw new IllegalArgumentException("not a key of this transaction: " + key);
      }
      return key;
    }

    @Override
    public Set<K> keys() {
      return Collections.unmodifiableSet(keys);
    }

    @Override
    public V get(K key) {
      return present.get(declared(key));
    }

    @Override
    public V put(K key, V value) {
      return present.put(declared(key), Objects.requireNonNull(value, "value"));
    }

    @Override
    public V remove(K key) {
      return present.remove(declared(key));
    }
  }
}
