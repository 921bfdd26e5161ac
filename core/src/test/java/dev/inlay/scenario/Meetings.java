package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.contract.tools.Inner;
import dev.inlay.internal.shard.ShardDirectory;
import dev.inlay.internal.shard.TestDirectories;
import dev.inlay.scenario.Script.Action;
import dev.inlay.scenario.Script.Effect;
import dev.inlay.scenario.Script.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steps of one thread that meets others: waits for a lock, a reservation, a turn, or has others
 * wait for it; carries out their writes; helps with what they sleep in the middle of.
 */
final class Meetings {

  private static final int KEYS = 40;

  /** Entries of a table of several stripes. */
  private static final int MANY_KEYS = 400;

  private static final int MORE_KEYS = 100;

  private static final int FIRST_MORE = 2_000;

  private static final int SHARDS = 4;

  private static final String BESIDE = " beside one that sleeps in ";

  private final String name;

  /** Steps on a map that has some mappings when they begin. */
  record Act(int keys, List<Step> steps) {}

  private final List<Act> acts = new ArrayList<>();

  private Meetings(String name) {
    this.name = name;
  }

  /** Returns the acts for a map. */
  static List<Act> actsFor(String name) {
    Meetings meetings = new Meetings(name);
    meetings.waitForOthers();
    meetings.letOthersWait();
    if (name.startsWith("ShardedMap")) {
      meetings.waitForShards();
    }
    if (name.startsWith("StripedMap")) {
      meetings.helpSleepers();
    }
    return meetings.acts;
  }

  private void act(int keys, String what, Action action, Effect effect, Company company) {
    acts.add(
        new Act(
            keys,
            List.of(
                new Step(what, action, effect, company),
                new Step("afterwards", Meetings::afterwards, Meetings::afterwards, null))));
  }

  private static void afterwards(Map<Object, Object> map) {
    for (int id = 0; id < 4; id++) {
      map.merge(id, "z", (one, other) -> "" + one + other);
      map.remove(id + 4);
      map.put(id + 1_000, "z");
    }
  }

  // ---------------------------------------------------------------- others were first

  private void waitForOthers() {
    Map<String, Effect> steps = new LinkedHashMap<>();
    steps.put("put", map -> map.put(1, "m"));
    steps.put("put of another key", map -> map.put(50, "m"));
    steps.put("putIfAbsent", map -> map.putIfAbsent(50, "m"));
    steps.put("remove", map -> map.remove(1));
    steps.put("remove of another key", map -> map.remove(2));
    steps.put("replace of another key", map -> map.replace(3, "a3", "m"));
    steps.put("merge", map -> map.merge(1, "m", (one, other) -> "" + one + other));
    steps.put("compute to null", map -> map.computeIfPresent(1, (key, value) -> null));
    steps.put("computeIfAbsent", map -> map.computeIfAbsent(51, key -> "m"));
    steps.forEach((what, effect) -> behind(what, effect::run, effect));
    for (String what : List.of("put", "put of another key")) {
      Effect effect = steps.get(what);
      act(
          KEYS,
          what + " behind a function, interrupted",
          effect::run,
          effect,
          computing().interrupting());
    }
    behind("trim", InlayMap::trim, model -> {});
    behind("snapshot", InlayMap::snapshot, model -> {});
    behind(
        "putAll",
        map -> map.putAll(Map.of(52, "m", 53, "m")),
        m -> m.putAll(Map.of(52, "m", 53, "m")));
    if (!name.startsWith("StripedMap")) {
      behind("transaction", Meetings::transaction, Meetings::transactionEffect);
    }
  }

  /** A step while another runs a function for key 1. */
  private void behind(String what, Action action, Effect effect) {
    act(KEYS, what + " behind a function", action, effect, computing());
  }

  /** A thread that is in the middle of a function for key 1. */
  private static Company computing() {
    Company[] with = new Company[1];
    with[0] =
        Company.stopping(
            1,
            model -> model.compute(1, (key, value) -> value + "b"),
            map ->
                map.compute(
                    1,
                    (key, value) -> {
                      with[0].stop();
                      return value + "b";
                    }));
    return with[0];
  }

