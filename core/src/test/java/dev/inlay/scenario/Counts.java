package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.internal.shard.ShardDirectory;
import dev.inlay.internal.shard.ShardWriter;
import dev.inlay.internal.shard.TestDirectories;
import dev.inlay.internal.snapshot.TestVersions;
import dev.inlay.internal.striped.TestChains;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What two threads see of the number of mappings, and of several mappings, that one changes. */
final class Counts {

  private static final int SHARDS = 2;

  private Counts() {}

  /**
   * Adds scenarios, by names that begin with the map and «size»; and, with «estimate» in its place,
   * those in which what a thread sees is of no one moment.
   */
  static void addTo(
      Map<String, Callable<List<Callable<Object>>>> scenarios,
      Map<String, Supplier<InlayMap<Object, Object>>> maps) {
    for (String map : maps.keySet()) {
      scenarios.put(map + ", size", () -> countedWhenFound(maps.get(map).get()));
      for (int entries : new int[] {1, 12}) {
        for (String way : EMPTYINGS.keySet()) {
          if (!way.equals(Operations.TRANSACTION) || !map.equals("StripedMap")) {
            scenarios.put(
                "%s, size: last of %d by %s".formatted(map, entries, way),
                () -> goneWhenEmpty(maps.get(map).get(), entries, EMPTYINGS.get(way)));
          }
        }
      }
    }
    scenarios.put("ShardedMap, size while it splits", Counts::countedWhileSplit);
    scenarios.put("SnapshotMap, size of what is set twice", TestVersions::setTwice);
    scenarios.put("SnapshotMap, size of what is claimed", TestVersions::claimedAndWithdrawn);
    scenarios.put("SnapshotMap, size of what is told", TestVersions::told);
    scenarios.put("StripedMap, size of what is swept", TestChains::markedByTwo);
    for (boolean firstFirst : new boolean[] {true, false}) {
      scenarios.put(
          "ShardedMap, size and all of a transaction: " + (firstFirst ? "as put" : "the other way"),
          () -> seenWhole(ShardedMap.<Object, Object>builder().shards(4).build(), firstFirst));
    }
    scenarios.put(
        "ShardedMap, size after a transaction", () -> countedWhenFoundByTwo(new ShardedMap<>()));
    for (int settled = 0; settled < SHARDS; settled++) {
      int shard = settled;
      scenarios.put(
          "ShardedMap, size of two shards, one mapping stays in shard " + shard,
          () -> neverEmpty(List.of(keyIn(shard, 2)), Counts::moveByTwo, Counts::seesNone));
      scenarios.put(
          "ShardedMap, size of two shards beside a transaction, one mapping stays in shard "
              + shard,
          () -> neverEmpty(List.of(keyIn(shard, 2)), Counts::moveAtOnce, Counts::seesNone));
    }
    scenarios.put(
        "ShardedMap, size of two shards at one moment",
        () ->
            neverEmpty(
                List.of(),
                Counts::moveAtOnce,
                map -> map.exactSize() != 1 || map.snapshot().size() != 1));
    scenarios.put(
        "ShardedMap, estimate of two shards",
        () -> neverEmpty(List.of(), Counts::moveByTwo, Counts::seesNone));
    scenarios.put(
        "ShardedMap, estimate of two shards beside a transaction",
        () -> neverEmpty(List.of(), Counts::moveAtOnce, Counts::seesNone));
  }

  // ---------------------------------------------------------------- several shards

