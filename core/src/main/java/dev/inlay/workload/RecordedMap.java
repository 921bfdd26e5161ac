package dev.inlay.workload;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands each call to a map, and records some of them. Every default method is handed on, too: those
 * that are inherited may run a function more than once.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @param <M> the type of map
 */
class RecordedMap<K, V extends @Nullable Object, M extends Map<K, V>>
    implements Map<K, V>, Serializable {

  private static final long serialVersionUID = 1L;

  final transient M map;
  final transient Tape tape;

  RecordedMap(M map, Tape tape) {
    this.map = map;
    this.tape = tape;
  }

  /** The serial form is the map's own. */
  final Object writeReplace() {
    return map;
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a recorded map has no serial form of its own");
  }

  private void readObjectNoData() throws InvalidObjectException {
    throw new InvalidObjectException("a recorded map has no serial form of its own");
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    V value = map.get(key);
    if (tape.isDue()) {
      tape.record(value == null ? Operation.GET_MISS : Operation.GET_HIT, key);
    }
    return value;
  }

  /** Whether the key is present shows only when the value is not the default. */
  @Override
  public V getOrDefault(@Nullable Object key, V defaultValue) {
    V value = map.getOrDefault(key, defaultValue);
    if (tape.isDue()) {
      tape.record(value == defaultValue ? Operation.GET_MISS : Operation.GET_HIT, key);
    }
    return value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    boolean contained = map.containsKey(key);
    if (tape.isDue()) {
      tape.record(contained ? Operation.CONTAINS_HIT : Operation.CONTAINS_MISS, key);
    }
    return contained;
  }

  @Override
  public @Nullable V put(K key, V value) {
    V before = map.put(key, value);
    if (tape.isDue()) {
      tape.record(before == null ? Operation.PUT_NEW : Operation.PUT_EXISTING, key);
    }
    return before;
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    V present = map.putIfAbsent(key, value);
    if (tape.isDue()) {
      tape.record(
          present == null ? Operation.PUT_IF_ABSENT_ABSENT : Operation.PUT_IF_ABSENT_PRESENT, key);
    }
    return present;
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    V removed = map.remove(key);
    if (tape.isDue()) {
      tape.record(removed == null ? Operation.REMOVE_MISS : Operation.REMOVE_HIT, key);
    }
    return removed;
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    boolean removed = map.remove(key, value);
    if (tape.isDue()) {
      tape.record(removed ? Operation.REMOVE_HIT : Operation.REMOVE_MISS, key);
    }
    return removed;
  }

  @Override
  public @Nullable V replace(K key, V value) {
    V before = map.replace(key, value);
    if (tape.isDue()) {
      tape.record(before == null ? Operation.REPLACE_MISS : Operation.REPLACE_HIT, key);
    }
    return before;
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    boolean replaced = map.replace(key, oldValue, newValue);
    if (tape.isDue()) {
      tape.record(replaced ? Operation.REPLACE_HIT : Operation.REPLACE_MISS, key);
    }
    return replaced;
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    if (mapping == null || !tape.isDue()) {
      return map.computeIfAbsent(key, mapping);
    }
    Watched<K, V> watched = new Watched<>();
    V value =
        map.computeIfAbsent(
            key,
            absent -> {
              V computed = mapping.apply(absent);
              watched.ran(null, computed);
              return computed;
            });
    tape.record(
        watched.ran
            ? watched.inserts() ? Operation.COMPUTE_IF_ABSENT_ABSENT : Operation.GET_MISS
            : Operation.COMPUTE_IF_ABSENT_PRESENT,
        key);
    return value;
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    if (remapping == null || !tape.isDue()) {
      return map.computeIfPresent(key, remapping);
    }
    Watched<K, V> watched = new Watched<>();
    V value = map.computeIfPresent(key, watched.watching(remapping));
    tape.record(
        watched.removes()
            ? Operation.REMOVE_HIT
            : watched.ran
                ? Operation.COMPUTE_IF_PRESENT_PRESENT
                : Operation.COMPUTE_IF_PRESENT_ABSENT,
        key);
    return value;
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    if (remapping == null || !tape.isDue()) {
      return map.compute(key, remapping);
    }
    Watched<K, V> watched = new Watched<>();
    V value = map.compute(key, watched.watching(remapping));
    tape.record(
        watched.removes()
            ? Operation.REMOVE_HIT
            : watched.inserts()
                ? Operation.COMPUTE_ABSENT
                : watched.before ? Operation.COMPUTE_PRESENT : Operation.REMOVE_MISS,
        key);
    return value;
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    if (remapping == null || !tape.isDue()) {
      return map.merge(key, value, remapping);
    }
    Watched<V, V> watched = new Watched<>();
    V merged =
        map.merge(
            key,
            value,
            (present, added) -> {
              V result = remapping.apply(present, added);
              watched.ran(present, result);
              return result;
            });
    tape.record(
        watched.removes()
            ? Operation.REMOVE_HIT
            : watched.ran ? Operation.MERGE_PRESENT : Operation.MERGE_ABSENT,
        key);
    return merged;
  }

  /** What a function was given and gave back, when it ran last. */
  private static final class Watched<A, V extends @Nullable Object> {
    private boolean ran;
    private boolean before;
    private boolean after;

    private void ran(@Nullable Object present, @Nullable Object result) {
      ran = true;
      before = present != null;
      after = result != null;
    }

    private BiFunction<A, @Nullable V, @Nullable V> watching(
        BiFunction<? super A, ? super V, ? extends @Nullable V> function) {
      return (key, present) -> {
        V result = function.apply(key, present);
        ran(present, result);
        return result;
      };
    }

    private boolean removes() {
      return ran && before && !after;
    }

    private boolean inserts() {
      return ran && !before && after;
    }
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> mappings) {
    Puts puts = Puts.before(map, mappings, tape);
    map.putAll(mappings);
    if (puts != null) {
      puts.record();
    }
  }

  @Override
  public void clear() {
    map.clear();
    tape.count(Operation.CLEAR);
  }

  @Override
  public int size() {
    int size = map.size();
    tape.count(Operation.SIZE);
    return size;
  }

  @Override
  public boolean isEmpty() {
    boolean empty = map.isEmpty();
    tape.count(Operation.IS_EMPTY);
    return empty;
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    boolean contained = map.containsValue(value);
    tape.countSearch(contained);
    return contained;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    map.forEach(action);
    tape.count(Operation.ITERATE);
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    map.replaceAll(function);
    tape.count(Operation.ITERATE);
  }

  @Override
  public Set<K> keySet() {
    return new RecordedSet<>(map.keySet(), true, tape);
  }

  @Override
  public Collection<V> values() {
    return new RecordedCollection<>(map.values(), tape);
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new RecordedSet<>(map.entrySet(), false, tape);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || map.equals(other instanceof RecordedMap<?, ?, ?> recorded ? recorded.map : other);
  }

  @Override
  public int hashCode() {
    return map.hashCode();
  }

  @Override
  public String toString() {
    return TextGuard.textOf(this, map::toString);
  }
}