  private static void transaction(InlayMap<Object, Object> map) {
    transact(map, List.of(2, 3, 4, 5, 60, 61), "m", List.of(2, 60, 61), 3);
  }

  private static void transact(
      InlayMap<Object, Object> map,
      List<Object> keys,
      Object value,
      List<Object> written,
      Object removed) {
    if (map instanceof ShardedMap<Object, Object> sharded) {
      sharded.atomically(keys, view -> change(view::put, view::remove, value, written, removed));
    } else if (map instanceof SnapshotMap<Object, Object> versions) {
      versions.update(view -> change(view::put, view::remove, value, written, removed));
    }
  }

  private static @Nullable Object change(
      BinaryOperator<@Nullable Object> put,
      UnaryOperator<@Nullable Object> remove,
      Object value,
      List<Object> written,
      Object removed) {
    written.forEach(key -> put.apply(key, value));
    return remove.apply(removed);
  }

  private static void transactionEffect(Map<Object, Object> model) {
    model.putAll(Map.of(2, "m", 60, "m", 61, "m"));
    model.remove(3);
  }

  // ---------------------------------------------------------------- others come later

  private void letOthersWait() {
    ahead(
        "puts",
        model -> model.putAll(Map.of(70, "b", 71, "b", 72, "b")),
        map -> map.put(70, "b"),
        map -> map.put(71, "b"),
        map -> map.put(72, "b"));
    ahead(
        "other writes",
        model -> {
          model.remove(10);
          model.put(11, "b");
          model.put(12, "b");
          model.put(13, "a13b");
        },
        map -> map.remove(10),
        map -> map.replace(11, "a11", "b"),
        map -> map.put(12, "b"),
        map -> map.merge(13, "b", (one, other) -> "" + one + other));
    ahead(
        "writes of the same key",
        model -> model.merge(1, "bb", (one, other) -> "" + one + other),
        map -> map.merge(1, "b", (one, other) -> "" + one + other),
        map -> map.merge(1, "b", (one, other) -> "" + one + other));
    if (!name.startsWith("StripedMap")) {
      ahead(
          "a transaction",
          model -> {
            model.putAll(Map.of(20, "b", 80, "b", 70, "b"));
            model.remove(21);
          },
          map -> map.put(70, "b"),
          Meetings::othersTransaction);
    }
  }

  private static void othersTransaction(InlayMap<Object, Object> map) {
    transact(map, List.of(20, 21, 80), "b", List.of(20, 80), 21);
  }

  /** Others write while a step runs its function for key 1. */
  private void ahead(String what, Effect effect, Action... works) {
    Company compute = Company.later(effect, works);
    act(
        KEYS,
        "function ahead of " + what,
        map ->
            map.compute(
                1,
                (key, value) -> {
                  compute.begin(map);
                  return value + "m";
                }),
        model -> model.compute(1, (key, value) -> value + "m"),
        compute);
    Company absent = Company.later(effect, works);
    act(
        KEYS,
        "function of an absent key ahead of " + what,
        map ->
            map.computeIfAbsent(
                90,
                key -> {
                  absent.begin(map);
                  return "m";
                }),
        model -> model.put(90, "m"),
        absent);
    if (!name.startsWith("StripedMap")) {
      Company transaction = Company.later(effect, works);
      act(
          KEYS,
          "transaction ahead of " + what,
          map -> longTransaction(map, transaction),
          model -> {
            model.put(1, "m");
            model.put(90, "m");
            model.remove(2);
          },
          transaction);
    }
  }

  private static void longTransaction(InlayMap<Object, Object> map, Company with) {
    if (map instanceof ShardedMap<Object, Object> sharded) {
      sharded.atomically(
          List.of(1, 2, 90),
          view -> {
            with.begin(map);
            view.put(1, "m");
            view.put(90, "m");
            return view.remove(2);
          });
    } else if (map instanceof SnapshotMap<Object, Object> versions) {
      versions.update(
          view -> {
            with.begin(map);
            view.put(1, "m");
            view.put(90, "m");
            return view.remove(2);
          });
    }
  }

