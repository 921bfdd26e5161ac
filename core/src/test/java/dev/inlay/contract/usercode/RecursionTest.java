package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Hang;
import dev.inlay.contract.tools.Keys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Behaviours 6 and 7, JDK-8062841 and JDK-8211283: functions that update the map they run in get an
 * {@link IllegalStateException} or a result, and never hang or lose anything.
 */
class RecursionTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);

  private static final int PRESENT = 3;
  private static final int ABSENT = 77;

  /** An operation on a key that runs the function it is given. */
  private interface Outer {
    Object run(InlayMap<Object, Integer> map, Object key, Function<Object, Integer> function);
  }

  /** An operation on a key. */
  private interface Inner {
    Object run(InlayMap<Object, Integer> map, Object key);
  }

  private static Map<String, Outer> outers() {
    Map<String, Outer> outers = new LinkedHashMap<>();
    outers.put("compute", (map, key, f) -> map.compute(key, (k, v) -> f.apply(k)));
    outers.put("computeIfAbsent", (map, key, f) -> map.computeIfAbsent(key, f));
    outers.put(
        "computeIfPresent", (map, key, f) -> map.computeIfPresent(key, (k, v) -> f.apply(k)));
    outers.put("merge", (map, key, f) -> map.merge(key, 1, (a, b) -> f.apply(key)));
    return outers;
  }

  /** Operations that change the mapping of a key, present or absent. */
  private static Map<String, Inner> updates(boolean present) {
    Map<String, Inner> updates = new LinkedHashMap<>();
    updates.put("put", (map, key) -> map.put(key, -1));
    updates.put("compute", (map, key) -> map.compute(key, (k, v) -> -1));
    updates.put("merge", (map, key) -> map.merge(key, -1, (a, b) -> -1));
    if (present) {
      updates.put("remove", (map, key) -> map.remove(key));
      updates.put("remove pair", (map, key) -> map.remove(key, PRESENT));
      updates.put("replace", (map, key) -> map.replace(key, -1));
      updates.put("replace pair", (map, key) -> map.replace(key, PRESENT, -1));
      updates.put("computeIfPresent", (map, key) -> map.computeIfPresent(key, (k, v) -> -1));
      updates.put("keySet remove", (map, key) -> map.keySet().remove(key));
      updates.put("entrySet remove", (map, k) -> map.entrySet().remove(Map.entry(k, PRESENT)));
      updates.put("removeIf", (map, key) -> map.keySet().removeIf(k -> k.equals(key)));
    } else {
      updates.put("putIfAbsent", (map, key) -> map.putIfAbsent(key, -1));
      updates.put("computeIfAbsent", (map, key) -> map.computeIfAbsent(key, k -> -1));
      updates.put("putAll", (map, key) -> putAll(map, key));
    }
    return updates;
  }

  private static Object putAll(InlayMap<Object, Integer> map, Object key) {
    map.putAll(Map.of(key, -1));
    return null;
  }

  private InlayMap<Object, Integer> filled(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 20; id++) {
      map.put(kind.key(id), id);
    }
    return map;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void updatingThePresentMappingItRunsFor(Keys.Kind kind) {
    outers()
        .forEach(
            (outerName, outer) -> {
              if (!outerName.equals("computeIfAbsent")) {
                updates(true).forEach((name, inner) -> refused(kind, PRESENT, outer, inner, name));
              }
            });
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void updatingTheAbsentMappingItRunsFor(Keys.Kind kind) {
    outers()
        .forEach(
            (outerName, outer) -> {
              if (outerName.startsWith("compute") && !outerName.endsWith("Present")) {
                updates(false).forEach((name, inner) -> refused(kind, ABSENT, outer, inner, name));
              }
            });
  }

  /** The inner update is refused; caught by the function or not, nothing else changes. */
  private void refused(Keys.Kind kind, int id, Outer outer, Inner inner, String name) {
    InlayMap<Object, Integer> map = filled(kind);
    Map<Object, Integer> before = new HashMap<>(map);
    Object key = kind.key(id);
    IllegalStateException refusal =
        Hang.thrownBy(
            IllegalStateException.class,
            () ->
                outer.run(
                    map,
                    key,
                    k -> {
                      inner.run(map, key);
                      throw new AssertionError(name + " inside was not refused");
                    }));
    assertThat(refusal).as(name).isNotNull();
    assertThat(refusal.getMessage()).as(name).containsIgnoringCase("recursive");
    assertThat(map).as(name).isEqualTo(before);

    Hang.never(
        () ->
            outer.run(
                map,
                key,
                k -> {
                  try {
                    inner.run(map, key);
                    return null;
                  } catch (IllegalStateException expected) {
                    return 99;
                  }
                }));
    before.put(key, 99);
    assertThat(map).as(name + ", caught inside").isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void readingTheMapIsAllowed(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    outers()
        .forEach(
            (name, outer) -> {
              int id = name.equals("computeIfAbsent") ? ABSENT : PRESENT;
              Object key = kind.key(id);
              Integer before = map.get(key);
              Hang.never(
                  () ->
                      outer.run(
                          map,
                          key,
                          k -> {
                            assertThat(map.get(key)).as(name).isEqualTo(before);
                            assertThat(map.get(kind.key(5))).isEqualTo(5);
                            assertThat(map.containsKey(kind.key(6))).isTrue();
                            assertThat(map.size()).isEqualTo(20);
                            assertThat(map.keySet().stream().count()).isEqualTo(20);
                            assertThat(map.containsValue(7)).isTrue();
                            assertThat(map.computeIfAbsent(kind.key(8), x -> -1)).isEqualTo(8);
                            assertThat(map.putIfAbsent(kind.key(9), -1)).isEqualTo(9);
                            assertThat(map.remove(kind.key(55))).isNull();
                            return before;
                          }));
            });
    assertThat(map).hasSize(20);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void clearInsideAFunction(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    IllegalStateException refusal =
        Hang.thrownBy(
            IllegalStateException.class,
            () ->
                map.compute(
                    kind.key(PRESENT),
                    (k, v) -> {
                      map.clear();
                      return -1;
                    }));
    if (refusal != null) {
      assertThat(map.get(kind.key(PRESENT))).isEqualTo(PRESENT);
    }
    Hang.never(map::clear);
    assertThat(map).isEmpty();
  }

  /** Every inner insertion is refused or done; none is lost, and the outer one is done. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void aFunctionThatForcesGrowth(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    Map<Object, Integer> expected = new HashMap<>();
    for (int round = 0; round < 12; round++) {
      int first = 1000 + round * 50;
      Object key = kind.key(round);
      Hang.never(
          () ->
              map.computeIfAbsent(
                  key,
                  k -> {
                    for (int id = first; id < first + 50; id++) {
                      insert(map, kind.key(id), id, expected);
                    }
                    return -1;
                  }));
      expected.put(key, -1);
      assertThat(map).isEqualTo(expected).hasSize(expected.size());
    }
  }

  private static void insert(
      InlayMap<Object, Integer> map, Object key, int id, Map<Object, Integer> expected) {
    try {
      map.put(key, id);
    } catch (IllegalStateException refused) {
      return;
    }
    expected.put(key, id);
  }

  @Test
  void memoisedRecursionNeverHangs() {
    InlayMap<Integer, Long> map = newMap();
    IllegalStateException refusal =
        Hang.thrownBy(IllegalStateException.class, () -> fibonacci(map, 40));
    if (refusal == null) {
      assertThat(map.get(40)).isEqualTo(102_334_155L);
    }
    map.forEach((n, f) -> assertThat(n < 2 ? f : f - map.get(n - 1) - map.get(n - 2)).isIn(0L, 1L));
  }

  private static long fibonacci(InlayMap<Integer, Long> map, int n) {
    return map.computeIfAbsent(
        n, k -> k < 2 ? (long) k : fibonacci(map, k - 1) + fibonacci(map, k - 2));
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void bulkFunctionsMayUpdate(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    Hang.never(() -> map.forEach((k, v) -> map.put(k, v + 100)));
    Hang.never(() -> map.keySet().removeIf(k -> map.replace(k, 5) == null));
    Hang.never(() -> map.entrySet().forEach(e -> map.remove(e.getKey())));
    assertThat(map).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void replaceAllThatUpdatesIsRefusedOrDone(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    Hang.thrownBy(
        IllegalStateException.class,
        () ->
            map.replaceAll(
                (k, v) -> {
                  map.put(k, -5);
                  return v;
                }));
    assertThat(map).hasSize(20);
  }
}
