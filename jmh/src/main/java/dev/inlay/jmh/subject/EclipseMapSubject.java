package dev.inlay.jmh.subject;

import java.util.Map;
import java.util.Set;
import org.eclipse.collections.impl.map.mutable.ConcurrentHashMap;

/** {@link ConcurrentHashMap} of Eclipse Collections: a chained table without locks. */
final class EclipseMapSubject implements Subject {

  @Override
  public String id() {
    return "eclipse";
  }

  @Override
  public String label() {
    return "ConcurrentHashMap (Eclipse)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE);
  }

  @Override
  public String library() {
    return "org/eclipse/collections/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new ConcurrentHashMap<>();
  }

  /** It grows at three quarters of the size that it is given. */
  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new ConcurrentHashMap<>(HashMapSubject.buckets(entries));
  }
}