  /** Returns a key of one of two shards. */
  private static int keyIn(int shard, int number) {
    return IntStream.iterate(0, id -> id + 1)
        .filter(id -> TestDirectories.shardOf(SHARDS, id) == shard)
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  private static void moveByTwo(ShardedMap<Object, Object> map) {
    map.put(keyIn(0, 0), "moved");
    map.remove(keyIn(1, 0));
  }

  private static void moveAtOnce(ShardedMap<Object, Object> map) {
    map.atomically(
        List.of(keyIn(0, 0), keyIn(1, 0)),
        view -> {
          view.put(keyIn(0, 0), "moved");
          return view.remove(keyIn(1, 0));
        });
  }

  private static boolean seesNone(ShardedMap<Object, Object> map) {
    return map.isEmpty() || map.size() == 0;
  }

  /** A mapping moves from one shard to the other; some stay. The map is never empty. */
  private static List<Callable<Object>> neverEmpty(
      List<Integer> staying,
      Consumer<ShardedMap<Object, Object>> move,
      Predicate<ShardedMap<Object, Object>> look) {
    ShardedMap<Object, Object> map = ShardedMap.builder().shards(SHARDS).build();
    map.put(keyIn(1, 0), "old");
    map.put(keyIn(0, 1), "old"); // so both shards are there
    map.remove(keyIn(0, 1));
    staying.forEach(key -> map.put(key, "stays"));
    return List.of(
        () -> {
          move.accept(map);
          return "done";
        },
        () -> look.test(map),
        () -> Operations.content(map));
  }

  // ---------------------------------------------------------------- any number of shards

  /** A thread that finds the first mapping of a map asks for its size. */
  private static List<Callable<Object>> countedWhenFound(InlayMap<Object, Object> map) {
    return List.of(
        () -> Operations.text(map.putIfAbsent(0, "first")),
        () -> map.get(0) != null && (map.size() == 0 || map.isEmpty()),
        () -> Operations.content(map));
  }

  /** Ways to remove the last mapping, whose key is given. */
  private static final Map<String, BiConsumer<InlayMap<Object, Object>, Object>> EMPTYINGS =
      new LinkedHashMap<>();

  static {
    EMPTYINGS.put("remove", (map, key) -> map.remove(key));
    EMPTYINGS.put("removeValue", (map, key) -> map.remove(key, "old"));
    EMPTYINGS.put("computeToNull", (map, key) -> map.compute(key, (k, old) -> null));
    EMPTYINGS.put("clear", (map, key) -> map.clear());
    EMPTYINGS.put("keySet", (map, key) -> map.keySet().removeIf(key::equals));
    EMPTYINGS.put(
        Operations.TRANSACTION,
        (map, key) -> {
          if (map instanceof ShardedMap<Object, Object> sharded) {
            sharded.atomically(List.of(key), view -> view.remove(key));
          } else {
            ((SnapshotMap<Object, Object>) map).update(view -> view.remove(key));
          }
        });
  }

  /** Whoever sees the map empty, of which the last mapping is removed, does not find that. */
  private static List<Callable<Object>> goneWhenEmpty(
      InlayMap<Object, Object> map,
      int entries,
      BiConsumer<InlayMap<Object, Object>, Object> emptying) {
    for (int id = 0; id < entries; id++) {
      map.put(new Operations.Same(id), "old");
    }
    for (int id = 0; id < entries - 1; id++) {
      map.remove(new Operations.Same(id)); // what is left of many of one hash is in a tree
    }
    Object key = new Operations.Same(entries - 1);
    return List.of(
        () -> {
          emptying.accept(map, key);
          return "done";
        },
        () -> (map.size() == 0 || map.isEmpty()) && map.get(key) != null,
        () -> Operations.content(map));
  }

  /** Who sees one change of a transaction sees the others, too. */
  private static List<Callable<Object>> seenWhole(
      ShardedMap<Object, Object> map, boolean firstFirst) {
    List<Object> keys = List.of(0, 1, 2, 3);
    keys.forEach(key -> map.put(key, "old"));
    Object first = firstFirst ? 0 : 3;
    Object second = firstFirst ? 3 : 0;
    return List.of(
        () -> {
          map.atomically(
              keys,
              view -> {
                keys.forEach(key -> view.put(key, "new"));
                return "done";
              });
          return map.get(1);
        },
        () -> "new".equals(map.get(first)) && "old".equals(map.get(second)),
        () -> Operations.content(map));
  }

  private static List<Callable<Object>> countedWhileSplit() {
    ShardDirectory directory = TestDirectories.fixed(0);
    for (int key = 0; key < 12; key++) {
      ShardWriter.store(directory, key, "old", true, true);
    }
    // So the other shard of the two has two places, and the directory has room for both halves.
    TestDirectories.split(directory, 0);
    TestDirectories.split(directory, 0);
    return List.of(
        () -> {
          TestDirectories.split(directory, 1);
          return "done";
        },
        directory::mappingCount,
        () -> directory.mappingCount() + " in " + TestDirectories.shards(directory));
  }

  /** The same of two that come at once. */
  private static List<Callable<Object>> countedWhenFoundByTwo(ShardedMap<Object, Object> map) {
    return List.of(
        () ->
            map.atomically(
                List.of(0, 1),
                view ->
                    Operations.text(view.put(0, "first")) + Operations.text(view.put(1, "first"))),
        () -> map.get(1) != null && map.size() != 2,
        () -> Operations.content(map));
  }
}
