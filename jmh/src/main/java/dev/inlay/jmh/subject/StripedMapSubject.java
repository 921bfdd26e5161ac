package dev.inlay.jmh.subject;

import dev.inlay.StripedMap;
import java.util.Map;
import java.util.Set;

/** Our {@link StripedMap}. */
final class StripedMapSubject implements Subject {

  @Override
  public String id() {
    return "striped";
  }

  @Override
  public String label() {
    return "StripedMap";
  }

  @Override
  public boolean ours() {
    return true;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT);
  }

  @Override
  public String library() {
    return "dev/inlay/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new StripedMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return StripedMap.<K, V>builder().initialCapacity(entries).build();
  }

  @Override
  public <K, V> void getAll(Map<K, V> map, K[] keys, V[] values) {
    ((StripedMap<K, V>) map).getAll(keys, values);
  }

  /** A copy, which is not of one moment. */
  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((StripedMap<K, V>) map).snapshot();
  }
}
