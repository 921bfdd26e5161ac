package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.Invariants;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.StripedMap;
import dev.inlay.TransactionView;
import dev.inlay.UpdateView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a few threads do on each map at once: any of the operations on single keys with any other,
 * on maps that are about to grow, to shrink, or to change their tables; with keys of their own, the
 * same key, and keys of equal hash code.
 */
public final class Operations implements Supplier<Map<String, Callable<List<Callable<Object>>>>> {

  /** An operation on one key, which returns something that compares by {@code equals}. */
  private interface Operation {
    Object run(InlayMap<Object, Object> map, Object key, String thread);
  }

  /** The keys of one hash code, ordered. */
  record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Which keys the threads use. */
  private enum Which {
    SAME("same"),
    /** Of many of one hash code, one that is in a tree. */
    LAST("last"),
    ABSENT("absent"),
    PRESENT_AND_ABSENT("present and absent");

    final String words;

    Which(String words) {
      this.words = words;
    }

    int of(int thread, int entries) {
      return switch (this) {
        case SAME -> 0;
        case LAST -> Math.max(0, entries - 1);
        case ABSENT -> entries;
        case PRESENT_AND_ABSENT -> thread == 0 ? 0 : entries;
      };
    }
  }

  /** Before and at the numbers of entries at which small tables change. */
  private static final int[] SIZES = {0, 1, 5, 6, 7, 12};

  /** The last is one step before a table of several stripes is swept. */
  private static final int[] MANY_SIZES = {1, 6, 12, 40, 400};

  private static final int THREES = 300;

  /** How many keys a long action inserts. */
  private static final int MORE = 30;

  /** Keys that long actions insert begin here. */
  private static final int FIRST_MORE = 1_000;