  // ---------------------------------------------------------------- ShardedMap

  private static ShardDirectory directoryOf(InlayMap<Object, Object> map) {
    return (ShardDirectory) Inner.field(ShardedMap.class, map, "directory");
  }

  private void waitForShards() {
    behind(
        "put, after which the shard splits",
        map -> {
          TestDirectories.contend(directoryOf(map));
          map.put(50, "m");
        },
        model -> model.put(50, "m"));
    behind(
        "transaction, in which the shard splits",
        map -> {
          TestDirectories.contend(directoryOf(map));
          transaction(map);
        },
        Meetings::transactionEffect);
    behind("exactSize", map -> ((ShardedMap<?, ?>) map).exactSize(), model -> {});
    behind("clear", InlayMap::clear, Map::clear);
    String method =
        name.contains("that splits") ? "ShardDirectory.publishSplit" : "ShardDirectory.publish";
    for (int call : new int[] {1, 2}) {
      act(
          KEYS,
          "growth beside one that sleeps in %s, call %d".formatted(method, call),
          map -> putMore(map, FIRST_MORE + MORE_KEYS),
          model -> putMore(model, FIRST_MORE + MORE_KEYS),
          Company.stoppingIn(
              name,
              method,
              call,
              model -> putMore(model, FIRST_MORE),
              map -> putMore(map, FIRST_MORE)));
    }
    if (name.contains("4 shards")) {
      waitInAFunction();
    }
  }

  /** A thread that runs a function waits, for longer than a moment, for another that does. */
  private void waitInAFunction() {
    List<Integer> others =
        IntStream.range(2, KEYS)
            .filter(id -> TestDirectories.shardOf(SHARDS, id) != TestDirectories.shardOf(SHARDS, 1))
            .boxed()
            .toList();
    int held = others.get(0);
    int wanted =
        others.stream()
            .filter(
                id ->
                    id != held
                        && TestDirectories.shardOf(SHARDS, id)
                            == TestDirectories.shardOf(SHARDS, held))
            .findFirst()
            .orElseThrow();
    for (int parks : new int[] {1, 2, 3}) {
      Company[] with = new Company[1];
      with[0] =
          Company.stopping(
              parks,
              model -> model.put(held, "b"),
              map ->
                  map.compute(
                      held,
                      (key, value) -> {
                        with[0].stop();
                        return "b";
                      }));
      act(
          KEYS,
          "function that waits for another, %d times".formatted(parks),
          map ->
              map.compute(
                  1,
                  (key, value) -> {
                    map.put(wanted, "m");
                    return "m";
                  }),
          model -> {
            model.put(wanted, "m");
            model.put(1, "m");
          },
          with[0]);
    }
  }

  private static void putMore(Map<Object, Object> map, int first) {
    for (int id = first; id < first + MORE_KEYS; id++) {
      map.put(id, "more");
    }
  }

  // ---------------------------------------------------------------- StripedMap

  private void helpSleepers() {
    Map<String, Integer> places = new LinkedHashMap<>();
    places.put("Sweep.sweep", 1);
    places.put("SlotTable.copyIn", 100);
    places.put("Sweep.markDone", 1);
    places.put("TableChain.replaceRoot", 1);
    places.forEach(
        (method, call) -> {
          beside(method, call, "remove", map -> map.remove(3));
          beside(method, call, "function", map -> map.compute(5, (key, value) -> value + "m"));
          beside(
              method,
              call,
              "puts",
              map -> {
                map.put(1_500, "m");
                map.put(1_501, "m");
                map.put(1_502, "m");
              });
          beside(method, call, "clear", Map::clear);
          Company trimming = Company.stoppingIn(name, method, call, model -> {}, InlayMap::trim);
          act(MANY_KEYS, "trim" + BESIDE + method, InlayMap::trim, model -> {}, trimming);
        });
  }

  private void beside(String method, int call, String what, Effect effect) {
    act(
        MANY_KEYS,
        what + BESIDE + method,
        effect::run,
        effect,
        Company.stoppingIn(name, method, call, model -> {}, InlayMap::trim));
  }
}
