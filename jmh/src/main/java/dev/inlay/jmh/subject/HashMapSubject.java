package dev.inlay.jmh.subject;

import java.util.HashMap;
import java.util.Map;

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
  public <K, V> Map<K, V> growing() {
    return new HashMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return new HashMap<>(buckets(entries));
  }
}
