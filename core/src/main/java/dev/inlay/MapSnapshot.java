package dev.inlay;

import dev.inlay.internal.snapshot.TrieTraversal;
import dev.inlay.internal.snapshot.Version;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SnapshotMap} at one moment: an immutable map. It shares its memory with the other
 * versions of its map, as far as they are alike, and holds no other version alive.
 *
 * <p>Reads take expected constant time, and neither wait nor allocate. Its collections cannot be
 * modified either: all modifications throw {@link UnsupportedOperationException}. Their
 * spliterators are {@link Spliterator#IMMUTABLE} and, until they are split, {@link
 * Spliterator#SIZED}.
 *
 * <pre>{@code
 * MapSnapshot<String, Route> now = routes.snapshot();
 * Route first = now.get(path);
 * Route second = now.get(first.fallback());    // of the same moment
 * }</pre>
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class MapSnapshot<K, V> extends AbstractMap<K, V> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient Version version;

  MapSnapshot(Version version) {
    this.version = version;
  }

  Version content() {
    return version;
  }

  /**
   * Returns the number of the version, see {@link SnapshotMap#version()}.
   *
   * @return the number
   */
  public long version() {
    return version.number();
  }

  /**
   * Returns the number of mappings, as {@link #size()} but without the limit of {@code int}.
   *
   * @return the number
   */
  public long mappingCount() {
    return version.size();
  }

  @Override
  public int size() {
    return (int) Math.min(version.size(), Integer.MAX_VALUE);
  }

  @Override
  public boolean isEmpty() {
    return version.size() == 0;
  }

  /**
   * Returns the value of a key.
   *
   * @return the value, or {@code null} when the key is absent
   * @throws NullPointerException if {@code key} is null
   */
  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    Objects.requireNonNull(key, "key");
    return (V) version.get(key, key.hashCode());
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    V value = get(key);
    return value == null ? defaultValue : value;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    TrieTraversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      action.accept(traversal.key(), traversal.value());
    }
  }

  private TrieTraversal<K, V> traversal() {
    return new TrieTraversal<>(version);
  }

  // ---------------------------------------------------------------- collections

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return Collections.unmodifiableSet(
        new Elements<>(this, Map::entry) {
          @Override
          public boolean contains(@Nullable Object element) {
            if (element instanceof Map.Entry<?, ?> entry && entry.getKey() != null) {
              Object value = get(entry.getKey());
              return value != null && value.equals(entry.getValue());
            }
            return false;
          }
        });
  }

  @Override
  public Set<K> keySet() {
    return Collections.unmodifiableSet(
        new Elements<>(this, (key, value) -> key) {
          @Override
          public boolean contains(@Nullable Object element) {
            return element != null && containsKey(element);
          }
        });
  }

  @Override
  public Collection<V> values() {
    BiFunction<K, V, V> valueOf = (key, value) -> value;
    return Collections.unmodifiableCollection(
        new AbstractCollection<>() {
          @Override
          public Iterator<V> iterator() {
            return new Elements<>(MapSnapshot.this, valueOf).iterator();
          }

          @Override
          public Spliterator<V> spliterator() {
            return new Split<>(traversal(), valueOf, 0);
          }

          @Override
          public int size() {
            return MapSnapshot.this.size();
          }
        });
  }

  /** A set with an element for each mapping. */
  private static class Elements<K, V, E> extends AbstractSet<E> {
    private final MapSnapshot<K, V> snapshot;
    private final BiFunction<K, V, E> element;

    Elements(MapSnapshot<K, V> snapshot, BiFunction<K, V, E> element) {
      this.snapshot = snapshot;
      this.element = element;
    }

    @Override
    public int size() {
      return snapshot.size();
    }

    @Override
    public Iterator<E> iterator() {
      TrieTraversal<K, V> traversal = snapshot.traversal();
      return new Iterator<>() {
        private boolean ready;

        @Override
        public boolean hasNext() {
          ready = ready || traversal.advance();
          return ready;
        }

        @Override
        public E next() {
          if (!hasNext()) {
            throw new NoSuchElementException("no mapping is left");
          }
          ready = false;
          return element.apply(traversal.key(), traversal.value());
        }
      };
    }

    @Override
    public Spliterator<E> spliterator() {
      return new Split<>(snapshot.traversal(), element, Spliterator.DISTINCT);
    }
  }

  /** A spliterator that knows its size until it is split. */
  private static final class Split<K, V, E> implements Spliterator<E> {
    private final TrieTraversal<K, V> traversal;
    private final BiFunction<? super K, ? super V, ? extends E> element;
    private final int distinct;
    private long left;
    private boolean whole;

    Split(
        TrieTraversal<K, V> traversal,
        BiFunction<? super K, ? super V, ? extends E> element,
        int distinct) {
      this.traversal = traversal;
      this.element = element;
      this.distinct = distinct;
      this.left = traversal.estimate();
      this.whole = traversal.isWhole();
    }

    @Override
    public boolean tryAdvance(Consumer<? super E> action) {
      Objects.requireNonNull(action, "action");
      if (!traversal.advance()) {
        return false;
      }
      left--;
      action.accept(element.apply(traversal.key(), traversal.value()));
      return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
      Objects.requireNonNull(action, "action");
      while (traversal.advance()) {
        left--;
        action.accept(element.apply(traversal.key(), traversal.value()));
      }
    }

    @Override
    public @Nullable Spliterator<E> trySplit() {
      TrieTraversal<K, V> prefix = traversal.trySplit();
      if (prefix == null) {
        return null;
      }
      whole = false;
      left = Math.min(left, traversal.estimate());
      return new Split<>(prefix, element, distinct);
    }

    @Override
    public long estimateSize() {
      return Math.max(0, whole ? left : traversal.estimate());
    }

    @Override
    public int characteristics() {
      return distinct
          | Spliterator.IMMUTABLE
          | Spliterator.NONNULL
          | (whole ? Spliterator.SIZED : 0);
    }
  }

  // ---------------------------------------------------------------- refused modifications

  private static UnsupportedOperationException unmodifiable() {
    return new UnsupportedOperationException("a snapshot cannot be modified");
  }

  @Override
  public @Nullable V put(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    throw unmodifiable();
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public @Nullable V remove(Object key) {
    throw unmodifiable();
  }

  @Override
  public boolean remove(Object key, Object value) {
    throw unmodifiable();
  }

  @Override
  public @Nullable V replace(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    throw unmodifiable();
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    throw unmodifiable();
  }

  @Override
  public void clear() {
    throw unmodifiable();
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> mapping) {
    throw unmodifiable();
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  // ---------------------------------------------------------------- serial form

  /**
   * Returns the serial form.
   *
   * @return the serial form, with the number of the version
   */
  private Object writeReplace() {
    return new Form(version.number(), new SnapshotMap<>(this));
  }

  /**
   * Refuses to be read other than through the serial form.
   *
   * @param stream not read
   * @throws InvalidObjectException always
   */
  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a MapSnapshot is read through its serial form only");
  }

  /** The stable serial form: the number, and a map with the mappings. */
  private static final class Form implements SerialForm {
    private static final long serialVersionUID = 1L;

    private final long version;

    @SuppressWarnings("serial") // the map is serialisable; checked when it is read
    private final @Nullable Object map;

    Form(long version, Object map) {
      this.version = version;
      this.map = map;
    }

    private Object readResolve() throws InvalidObjectException {
      if (!(map instanceof SnapshotMap<?, ?> read)) {
        throw new InvalidObjectException(
            "a snapshot's content must be a SnapshotMap, but is " + SerialForm.typeOf(map));
      }
      if (version < 0) {
        throw new InvalidObjectException("the version must not be negative, but is " + version);
      }
      return new MapSnapshot<>(read.snapshot().version.numbered(version));
    }
  }
}
