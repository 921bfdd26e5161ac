package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a map can do, step by step, on one thread: growth, tables of equal hash codes,
 * functions, shrinking, bulk operations, transactions. Each step is done to a plain map, too.
 */
final class Script {

  /** What a step does to a map. */
  interface Action {
    void run(InlayMap<Object, Object> map);
  }

  /** What a step does to the plain map. */
  interface Effect {
    void run(Map<Object, Object> model);
  }

  /** A step, and the other threads that it meets, if any. */
  record Step(String name, Action action, Effect effect, @Nullable Company company) {}

  /** The keys of one hash code, ordered. */
  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  private static final int KEYS = 40;
  private static final int SAME_KEYS = 10;

  private final List<Step> steps = new ArrayList<>();

  private Script() {}

  static InlayMap<Object, Object> newMap(String name) {
    int end = name.indexOf(", ");
    return switch (end < 0 ? name : name.substring(0, end)) {
      case "ShardedMap", "ShardedMap that splits" -> new ShardedMap<>();
      case "ShardedMap of 4 shards" -> ShardedMap.<Object, Object>builder().shards(4).build();
      case "StripedMap" -> new StripedMap<>();
      case "SnapshotMap" -> new SnapshotMap<>();
      default -> throw new IllegalArgumentException("map: " + name);
    };
  }

  /**
   * Returns the steps for a map.
   *
   * @param reads whether also those that call user code for each mapping and change nothing
   */
  static List<Step> stepsFor(String name, boolean reads) {
    Script script = new Script();
    script.grow();
    script.functions();
    script.sameHash(name);
    script.traversal();
    if (reads) {
      script.reads();
    }
    script.manyKeys(name);
    script.shrink();
    return script.steps;
  }

  private void add(String name, Action action, Effect effect) {
    steps.add(new Step(name, action, effect, null));
  }

  /** Adds a step that is the same for both. */
  private void both(String name, Effect effect) {
    add(name, effect::run, effect);
  }

  private void grow() {
    for (int id = 0; id < KEYS; id++) {
      int key = id;
      both("put " + key, map -> map.put(key, "a" + key));
    }
    both("get", map -> map.get(3));
    both("put again", map -> map.put(3, "b3"));
    both("putIfAbsent present", map -> map.putIfAbsent(4, "b4"));
    both("putIfAbsent", map -> map.putIfAbsent(KEYS, "b"));
    both("replace", map -> map.replace(5, "b5"));
    both("replace value", map -> map.replace(6, "a6", "b6"));
    both("remove value", map -> map.remove(7, "a7"));
    both("remove", map -> map.remove(8));
    both("put after remove", map -> map.put(8, "c8"));
  }

  private void functions() {
    both("compute", map -> map.compute(9, (key, value) -> value + "+"));
    both("compute absent", map -> map.compute(100, (key, value) -> "new"));
    both("compute to null", map -> map.compute(100, (key, value) -> null));
    both("computeIfAbsent", map -> map.computeIfAbsent(101, key -> "new"));
    both("computeIfAbsent present", map -> map.computeIfAbsent(101, key -> "newer"));
    both("computeIfPresent", map -> map.computeIfPresent(101, (key, value) -> value + "+"));
    both("merge", map -> map.merge(101, "x", (one, other) -> "" + one + other));
    both("merge absent", map -> map.merge(102, "x", (one, other) -> "" + one + other));
    both("merge to null", map -> map.merge(102, "x", (one, other) -> null));
  }

  private void sameHash(String name) {
    for (int id = 0; id < SAME_KEYS; id++) {
      Same key = new Same(id);
      both("put " + key, map -> map.put(key, "s"));
    }
    both("get same", map -> map.get(new Same(4)));
    both("merge same", map -> map.merge(new Same(4), "t", (one, other) -> "" + one + other));
    both("compute same", map -> map.computeIfAbsent(new Same(SAME_KEYS), key -> "s"));
    if (!name.startsWith("StripedMap")) {
      transaction("of some of one hash", sameKeys(0, 14), sameKeys(SAME_KEYS, 14), sameKeys(3, 6));
      transaction("of one of one hash", sameKeys(20, 21), sameKeys(20, 21), List.of());
      transaction("that removes one of one hash", sameKeys(13, 14), List.of(), sameKeys(13, 14));
      transaction("of many", ids(0, 60), ids(30, 60), ids(20, 30));
    }
    for (int id = 0; id < SAME_KEYS; id += 2) {
      Same key = new Same(id);
      both("remove " + key, map -> map.remove(key));
    }
  }

  private static List<Object> sameKeys(int from, int to) {
    return IntStream.range(from, to).<Object>mapToObj(Same::new).toList();
  }

