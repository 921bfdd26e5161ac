package dev.inlay.contract.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviour 15 and trap 5: which of two equal keys the map holds. */
class KeyInstancesTest extends MapContract {
  static final List<Keys.Kind> KINDS =
      List.of(Keys.INTEGERS, Keys.STRINGS, Keys.COLLIDING, Keys.OPAQUE);

  private static Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> overwrites() {
    Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> calls = new LinkedHashMap<>();
    calls.put("put", (map, key) -> map.put(key, 7));
    calls.put("putIfAbsent", (map, key) -> map.putIfAbsent(key, 7));
    calls.put("putAll", (map, key) -> map.putAll(Map.of(key, 7)));
    calls.put("replace", (map, key) -> map.replace(key, 7));
    calls.put("replace pair", (map, key) -> map.replace(key, map.get(key), 7));
    calls.put("compute", (map, key) -> map.compute(key, (k, v) -> 7));
    calls.put("computeIfPresent", (map, key) -> map.computeIfPresent(key, (k, v) -> 7));
    calls.put("computeIfAbsent", (map, key) -> map.computeIfAbsent(key, k -> 7));
    calls.put("merge", (map, key) -> map.merge(key, 7, Integer::sum));
    calls.put("keySet(v) add", (map, key) -> map.keySet(7).add(key));
    calls.put("replaceAll", (map, key) -> map.replaceAll((k, v) -> 7));
    return calls;
  }

  private static Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> removals() {
    Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> calls = new LinkedHashMap<>();
    calls.put("remove", (map, key) -> map.remove(key));
    calls.put("remove pair", (map, key) -> map.remove(key, map.get(key)));
    calls.put("compute", (map, key) -> map.compute(key, (k, v) -> null));
    calls.put("computeIfPresent", (map, key) -> map.computeIfPresent(key, (k, v) -> null));
    calls.put("merge", (map, key) -> map.merge(key, 7, (a, b) -> null));
    calls.put("keySet remove", (map, key) -> map.keySet().remove(key));
    calls.put("removeIf", (map, key) -> map.keySet().removeIf(k -> k.equals(key)));
    return calls;
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
  void overwritingKeepsTheFirstInstance(Keys.Kind kind) {
    for (int id : new int[] {0, 19}) {
      overwrites()
          .forEach(
              (name, call) -> {
                InlayMap<Object, Integer> map = filled(kind);
                Object first = instance(map, kind.key(id));
                call.accept(map, kind.key(id));
                assertThat(instance(map, kind.key(id))).as(name).isSameAs(first);
              });
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void anInsertionAfterRemovalBringsTheNewInstance(Keys.Kind kind) {
    removals()
        .forEach(
            (name, call) -> {
              InlayMap<Object, Integer> map = filled(kind);
              Object first = instance(map, kind.key(11));
              call.accept(map, kind.key(11));
              assertThat(map.containsKey(kind.key(11))).as(name).isFalse();
              Object second = kind.key(11);
              map.put(second, 11);
              assertThat(instance(map, kind.key(11))).as(name).isSameAs(second).isNotSameAs(first);
            });
  }

  /** Functions are given a key equal to the one in the map; which instance is not promised. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void functionsGetAnEqualKey(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    Object key = kind.key(3);
    map.compute(key, (k, v) -> k.equals(key) ? v : -1);
    map.computeIfPresent(key, (k, v) -> k.equals(key) ? v : -1);
    assertThat(map.get(key)).isEqualTo(3);
    Object absent = kind.key(33);
    assertThat(map.computeIfAbsent(absent, k -> k.equals(absent) ? 33 : -1)).isEqualTo(33);
    assertThat(instance(map, kind.key(33))).isSameAs(absent);
  }

  private static Object instance(InlayMap<Object, Integer> map, Object key) {
    Object found = null;
    for (Object candidate : map.keySet()) {
      if (candidate.equals(key)) {
        assertThat(found).as("two keys equal to %s", key).isNull();
        found = candidate;
      }
    }
    assertThat(found).isNotNull();
    return found;
  }
}
