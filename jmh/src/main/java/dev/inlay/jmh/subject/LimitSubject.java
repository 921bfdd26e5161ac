package dev.inlay.jmh.subject;

import java.util.Map;

/**
 * No map: bare arrays in which every key's place is known beforehand, to show what the machine
 * itself allows. Its benchmarks are their own, in {@code dev.inlay.jmh.bench.Limits}, which says
 * what they read.
 */
final class LimitSubject implements Subject {

  @Override
  public String id() {
    return Subjects.LIMIT_ID;
  }

  @Override
  public String label() {
    return "limit (bare arrays)";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    throw new UnsupportedOperationException(
        "'" + id() + "' is no map; the benchmarks of dev.inlay.jmh.bench.Limits run it");
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }
}
