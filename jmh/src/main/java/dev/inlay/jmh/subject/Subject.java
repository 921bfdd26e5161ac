package dev.inlay.jmh.subject;

import dev.inlay.jmh.keys.KeyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map under comparison. Adding one is one class that implements this, and its line in {@link
 * Subjects}; or the class alone, on the class path, with its full name in place of the map's.
 */
public interface Subject {

  /**
   * Returns the name on the command line and in result files: lower case, digits and hyphens. For a
   * class that is not in {@link Subjects}, its full name.
   *
   * @return the name
   */
  default String id() {
    return getClass().getName();
  }

  /**
   * Returns the name in tables.
   *
   * @return the name
   */
  String label();

  /**
   * Tells whether threads may share the map without guarding it themselves.
   *
   * @return false for maps that one thread must keep to itself
   */
  default boolean concurrent() {
    return true;
  }

  /**
   * Tells whether the map is this project's, so that its wins and losses are listed in words.
   *
   * @return true for maps of {@code dev.inlay}
   */
  default boolean ours() {
    return false;
  }

  /**
   * Returns what the map can do of that which only some can.
   *
   * @return its abilities
   */
  default Set<Ability> abilities() {
    return Set.of();
  }

  /**
   * Tells whether the map takes keys of a type.
   *
   * @param keys the type
   * @return false when the map asks more of keys than {@code equals} and {@code hashCode}
   */
  default boolean takes(KeyKind keys) {
    return true;
  }

  /**
   * Returns where the map's library is on the class path, to tell how large it is.
   *
   * @return the folder of its packages, with a slash at the end; empty for a map of the JDK
   */
  default String library() {
    return "";
  }

  /**
   * Returns with how many entries single writes can still be measured.
   *
   * @return the number of entries; less than all for maps that are copied at each write
   */
  default int mostEntries() {
    return Integer.MAX_VALUE;
  }

  /**
   * Returns a map as its own no-argument constructor makes it: it grows as entries come.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @return a new empty map
   */
  <K, V> Map<K, V> growing();

  /**
   * Returns a map made for a number of entries, by the argument that its own documentation gives
   * for that.
   *
   * @param entries the number of entries that are to fit without growth
   * @param <K> the type of keys
   * @param <V> the type of values
   * @return a new empty map
   */
  <K, V> Map<K, V> presized(int entries);

  /**
   * Reads many keys at once, as the map does it best; one by one, unless it has a way of its own.
   *
   * @param map a map that this subject has made
   * @param keys the keys
   * @param values where their values go
   * @param <K> the type of keys
   * @param <V> the type of values
   */
  default <K, V> void getAll(Map<K, V> map, K[] keys, V[] values) {
    for (int i = 0; i < keys.length; i++) {
      values[i] = map.get(keys[i]);
    }
  }

  /**
   * Puts mappings into a map, one by one, unless that would take for ever.
   *
   * @param map a map that this subject has made
   * @param mappings the mappings
   * @param <K> the type of keys
   * @param <V> the type of values
   */
  default <K, V> void fill(Map<K, V> map, Map<K, V> mappings) {
    mappings.forEach(map::put);
  }

  /**
   * Puts mappings into a map, in one step where the map has one.
   *
   * @param map a map that this subject has made
   * @param mappings the mappings
   * @param <K> the type of keys
   * @param <V> the type of values
   */
  default <K, V> void update(Map<K, V> map, Map<K, V> mappings) {
    map.putAll(mappings);
  }

  /**
   * Returns a map that does not change with the map: by the map's own way, or a copy.
   *
   * @param map a map that this subject has made
   * @param <K> the type of keys
   * @param <V> the type of values
   * @return the snapshot
   */
  default <K, V> Object snapshot(Map<K, V> map) {
    return new HashMap<>(map);
  }

  /**
   * Reads a key of a snapshot.
   *
   * @param snapshot what {@link #snapshot} returned
   * @param key the key
   * @return its value, or null
   */
  default @Nullable Object valueIn(Object snapshot, Object key) {
    return ((Map<?, ?>) snapshot).get(key);
  }

  /**
   * Moves an amount from one key's value to another's, all or nothing.
   *
   * @param map a map that this subject has made
   * @param from a key that is present
   * @param to another
   * @param amount what is taken from the one and added to the other
   * @param <K> the type of keys
   */
  default <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    throw new UnsupportedOperationException(label() + " " + Ability.TRANSACTION.lack());
  }
}
