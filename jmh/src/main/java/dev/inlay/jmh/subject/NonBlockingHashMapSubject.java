package dev.inlay.jmh.subject;

import java.util.Map;
import org.jctools.maps.NonBlockingHashMap;

/** JCTools' {@link NonBlockingHashMap}, Cliff Click's lock-free open-addressing map. */
final class NonBlockingHashMapSubject implements Subject {

  @Override
  public String id() {
    return "nbhm";
  }

  @Override
  public String label() {
    return "NonBlockingHashMap";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new NonBlockingHashMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new NonBlockingHashMap<>(entries);
  }
}
