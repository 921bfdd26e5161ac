package dev.inlay.jmh.subject;

import dev.inlay.SnapshotMap;
import java.util.Map;
import java.util.Set;

/** Our {@link SnapshotMap}. */
final class SnapshotMapSubject implements Subject {

  @Override
  public String id() {
    return "snapshot";
  }

  @Override
  public String label() {
    return "SnapshotMap";
  }

  @Override
  public boolean ours() {
    return true;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public String library() {
    return "dev/inlay/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new SnapshotMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new SnapshotMap<>(entries);
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((SnapshotMap<K, V>) map).snapshot();
  }

  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    ((SnapshotMap<K, Long>) map)
        .update(
            view -> {
              view.merge(from, -amount, Long::sum);
              return view.merge(to, amount, Long::sum);
            });
  }
}
