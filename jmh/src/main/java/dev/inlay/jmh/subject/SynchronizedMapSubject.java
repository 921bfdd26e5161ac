package dev.inlay.jmh.subject;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link Collections#synchronizedMap} over a {@link HashMap}: one lock for everything. */
final class SynchronizedMapSubject implements Subject {

  @Override
  public String id() {
    return "synchronized";
  }

  @Override
  public String label() {
    return "synchronizedMap";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return Collections.synchronizedMap(new HashMap<>());
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return Collections.synchronizedMap(new HashMap<>(HashMapSubject.buckets(entries)));
  }

  /** Under the map's lock: iterators of the views take none. */
  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    synchronized (map) {
      return new HashMap<>(map);
    }
  }

  /** Under the map's own lock, which its documentation names for this. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    synchronized (map) {
      map.merge(from, -amount, Long::sum);
      map.merge(to, amount, Long::sum);
    }
  }
}