  private static List<Object> ids(int from, int to) {
    return IntStream.range(from, to).<Object>mapToObj(id -> id).toList();
  }

  /** Adds a transaction that puts some keys, and then removes others. */
  private void transaction(
      String words, List<Object> keys, List<Object> put, List<Object> removed) {
    add(
        "transaction " + words,
        map -> {
          if (map instanceof ShardedMap<Object, Object> sharded) {
            sharded.atomically(
                new Given(keys),
                view -> {
                  put.forEach(key -> view.put(key, "t"));
                  removed.forEach(view::remove);
                  return "done";
                });
          } else {
            ((SnapshotMap<Object, Object>) map)
                .update(
                    view -> {
                      put.forEach(key -> view.put(key, "t"));
                      removed.forEach(view::remove);
                      return "done";
                    });
          }
        },
        model -> {
          put.forEach(key -> model.put(key, "t"));
          removed.forEach(model::remove);
        });
  }

  private void traversal() {
    both("remove by iterator", map -> removeSome(map.keySet().iterator()));
    both(
        "set by entries",
        map -> {
          for (Map.Entry<Object, Object> entry : map.entrySet()) {
            if (entry.getKey().equals(11)) {
              entry.setValue("set");
            }
          }
        });
    add("snapshot", map -> Map.copyOf(map.snapshot()), model -> {});
    add("getAll", map -> map.getAll(new Given(List.of(12, 13, 999))), model -> {});
    both("contains", map -> map.containsValue("a14"));
    both("retainAll", map -> map.keySet().retainAll(new Given(map.keySet())));
    both("removeAll", map -> map.keySet().removeAll(new Given(List.of(30, 31))));
  }

  /** What calls user code for each mapping, and changes nothing. */
  private void reads() {
    add("equals", map -> map.equals(Given.map(map.snapshot())), model -> {});
    add("hash code", InlayMap::hashCode, model -> {});
    both("forEach", map -> map.forEach((key, value) -> {}));
    add("search", map -> map.search(Long.MAX_VALUE, (key, value) -> null), model -> {});
    add(
        "reduce",
        map -> map.reduce(Long.MAX_VALUE, (key, value) -> value, (one, other) -> one),
        model -> {});
    both("keys for each", map -> map.keySet().forEach(key -> {}));
    both("entries, by a spliterator", map -> map.entrySet().spliterator().tryAdvance(entry -> {}));
  }

  private static void removeSome(Iterator<Object> keys) {
    while (keys.hasNext()) {
      if (keys.next().equals(10)) {
        keys.remove();
      }
    }
  }

  private void manyKeys(String name) {
    both("putAll", map -> map.putAll(Given.map(Map.of(15, "p", 16, "p", 200, "p", 201, "p"))));
    both("replaceAll", map -> map.replaceAll((key, value) -> value + "."));
    both("removeIf", map -> map.values().removeIf(value -> value.equals("a17.")));
    if (name.startsWith("ShardedMap")) {
      add(
          "atomically",
          map ->
              ((ShardedMap<Object, Object>) map)
                  .atomically(
                      new Given(List.of(18, 19)),
                      view -> {
                        view.put(18, "t");
                        return view.remove(19);
                      }),
          Script::transaction);
    }
    if (name.equals("SnapshotMap")) {
      add(
          "update",
          map ->
              ((SnapshotMap<Object, Object>) map)
                  .update(
                      view -> {
                        view.put(18, "t");
                        return view.remove(19);
                      }),
          Script::transaction);
      add(
          "compareAndPublish",
          map -> {
            SnapshotMap<Object, Object> versions = (SnapshotMap<Object, Object>) map;
            versions.compareAndPublish(versions.snapshot(), Given.map(Map.of(20, "v", 21, "v")));
          },
          model -> model.putAll(Map.of(20, "v", 21, "v")));
    }
  }

  private static void transaction(Map<Object, Object> model) {
    model.put(18, "t");
    model.remove(19);
  }

  private void shrink() {
    for (int id = 0; id < KEYS - 4; id++) {
      int key = id;
      both("remove " + key, map -> map.remove(key));
    }
    add("trim", InlayMap::trim, model -> {});
    both("put after trim", map -> map.put(0, "z"));
    both("clear", Map::clear);
    both("put after clear", map -> map.put(1, "z"));
  }

  /** Returns what a map has. */
  static Map<Object, Object> content(InlayMap<Object, Object> map) {
    Map<Object, Object> content = new HashMap<>();
    map.forEach(
        (key, value) -> {
          if (content.put(key, value) != null) {
            throw new AssertionError("twice in the map: " + key);
          }
        });
    return content;
  }
}