  private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("get", (map, key, thread) -> text(map.get(key)));
    OPERATIONS.put("put", (map, key, thread) -> text(map.put(key, thread)));
    OPERATIONS.put("putIfAbsent", (map, key, thread) -> text(map.putIfAbsent(key, thread)));
    OPERATIONS.put("remove", (map, key, thread) -> text(map.remove(key)));
    OPERATIONS.put("removeValue", (map, key, thread) -> map.remove(key, "old"));
    OPERATIONS.put("replaceValue", (map, key, thread) -> map.replace(key, "old", thread));
    OPERATIONS.put(
        "compute", (map, key, thread) -> text(map.compute(key, (k, old) -> old + thread)));
    OPERATIONS.put(
        "computeIfAbsent", (map, key, thread) -> text(map.computeIfAbsent(key, k -> thread)));
    OPERATIONS.put(
        "computeToNull", (map, key, thread) -> text(map.computeIfPresent(key, (k, old) -> null)));
    OPERATIONS.put(
        "merge",
        (map, key, thread) -> text(map.merge(key, thread, (old, more) -> "" + old + more)));
    OPERATIONS.put(
        "throwing",
        (map, key, thread) ->
            map.compute(
                key,
                (k, old) -> {
                  throw new UnsupportedOperationException();
                }));
    OPERATIONS.put(
        "recursive",
        (map, key, thread) -> text(map.compute(key, (k, old) -> text(map.put(key, "inner")))));
  }

  /** Changes two keys at once; only of maps that have a way to. */
  static final String TRANSACTION = "transaction";

  static {
    OPERATIONS.put(
        TRANSACTION,
        (map, key, thread) ->
            map instanceof ShardedMap<Object, Object> sharded
                ? sharded.atomically(
                    List.of(key, "total"),
                    view -> text(view.put(key, thread)) + total(view, thread))
                : ((SnapshotMap<Object, Object>) map)
                    .update(view -> text(view.put(key, thread)) + total(view, thread)));
  }

  /** What takes many steps, and leaves it to its last check whether it was right. */
  private interface Action {
    void run(InlayMap<Object, Object> map, int entries, IntFunction<Object> keys);
  }

  private static final Map<String, Action> ACTIONS = new LinkedHashMap<>();

  static {
    ACTIONS.put(
        "growing",
        (map, entries, keys) -> {
          for (int id = FIRST_MORE; id < FIRST_MORE + MORE; id++) {
            require(map.put(keys.apply(id), "more") == null, "a key was there");
          }
        });
    ACTIONS.put(
        "shrinking",
        (map, entries, keys) -> {
          for (int id = 1; id < entries; id++) {
            require(map.remove(keys.apply(id)) != null, "a key was missing");
          }
        });
    ACTIONS.put(
        "churn",
        (map, entries, keys) -> {
          for (int id = FIRST_MORE; id < FIRST_MORE + MORE; id++) {
            require(map.put(keys.apply(id), "more") == null, "a key was there");
            require(map.remove(keys.apply(id)) != null, "a key was missing");
          }
        });
    ACTIONS.put("trim", (map, entries, keys) -> map.trim());
    ACTIONS.put("clear", (map, entries, keys) -> map.clear());
    ACTIONS.put("replaceAll", (map, entries, keys) -> map.replaceAll((key, value) -> value + "."));
    ACTIONS.put("iteration", (map, entries, keys) -> requireAll(map.keySet(), entries, keys));
    ACTIONS.put(
        "snapshot", (map, entries, keys) -> requireAll(map.snapshot().keySet(), entries, keys));
    ACTIONS.put(
        "getAll",
        (map, entries, keys) -> {
          List<Object> wanted = new ArrayList<>();
          for (int id = 0; id < entries; id++) {
            wanted.add(keys.apply(id));
          }
          requireAll(map.getAll(wanted).keySet(), entries, keys);
        });
  }

  /** Requires each key once but the two that another operation may be changing. */
  private static void requireAll(Iterable<Object> seen, int entries, IntFunction<Object> keys) {
    Set<Object> found = new HashSet<>();
    for (Object key : seen) {
      require(found.add(key) || key.equals(keys.apply(entries)), "twice: " + key);
    }
    for (int id = 1; id < entries; id++) {
      require(found.contains(keys.apply(id)), "missing: " + id);
    }
  }

  private static void require(boolean condition, String broken) {
    if (!condition) {
      throw new AssertionError(broken);
    }
  }

  private static Object total(TransactionView<Object, Object> view, String thread) {
    return text(view.put("total", text(view.get("total")) + thread));
  }

  private static Object total(UpdateView<Object, Object> view, String thread) {
    return text(view.put("total", text(view.get("total")) + thread));
  }

  private static List<String> operationsOf(String map) {
    return OPERATIONS.keySet().stream()
        .filter(name -> !map.equals("StripedMap") || !name.equals(TRANSACTION))
        .toList();
  }

  static String text(Object value) {
    return String.valueOf(value);
  }

  private static final Map<String, Supplier<InlayMap<Object, Object>>> MAPS =
      Map.of(
          "ShardedMap", ShardedMap::new,
          "StripedMap", StripedMap::new,
          "SnapshotMap", SnapshotMap::new);

  /** Returns all scenarios of two threads, and some of three, by name: the map's first. */
  @Override
  public Map<String, Callable<List<Callable<Object>>>> get() {
    Map<String, Callable<List<Callable<Object>>>> scenarios = new TreeMap<>();
    for (String map : MAPS.keySet()) {
      for (int entries : SIZES) {
        for (boolean colliding : new boolean[] {false, true}) {
          for (String first : operationsOf(map)) {
            for (String second : operationsOf(map)) {
              for (Which which : Which.values()) {
                add(scenarios, map, entries, colliding, which, List.of(first, second));
              }
            }
          }
        }
      }
      addThrees(scenarios, map);
      addActions(scenarios, map);
    }
    Counts.addTo(scenarios, MAPS);
    return scenarios;
  }

  /**
   * Only one map is cleared in one step; the others may remove a key, and again when it is back.
   */
  private static List<String> actionsOf(String map) {
    return ACTIONS.keySet().stream()
        .filter(name -> map.equals("SnapshotMap") || !name.equals("clear"))
        .toList();
  }

  private static void addActions(
      Map<String, Callable<List<Callable<Object>>>> scenarios, String map) {
    for (int entries : MANY_SIZES) {
      for (boolean colliding : new boolean[] {false, true}) {
        for (String action : actionsOf(map)) {
          for (String operation : operationsOf(map)) {
            for (int key : new int[] {0, entries}) {
              String name =
                  "%s, action: %d entries%s, %s, with %s of %s key"
                      .formatted(
                          map,
                          entries,
                          colliding ? " of one hash" : "",
                          action,
                          operation,
                          key == 0 ? "a present" : "an absent");
              // Most maps replace all values one by one, so not as one step beside a transaction.
              boolean steps =
                  map.equals("SnapshotMap")
                      || !(action.equals("replaceAll") && operation.equals(TRANSACTION));
              if (steps && (entries < 100 || !colliding)) {
                scenarios.put(
                    name,
                    () -> partsOf(MAPS.get(map).get(), entries, colliding, key, action, operation));
              }
            }
          }
        }
      }
    }
  }

  private static List<Callable<Object>> partsOf(
      InlayMap<Object, Object> map,
      int entries,
      boolean colliding,
      int key,
      String action,
      String operation) {
    for (int id = 0; id < entries; id++) {
      map.put(key(id, colliding), "old");
    }
    return List.of(
        () -> {
          ACTIONS.get(action).run(map, entries, id -> key(id, colliding));
          return "done";
        },
        () -> OPERATIONS.get(operation).run(map, key(key, colliding), "by1"),
        () -> content(map));
  }

  private static void addThrees(
      Map<String, Callable<List<Callable<Object>>>> scenarios, String map) {
    Random random = new Random(map.hashCode());
    List<String> names = operationsOf(map);
    for (int i = 0; i < THREES; i++) {
      List<String> three =
          Stream.generate(() -> names.get(random.nextInt(names.size()))).limit(3).toList();
      add(
          scenarios,
          map,
          SIZES[random.nextInt(SIZES.length)],
          random.nextBoolean(),
          Which.values()[random.nextInt(Which.values().length)],
          three);
    }
  }

  private static void add(
      Map<String, Callable<List<Callable<Object>>>> scenarios,
      String map,
      int entries,
      boolean colliding,
      Which which,
      List<String> operations) {
    String name =
        "%s, %d operations: %d entries%s, %s key: %s"
            .formatted(
                map,
                operations.size(),
                entries,
                colliding ? " of one hash" : "",
                which.words,
                String.join(", ", operations));
    scenarios.put(name, () -> parts(MAPS.get(map).get(), entries, colliding, which, operations));
  }

  private static List<Callable<Object>> parts(
      InlayMap<Object, Object> map,
      int entries,
      boolean colliding,
      Which which,
      List<String> operations) {
    for (int id = 0; id < entries; id++) {
      map.put(key(id, colliding), "old");
    }
    List<Callable<Object>> parts = new ArrayList<>();
    for (int thread = 0; thread < operations.size(); thread++) {
      Operation operation = OPERATIONS.get(operations.get(thread));
      Object key = key(which.of(thread, entries), colliding);
      String value = "by" + thread;
      parts.add(() -> operation.run(map, key, value));
    }
    parts.add(() -> content(map));
    return parts;
  }

  private static Object key(int id, boolean colliding) {
    return colliding ? new Same(id) : id;
  }

  static Object content(InlayMap<Object, Object> map) {
    Invariants.check(map);
    Map<String, Object> content = new TreeMap<>();
    map.forEach((key, value) -> content.put(key.toString(), value));
    if (content.size() != map.size()) {
      throw new AssertionError("size() is " + map.size() + " of " + content);
    }
    return content.toString();
  }
}
