package dev.inlay.contract.model;

import dev.inlay.InlayMap;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.model.Step.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** All operations of the random test: as code, on the map under test, and on the model. */
enum Operation {
  PUT("map.put($k, $v)", 30, (map, a) -> map.put(a.key(), a.value())),
  PUT_IF_ABSENT("map.putIfAbsent($k, $v)", 8, (map, a) -> map.putIfAbsent(a.key(), a.value())),
  GET("map.get($k)", 4, (map, a) -> map.get(a.key())),
  GET_OR_DEFAULT("map.getOrDefault($k, $v)", 2, (map, a) -> map.getOrDefault(a.key(), a.value())),
  CONTAINS_KEY("map.containsKey($k)", 2, (map, a) -> map.containsKey(a.key())),
  CONTAINS_VALUE("map.containsValue($v)", 1, (map, a) -> map.containsValue(a.value())),
  REMOVE("map.remove($k)", 16, (map, a) -> map.remove(a.key())),
  REMOVE_PAIR("map.remove($k, $v)", 4, (map, a) -> map.remove(a.key(), a.value())),
  REPLACE("map.replace($k, $v)", 4, (map, a) -> map.replace(a.key(), a.value())),
  REPLACE_PAIR(
      "map.replace($k, $v, $w)", 4, (map, a) -> map.replace(a.key(), a.value(), a.nextValue())),
  COMPUTE("map.compute($k, $f)", 8, (map, a) -> map.compute(a.key(), (k, v) -> a.function(v))),
  COMPUTE_IF_ABSENT(
      "map.computeIfAbsent($k, $f)",
      8,
      (map, a) -> map.computeIfAbsent(a.key(), k -> a.function(null))),
  COMPUTE_IF_PRESENT(
      "map.computeIfPresent($k, $f)",
      6,
      (map, a) -> map.computeIfPresent(a.key(), (k, v) -> a.function(v))),
  MERGE("map.merge($k, $v, $f)", 8, (map, a) -> map.merge(a.key(), a.value(), a.remapping())),
  PUT_ALL(
      "map.putAll(Map.of($k, $v, $o, $w))",
      3,
      (map, a) -> {
        Map<Object, Object> more = new LinkedHashMap<>();
        more.put(a.key(), a.value());
        more.put(a.other(), a.nextValue());
        map.putAll(more);
        return null;
      }),
  REPLACE_ALL(
      "map.replaceAll((k, v) -> successor of v)",
      1,
      (map, a) -> {
        map.replaceAll((k, v) -> a.successor(v));
        return null;
      }),
  CLEAR(
      "map.clear()",
      1,
      (map, a) -> {
        map.clear();
        return null;
      }),
  FOR_EACH(
      "map.forEach(…)",
      1,
      (map, a) -> {
        Map<Object, Object> seen = new HashMap<>();
        map.forEach(seen::put);
        return seen;
      }),
  TO_STRING("map.toString()", 1, (map, a) -> letters(map.toString())),

