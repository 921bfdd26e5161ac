package dev.inlay.jmh.subject;

import dev.inlay.StripedMap;
import java.util.Map;

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
}
