package dev.inlay.workload;

import dev.inlay.InlayMap;
import dev.inlay.StripedMap;
import java.util.List;
import java.util.Map;

/**
 * Uses a recorded map in all of its ways, each of them sampled, when the recorder is initialised:
 * so its classes are initialised, and its calls linked, while there is stack enough. A class whose
 * initialisation meets the end of the stack is unusable for as long as the JVM runs.
 */
final class FirstRecording {

  /** A key of no class that the JDK has: it is told from others by its hash code. */
  private static final Object OWN = new Object();

  private FirstRecording() {}

  /** Records a few operations, of which nothing is kept. */
  @SuppressWarnings("ReturnValueIgnored") // that they were called is all that counts
  static void run() {
    InlayMap<Object, Object> map = Recorder.wrap(new StripedMap<>(), 1).map();
    for (int round = 0; round < 2; round++) {
      for (Object key : List.of(1, 2L, "three", OWN)) {
        map.get(key);
        map.getOrDefault(key, 0);
        map.containsKey(key);
        map.put(key, 1);
        map.putIfAbsent(key, 2);
        map.replace(key, 3);
        map.replace(key, 3, 4);
        functions(map, key);
        map.remove(key, 5);
        if (round == 0) {
          map.remove(key);
        }
      }
      whole(map);
    }
    map.clear();
  }

  private static void functions(InlayMap<Object, Object> map, Object key) {
    map.compute(key, (k, present) -> present == null ? 1 : null);
    map.compute(key, (k, present) -> present == null ? 1 : null);
    map.computeIfAbsent(key, k -> null);
    map.computeIfAbsent(key, k -> 1);
    map.computeIfPresent(key, (k, present) -> present);
    map.merge(key, 2, (present, given) -> given);
  }

  @SuppressWarnings("ReturnValueIgnored") // as above
  private static void whole(InlayMap<Object, Object> map) {
    map.putAll(Map.of(1, 1, 2, 2));
    map.getAll(List.of(1, 2, 3));
    map.forEach((key, value) -> {});
    map.replaceAll((key, value) -> value);
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      entry.setValue(1);
    }
    map.keySet().removeIf(key -> key.equals(2));
    map.values().stream().forEach(value -> {});
    map.containsValue(7);
    map.snapshot();
    if (map.isEmpty() || map.size() < 1) {
      throw new AssertionError("what was recorded has been lost: " + map);
    }
  }
}
