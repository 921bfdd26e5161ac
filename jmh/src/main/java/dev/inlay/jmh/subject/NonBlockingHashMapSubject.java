package dev.inlay.jmh.subject;

import java.util.Map;
import java.util.Set;
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
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE);
  }

  @Override
  public String library() {
    return "org/jctools/";
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
