package dev.inlay.contract.memory;

import static dev.inlay.contract.tools.Reachability.survivors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys.Hashed;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 16 and trap 5: what was removed is unreachable at once, whatever stays in the map. */
class RetentionTest extends MapContract {

  /** A value that only the map holds. */
  private record Payload(int id) {}

  private static Map<String, BiConsumer<InlayMap<Object, Payload>, Object>> removals() {
    Map<String, BiConsumer<InlayMap<Object, Payload>, Object>> calls = new LinkedHashMap<>();
    calls.put("remove", (map, key) -> map.remove(key));
    calls.put("remove pair", (map, key) -> map.remove(key, map.get(key)));
    calls.put("compute", (map, key) -> map.compute(key, (k, v) -> null));
    calls.put("computeIfPresent", (map, key) -> map.computeIfPresent(key, (k, v) -> null));
    calls.put("merge", (map, key) -> map.merge(key, new Payload(0), (a, b) -> null));
    calls.put("keySet remove", (map, key) -> map.keySet().remove(key));
    calls.put("removeIf", (map, key) -> map.keySet().removeIf(key::equals));
    calls.put(
        "iterator remove",
        (map, key) -> {
          for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); ) {
            if (keys.next().equals(key)) {
              keys.remove();
            }
          }
        });
    return calls;
  }

  /** Hash codes apart, and all equal. */
  @ParameterizedTest
  @ValueSource(ints = {1, 0})
  void removedMappingsAreUnreachable(int spread) {
    InlayMap<Object, Payload> map = newMap();
    List<WeakReference<Object>> references = new ArrayList<>();
    for (int id = 0; id < 40; id++) {
      put(map, id, spread, id >= 20 ? references : new ArrayList<>());
    }
    int id = 20;
    for (BiConsumer<InlayMap<Object, Payload>, Object> removal : removals().values()) {
      removal.accept(map, new Hashed(id, id * spread));
      id++;
    }
    subject
        .transactions()
        .ifPresent(
            transactions ->
                transactions.<Object, Payload, Payload>atomically(
                    map,
                    List.of(new Hashed(28, 28 * spread), new Hashed(29, 29 * spread)),
                    view -> {
                      view.remove(new Hashed(28, 28 * spread));
                      view.remove(new Hashed(29, 29 * spread));
                      return null;
                    }));
    int removed = 40 - map.size();
    assertThat(removed).isGreaterThanOrEqualTo(removals().size());
    assertThat(survivors(references.subList(0, 2 * removed), 0)).isZero();
    assertThat(map).hasSize(40 - removed);
    WeakReference<Object> kept = references.get(references.size() - 1);
    assertThat(kept.get()).isNotNull();
    map.clear();
    assertThat(survivors(references, 0)).as("after clear").isZero();
    assertThat(map).isEmpty();
  }

  private static void put(
      InlayMap<Object, Payload> map, int id, int spread, List<WeakReference<Object>> references) {
    Hashed key = new Hashed(id, id * spread);
    Payload value = new Payload(id);
    map.put(key, value);
    references.add(new WeakReference<>(key));
    references.add(new WeakReference<>(value));
  }

  /** An overwritten value, a key that did not become the map's, and a key of no mapping. */
  @Test
  void whatDidNotStayIsUnreachable() {
    InlayMap<Object, Payload> map = newMap();
    List<WeakReference<Object>> references = new ArrayList<>();
    map.put(new Hashed(1, 1), new Payload(0));
    put(map, 1, 1, references);
    map.put(new Hashed(1, 1), new Payload(2));
    Hashed refused = new Hashed(2, 2);
    map.computeIfAbsent(refused, key -> null);
    map.putIfAbsent(new Hashed(1, 1), new Payload(3));
    references.add(new WeakReference<>(refused));
    refused = null;
    assertThat(survivors(references, 0)).isZero();
    assertThat(map.get(new Hashed(1, 1))).isEqualTo(new Payload(2));
  }

  /** Asking an emptied map whether it is empty costs no walk. */
  @Test
  void anEmptiedMapKnowsThatItIsEmpty() {
    InlayMap<Object, Payload> map = newMap(1_000_000);
    map.put(1, new Payload(1));
    map.remove(1);
    long start = System.nanoTime();
    for (int i = 0; i < 100_000; i++) {
      if (!map.isEmpty() || map.size() != 0) {
        throw new AssertionError("not empty");
      }
    }
    // 200,000 walks of a million slots would take many minutes.
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }

  @Test
  void churnLeavesNothingBehindAndStaysQuick() {
    InlayMap<Object, Payload> map = newMap();
    int total = 300_000;
    int window = 1_000;
    List<WeakReference<Object>> removed = new ArrayList<>(total);
    long slowest = 0;
    long first = 0;
    for (int part = 0; part < 10; part++) {
      long start = System.nanoTime();
      for (int i = 0; i < total / 10; i++) {
        int id = part * (total / 10) + i;
        Hashed key = new Hashed(id, id);
        map.put(key, new Payload(id));
        removed.add(new WeakReference<>(key));
        if (id >= window) {
          map.remove(new Hashed(id - window, id - window));
        }
      }
      long nanos = System.nanoTime() - start;
      first = part == 0 ? nanos : first;
      slowest = Math.max(slowest, nanos);
    }
    assertThat(map).hasSize(window);
    assertThat(map.stats().slots()).isLessThan(16L * window);
    List<WeakReference<Object>> gone = removed.subList(0, total - window);
    assertThat(survivors(gone, 0)).isLessThanOrEqualTo(gone.size() / 10).isZero();
    assertThat(slowest).as("no slowdown").isLessThan(20 * first + 500_000_000L);
    assertThat(map).hasSize(window);
  }

  @Test
  void anEmptiedTableShrinksByItself() {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < 100_000; key++) {
      map.put(key, key);
    }
    long full = map.stats().slots();
    for (int key = 0; key < 100_000; key++) {
      map.remove(key);
    }
    assertThat(map).isEmpty();
    assertThat(map.stats().slots()).isLessThan(full / 20);
  }
}