  KEYS_REMOVE("map.keySet().remove($k)", 3, (map, a) -> map.keySet().remove(a.key())),
  KEYS_CONTAIN("map.keySet().contains($k)", 1, (map, a) -> map.keySet().contains(a.key())),
  KEYS_REMOVE_IF(
      "map.keySet().removeIf(third $n)", 1, (map, a) -> map.keySet().removeIf(a::chosen)),
  KEYS_REMOVE_ALL(
      "map.keySet().removeAll(List.of($k, $o))",
      2,
      (map, a) -> map.keySet().removeAll(List.of(a.key(), a.other()))),
  KEYS_RETAIN_ALL(
      "map.keySet().retainAll(all but List.of($k, $o))",
      1,
      (map, a) -> {
        Collection<Object> kept = new HashSet<>(map.keySet());
        kept.remove(a.key());
        kept.remove(a.other());
        return map.keySet().retainAll(kept);
      }),
  KEYS_ITERATOR_REMOVE(
      "map.keySet().iterator(): remove third $n",
      1,
      (map, a) -> removeThird(map.keySet().iterator(), a)),
  KEYS_ARRAY(
      "map.keySet().toArray()", 1, (map, a) -> new HashSet<>(List.of(map.keySet().toArray()))),
  VALUES_CONTAIN("map.values().contains($v)", 1, (map, a) -> map.values().contains(a.value())),
  VALUES_REMOVE_ALL(
      "map.values().removeAll(List.of($v))",
      1,
      (map, a) -> map.values().removeAll(List.of(a.value()))),
  VALUES_REMOVE_IF(
      "map.values().removeIf(third $n)", 1, (map, a) -> map.values().removeIf(a::chosen)),
  VALUES_ITERATOR_REMOVE(
      "map.values().iterator(): remove third $n",
      1,
      (map, a) -> removeThird(map.values().iterator(), a)),
  VALUES_STREAM(
      "map.values().stream().sorted()",
      1,
      (map, a) -> map.values().stream().sorted().collect(Collectors.toList())),
  ENTRIES_CONTAIN(
      "map.entrySet().contains(Map.entry($k, $v))",
      1,
      (map, a) -> map.entrySet().contains(Map.entry(a.key(), a.value()))),
  ENTRIES_REMOVE(
      "map.entrySet().remove(Map.entry($k, $v))",
      3,
      (map, a) -> map.entrySet().remove(Map.entry(a.key(), a.value()))),
  ENTRIES_SET_VALUE(
      "map.entrySet(): third $n setValue($v)",
      1,
      (map, a) -> {
        Map<Object, Object> old = new HashMap<>();
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
          if (a.chosen(entry.getKey())) {
            old.put(entry.getKey(), entry.setValue(a.value()));
          }
        }
        return old;
      }),
  ENTRIES_REMOVE_IF(
      "map.entrySet().removeIf(third $n)",
      1,
      (map, a) -> map.entrySet().removeIf(entry -> a.chosen(entry.getKey()))),
  ENTRIES_SPLIT(
      "map.entrySet().spliterator(): split and collect",
      1,
      (map, a) ->
          map.entrySet().parallelStream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))),

  MAPPING_COUNT("map.mappingCount()", 1, (w, a) -> w.map.mappingCount(), (m, a) -> (long) m.size()),
  GET_ALL(
      "map.getAll(List.of($k, $o))",
      2,
      (w, a) -> w.map.getAll(List.of(a.key(), a.other())),
      (m, a) -> {
        Map<Object, Object> found = new HashMap<>();
        for (Object key : List.of(a.key(), a.other())) {
          if (m.containsKey(key)) {
            found.put(key, m.get(key));
          }
        }
        return found;
      }),
  SNAPSHOT("map.snapshot()", 1, (w, a) -> w.map.snapshot(), (m, a) -> new HashMap<>(m)),
  TRIM(
      "map.trim()",
      2,
      (w, a) -> {
        w.map.trim();
        return null;
      },
      (m, a) -> null),
  SEARCH(
      "map.search(1, k equal to $k)",
      1,
      (w, a) -> w.map.search(1, (k, v) -> k.equals(a.key()) ? v : null),
      (m, a) -> m.get(a.key())),
  REDUCE(
      "map.reduce(1, v, sum)",
      1,
      (w, a) -> w.map.reduce(1, (k, v) -> (Integer) v, Integer::sum),
      (m, a) -> m.isEmpty() ? null : m.values().stream().mapToInt(v -> (Integer) v).sum()),
  KEYS_ENUMERATION(
      "map.keys()",
      1,
      (w, a) -> new HashSet<>(Collections.list(w.map.keys())),
      (m, a) -> new HashSet<>(m.keySet())),
  DEFAULT_KEYS_ADD(
      "map.keySet($v).add($k)",
      3,
      (w, a) -> w.map.keySet(a.value()).add(a.key()),
      (m, a) -> m.putIfAbsent(a.key(), a.value()) == null),
  TRANSACTION(
      "map.atomically(List.of($k, $o), swap, then remove $k when $n is 1, throw when 3)",
      4,
      Operation::transaction,
      (m, a) -> swap(m, a)),
  RESERIALISE(
      "map = copy by serialisation of map",
      1,
      (w, a) -> {
        w.reserialise();
        return null;
      },
      (m, a) -> null);

  /** What an operation does on one side. */
  @FunctionalInterface
  interface Act<T> {
    Object on(T target, Arguments arguments);
  }

  private static final List<Operation> WEIGHTED = weighted();

  private final String code;
  private final int weight;
  private final Act<World> real;
  private final Act<Map<Object, Object>> model;

  Operation(String code, int weight, Act<Map<Object, Object>> both) {
    this(code, weight, (world, arguments) -> both.on(world.map, arguments), both);
  }

  Operation(String code, int weight, Act<World> real, Act<Map<Object, Object>> model) {
    this.code = code;
    this.weight = weight;
    this.real = real;
    this.model = model;
  }

  static Operation random(Random random) {
    return WEIGHTED.get(random.nextInt(WEIGHTED.size()));
  }

  String code() {
    return code;
  }

  Object onMap(World world, Arguments arguments) {
    return real.on(world, arguments);
  }

  Object onModel(Map<Object, Object> target, Arguments arguments) {
    return model.on(target, arguments);
  }

  private static List<Operation> weighted() {
    List<Operation> all = new ArrayList<>();
    for (Operation operation : values()) {
      all.addAll(Collections.nCopies(operation.weight, operation));
    }
    return all;
  }

  /** The letters of a text in order: what two maps that iterate differently have in common. */
  private static String letters(String text) {
    char[] letters = text.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  private static int removeThird(Iterator<Object> iterator, Arguments arguments) {
    int removed = 0;
    while (iterator.hasNext()) {
      if (arguments.chosen(iterator.next())) {
        iterator.remove();
        removed++;
      }
    }
    return removed;
  }

  private static Object transaction(World world, Arguments a) {
    Transactions transactions = world.transactions();
    InlayMap<Object, Object> map = world.map;
    if (transactions == null) {
      return swap(map, a);
    }
    return transactions.atomically(
        map,
        List.of(a.key(), a.other()),
        view -> {
          Object first = view.get(a.key());
          Object second = view.get(a.other());
          if (second != null) {
            view.put(a.key(), second);
          }
          if (first != null) {
            view.put(a.other(), first);
          }
          if (a.step().number() == 1) {
            view.remove(a.key());
          }
          if (a.step().number() == 3) {
            throw new Step.Planned();
          }
          return Arrays.asList(first, second);
        });
  }

  private static Object swap(Map<Object, Object> map, Arguments a) {
    if (a.step().number() == 3) {
      throw new Step.Planned();
    }
    Object first = map.get(a.key());
    Object second = map.get(a.other());
    if (second != null) {
      map.put(a.key(), second);
    }
    if (first != null) {
      map.put(a.other(), first);
    }
    if (a.step().number() == 1) {
      map.remove(a.key());
    }
    return Arrays.asList(first, second);
  }
}
