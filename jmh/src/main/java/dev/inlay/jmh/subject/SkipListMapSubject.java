package dev.inlay.jmh.subject;

import dev.inlay.jmh.keys.KeyKind;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * {@link ConcurrentSkipListMap}: it keeps its keys in order, which none of the others does, so it
 * can only lose by hashing; here to show what that order costs.
 */
final class SkipListMapSubject implements Subject {

  @Override
  public String id() {
    return "skiplist";
  }

  @Override
  public String label() {
    return "ConcurrentSkipListMap";
  }

  @Override
  public boolean takes(KeyKind keys) {
    return keys.ordered();
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new ConcurrentSkipListMap<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }
}
