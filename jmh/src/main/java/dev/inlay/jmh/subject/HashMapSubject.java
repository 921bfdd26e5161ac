package dev.inlay.jmh.subject;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link HashMap}, the floor that one thread without any guard can reach. */
final class HashMapSubject implements Subject {

  /** HashMap takes buckets, of which it fills three quarters. */
  static int buckets(int entries) {
    return (int) Math.ceil(entries / 0.75);
  }

  @Override
  public String id() {
    return "hashmap";
  }

  @Override
  public String label() {
    return "HashMap";
  }

  @Override
  public boolean concurrent() {
    return false;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new HashMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new HashMap<>(buckets(entries));
  }

  /** By the one thread that there is. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    map.merge(from, -amount, Long::sum);
    map.merge(to, amount, Long::sum);
  }
}
