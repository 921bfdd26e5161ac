package dev.inlay.lincheck;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each operation means, one after the other: by {@link HashMap}, from the same state. */
abstract class HashMapOperations {
  private final Map<Integer, Integer> map = new HashMap<>();

  HashMapOperations(Map<Integer, Integer> before) {
    map.putAll(before);
  }

  public @Nullable Integer get(int id) {
    return map.get(id);
  }

  public @Nullable Integer put(int id, int value) {
    return map.put(id, value);
  }

  public @Nullable Integer putIfAbsent(int id, int value) {
    return map.putIfAbsent(id, value);
  }

  public @Nullable Integer remove(int id) {
    return map.remove(id);
  }

  public boolean removeExpected(int id, int value) {
    return map.remove(id, value);
  }

  public @Nullable Integer replace(int id, int value) {
    return map.replace(id, value);
  }

  public boolean replaceExpected(int id, int expected, int value) {
    return map.replace(id, expected, value);
  }

  public @Nullable Integer compute(int id, int value) {
    return map.compute(
        id,
        (key, present) ->
            present == null ? Integer.valueOf(value) : MapOperations.sumOrNull(present, value));
  }

  public @Nullable Integer computeIfAbsent(int id, int value) {
    return map.computeIfAbsent(id, key -> value);
  }

  public @Nullable Integer computeIfPresent(int id, int value) {
    return map.computeIfPresent(id, (key, present) -> MapOperations.sumOrNull(present, value));
  }

  public @Nullable Integer merge(int id, int value) {
    return map.merge(id, value, MapOperations::sumOrNull);
  }

  public String snapshot() {
    return new TreeMap<>(map).toString();
  }

  public @Nullable Integer move(int from, int to) {
    Integer moved = map.remove(from);
    if (moved != null) {
      map.put(to, moved);
    }
    return moved;
  }

  public int putTwo(int first, int second, int value) {
    map.put(first, value);
    map.put(second, value);
    return map.size();
  }

  public @Nullable Integer setTwo(int first, int second, int value) {
    Integer before = map.put(first, value);
    map.put(second, value);
    return before;
  }

  public long exactSize() {
    return map.size();
  }

  public void trim() {}

  public void clear() {
    map.clear();
  }

  /** Begins with key 1. */
  public static class One extends HashMapOperations {
    public One() {
      super(Map.of(1, 3));
    }
  }

  /** Begins with keys 1 and 2. */
  public static class Two extends HashMapOperations {
    public Two() {
      super(Map.of(1, 3, 2, 1));
    }
  }
}
