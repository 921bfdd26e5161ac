package dev.inlay.jmh.subject;

import dev.inlay.SnapshotMap;
import java.util.Map;

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
}
