package dev.inlay.jmh.subject;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is often written by hand: a volatile {@link HashMap} that is copied at each write. */
final class CopiedHashMapSubject implements Subject {

  @Override
  public String id() {
    return "copied";
  }

  @Override
  public String label() {
    return "volatile HashMap, copied";
  }

  @Override
  public int mostEntries() {
    return 10_000;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new Adapted<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }

  @Override
  public <K, V> void fill(Map<K, V> map, Map<K, V> mappings) {
    map.putAll(mappings);
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((Adapted<K, V>) map).current;
  }

  /** One copy for both. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    synchronized (map) {
      Map<K, Long> changed = new HashMap<>();
      changed.put(from, map.get(from) - amount);
      changed.put(to, changed.getOrDefault(to, map.get(to)) + amount);
      map.putAll(changed);
    }
  }

  /** The reference and its copies. */
  private static final class Adapted<K, V> extends AdaptedMap<K, V> {
    private volatile Map<K, V> current = new HashMap<>();

    @Override
    public @Nullable V get(Object key) {
      return current.get(key);
    }

    @Override
    public synchronized @Nullable V put(K key, V value) {
      Map<K, V> copy = new HashMap<>(current);
      V before = copy.put(key, value);
      current = copy;
      return before;
    }

    /** One copy for all. */
    @Override
    public synchronized void putAll(Map<? extends K, ? extends V> map) {
      Map<K, V> copy = new HashMap<>(current);
      copy.putAll(map);
      current = copy;
    }

    @Override
    public synchronized @Nullable V remove(Object key) {
      Map<K, V> copy = new HashMap<>(current);
      V before = copy.remove(key);
      current = copy;
      return before;
    }

    @Override
    synchronized boolean change(K key, @Nullable V expected, @Nullable V value) {
      if (!isExpected(current.get(key), expected)) {
        return false;
      }
      if (value == null) {
        remove(key);
      } else {
        put(key, value);
      }
      return true;
    }

    @Override
    Iterator<Entry<K, V>> entries() {
      return current.entrySet().iterator();
    }

    @Override
    public int size() {
      return current.size();
    }
  }
}
