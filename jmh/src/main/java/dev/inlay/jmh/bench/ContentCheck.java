package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Checks a map after its benchmark: figures of a broken map are worth nothing. */
final class ContentCheck {
  private static final int ABSENT_CHECKED = 1_000;
  private static final int ANSWERS_CHECKED = 1_000;
  private static final Long NEVER_WRITTEN = -7L;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private ContentCheck() {}

  /**
   * Requires that the keys of ids 0 to {@code entries - 1} are present with allowed values, that
   * nothing else is, and that going through the map gives the same.
   */
  static void exactly(
      Map<Object, Long> map, KeyKind kind, int entries, Expectation.Allowed allowed) {
    require(map.size() == entries, "size() is " + map.size() + ", not " + entries);
    long sum = 0;
    for (int id = 0; id < entries; id++) {
      Object key = kind.key(id);
      Long value = map.get(key);
      require(value != null && allowed.test(id, value), key + " has the value " + value);
      sum += mixed(key, value);
    }
    for (int i = 0; i < ABSENT_CHECKED; i++) {
      Object key = kind.key((long) entries + i);
      require(!map.containsKey(key), key + " was never inserted, but is present");
    }
    Walk iterator = new Walk();
    for (Map.Entry<Object, Long> entry : map.entrySet()) {
      iterator.meet(entry.getKey(), entry.getValue());
    }
    iterator.require("iteration", entries, sum);
    Walk forEach = new Walk();
    map.forEach(forEach::meet);
    forEach.require("forEach", entries, sum);
  }

  /**
   * Requires that the map's other ways to read a present key agree with {@code get}, and that
   * operations for absent keys leave a present one as it is.
   */
  static void answers(Subject subject, Map<Object, Long> map, KeyKind kind, int entries) {
    Object[] keys = new Object[Math.min(entries, ANSWERS_CHECKED)];
    Arrays.setAll(keys, kind::key);
    Long[] together = new Long[keys.length];
    subject.getAll(map, keys, together);
    for (int i = 0; i < keys.length; i++) {
      Object key = keys[i];
      Long value = map.get(key);
      require(Objects.equals(together[i], value), "getAll gives " + together[i] + " for " + key);
      require(map.containsKey(key), "containsKey denies " + key);
      requireSame(value, map.putIfAbsent(key, NEVER_WRITTEN), "putIfAbsent", key);
      requireSame(value, map.computeIfAbsent(key, absent -> NEVER_WRITTEN), "computeIfAbsent", key);
      requireSame(value, map.get(key), "after those, get", key);
    }
  }

  private static void requireSame(Long value, Long answer, String what, Object key) {
    require(Objects.equals(value, answer), what + " gives " + answer + " for " + key);
  }

  /**
   * Requires that a snapshot has the map's values, and keeps one that is then written.
   *
   * @param subject the map's subject, which has the ability
   */
  static void snapshots(Subject subject, Map<Object, Long> map, KeyKind kind, int entries) {
    Object snapshot = subject.snapshot(map);
    Object written = kind.key(0);
    Long before = map.get(written);
    require(before != null, written + " is absent");
    map.put(written, NEVER_WRITTEN);
    for (int id = 0; id < Math.min(entries, ANSWERS_CHECKED); id++) {
      Object key = kind.key(id);
      Object expected = id == 0 ? before : map.get(key);
      Object kept = subject.valueIn(snapshot, key);
      require(Objects.equals(kept, expected), "the snapshot has " + kept + " for " + key);
    }
    map.put(written, before);
  }

  /** What was met on the way through a map. */
  private static final class Walk {
    private long seen;
    private long sum;

    void meet(Object key, Long value) {
      seen++;
      sum += mixed(key, value);
    }

    void require(String how, int entries, long expectedSum) {
      ContentCheck.require(seen == entries, how + " gives " + seen + " entries, not " + entries);
      ContentCheck.require(
          sum == expectedSum, how + " gives other keys or values than get, or one of them twice");
    }
  }

  /** So well mixed that sums over other entries differ. */
  private static long mixed(Object key, Long value) {
    long bits = (key.hashCode() * MULTIPLIER) ^ value;
    bits = (bits ^ (bits >>> 29)) * MULTIPLIER;
    return bits ^ (bits >>> 32);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException("the map is broken: " + message);
    }
  }
}
