package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import java.util.Map;

/** Checks a map after its benchmark: figures of a broken map are worth nothing. */
final class ContentCheck {

  /** Decides whether the key of an id may have a value. */
  @FunctionalInterface
  interface Expectation {
    boolean test(int id, long value);
  }

  private static final int ABSENT_CHECKED = 1_000;

  private ContentCheck() {}

  /**
   * Requires that the keys of ids 0 to {@code entries - 1} are present with expected values, and
   * nothing else is.
   */
  static void exactly(Map<Object, Long> map, KeyKind kind, int entries, Expectation expectation) {
    require(map.size() == entries, "size() is " + map.size() + ", not " + entries);
    for (int id = 0; id < entries; id++) {
      Object key = kind.key(id);
      Long value = map.get(key);
      require(value != null && expectation.test(id, value), key + " has the value " + value);
    }
    for (int i = 0; i < ABSENT_CHECKED; i++) {
      Object key = kind.key((long) entries + i);
      require(!map.containsKey(key), key + " was never inserted, but is present");
    }
    int seen = 0;
    for (Map.Entry<Object, Long> entry : map.entrySet()) {
      seen += entry.getValue() == null ? 0 : 1;
    }
    require(seen == entries, "iteration gives " + seen + " entries, not " + entries);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException("the map is broken: " + message);
    }
  }
}
