package dev.inlay.jmh.subject;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ConcurrentHashMap}, what every ratio is against. */
final class ConcurrentHashMapSubject implements Subject {

  @Override
  public String id() {
    return "chm";
  }

  @Override
  public String label() {
    return "ConcurrentHashMap";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new ConcurrentHashMap<>(entries);
  }
}
