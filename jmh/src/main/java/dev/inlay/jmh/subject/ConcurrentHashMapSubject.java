package dev.inlay.jmh.subject;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link ConcurrentHashMap}, what every ratio is against; so what it lacks is done as its users do
 * it: a snapshot is a copy, which is not of one moment, and a transaction takes locks.
 */
final class ConcurrentHashMapSubject implements Subject {
  private static final KeyLocks LOCKS = new KeyLocks();

  @Override
  public String id() {
    return "chm";
  }

  @Override
  public String label() {
    return "ConcurrentHashMap";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new ConcurrentHashMap<>(entries);
  }

  /**
   * Under locks of its user's own, by key: what is left to do with a map that has no transactions.
   * Readers take no lock, so they may see half a transfer.
   */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    LOCKS.with(
        from,
        to,
        () -> {
          map.merge(from, -amount, Long::sum);
          map.merge(to, amount, Long::sum);
        });
  }
}
