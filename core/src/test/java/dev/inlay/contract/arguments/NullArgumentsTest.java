package dev.inlay.contract.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Behaviours 1 and 2: nulls are refused by name, before any function runs. */
class NullArgumentsTest extends MapContract {
  private static final Function<Object, Integer> UNRUN =
      key -> {
        throw new AssertionError("the function ran");
      };
  private static final BiFunction<Object, Object, Integer> UNRUN2 = (a, b) -> UNRUN.apply(a);

  /**
   * Calls with a null argument, by the name of that argument (what follows '#' only tells apart).
   */
  private static Map<String, Consumer<InlayMap<String, Integer>>> calls() {
    Map<String, Consumer<InlayMap<String, Integer>>> calls = new LinkedHashMap<>();
    calls.put("key#get", map -> map.get(null));
    calls.put("key#containsKey", map -> map.containsKey(null));
    calls.put("key#getOrDefault", map -> map.getOrDefault(null, 1));
    calls.put("key#put", map -> map.put(null, 1));
    calls.put("key#putIfAbsent", map -> map.putIfAbsent(null, 1));
    calls.put("key#remove", map -> map.remove(null));
    calls.put("key#removePair", map -> map.remove(null, 1));
    calls.put("key#replace", map -> map.replace(null, 1));
    calls.put("key#replacePair", map -> map.replace(null, 1, 2));
    calls.put("key#compute", map -> map.compute(null, UNRUN2));
    calls.put("key#computeIfAbsent", map -> map.computeIfAbsent(null, UNRUN));
    calls.put("key#computeIfPresent", map -> map.computeIfPresent(null, UNRUN2));
    calls.put("key#merge", map -> map.merge(null, 1, UNRUN2));
    calls.put("value#containsValue", map -> map.containsValue(null));
    calls.put("value#put", map -> map.put("a", null));
    calls.put("value#putIfAbsent", map -> map.putIfAbsent("a", null));
    calls.put("value#replace", map -> map.replace("a", null));
    calls.put("value#merge", map -> map.merge("a", null, UNRUN2));
    calls.put("oldValue#replace", map -> map.replace("a", null, 2));
    calls.put("newValue#replace", map -> map.replace("a", 1, null));
    calls.put("remapping#compute", map -> map.compute("a", null));
    calls.put("mapping#computeIfAbsent", map -> map.computeIfAbsent("a", null));
    calls.put("remapping#computeIfPresent", map -> map.computeIfPresent("a", null));
    calls.put("remapping#merge", map -> map.merge("a", 1, null));
    calls.put("function#replaceAll", map -> map.replaceAll(null));
    calls.put("#putAll", map -> map.putAll(null));
    calls.put("keys#getAll", map -> map.getAll(null));
    calls.put("key#getAll", map -> map.getAll(Arrays.asList("a", null)));
    calls.put("mappedValue#keySet", map -> map.keySet(null));
    calls.put("action#forEach", map -> map.forEach(null));
    calls.put("action#forEachParallel", map -> map.forEach(1, null));
    calls.put("search#search", map -> map.search(1, null));
    calls.put("transformer#reduce", map -> map.reduce(1, null, (a, b) -> a));
    calls.put("reducer#reduce", map -> map.reduce(1, (k, v) -> v, null));
    return calls;
  }

  @Test
  void nullsAreRefusedByName() {
    InlayMap<String, Integer> empty = newMap();
    InlayMap<String, Integer> filled = newMapOf(Map.of("a", 1, "b", 2));
    calls()
        .forEach(
            (name, call) -> {
              assertRefused(name, () -> call.accept(empty));
              assertRefused(name, () -> call.accept(filled));
            });
    assertThat(empty).isEmpty();
    assertThat(filled).isEqualTo(Map.of("a", 1, "b", 2));
  }

  private static void assertRefused(String name, Runnable call) {
    String argument = name.substring(0, name.indexOf('#'));
    assertThatThrownBy(call::run)
        .as(name)
        .isInstanceOf(NullPointerException.class)
        .message()
        .as(name)
        .startsWith(argument)
        .matches("[a-zA-Z]\\w*.*")
        .doesNotStartWith("Cannot ");
  }

  @Test
  void viewsRefuseNullFunctions() {
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
    for (var view : List.of(map.keySet(), map.values(), map.entrySet())) {
      assertNpe(() -> view.forEach(null));
      assertNpe(() -> view.removeIf(null));
      assertNpe(() -> view.removeAll(null));
      assertNpe(() -> view.retainAll(null));
      assertNpe(() -> view.iterator().forEachRemaining(null));
      assertNpe(() -> view.spliterator().tryAdvance(null));
      assertNpe(() -> view.spliterator().forEachRemaining(null));
    }
    assertThat(map).isEqualTo(Map.of("a", 1));
  }

  @Test
  void setValueRefusesNull() {
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
    Iterator<Map.Entry<String, Integer>> entries = map.entrySet().iterator();
    Map.Entry<String, Integer> entry = entries.next();
    assertNpe(() -> entry.setValue(null));
    assertThat(map).isEqualTo(Map.of("a", 1));
  }

  @Test
  void removeOfANullValueIsFalse() {
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
    assertThat(map.remove("a", null)).isFalse();
    assertThat(map.remove("b", null)).isFalse();
    assertThat(map.getOrDefault("b", null)).isNull();
    assertThat(map).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aNullInsidePutAllLeavesOthersIntact() {
    InlayMap<String, Integer> map = newMapOf(Map.of("kept", 1));
    assertNpe(() -> map.putAll(Collections.singletonMap("new", null)));
    assertNpe(() -> map.putAll(Collections.singletonMap(null, 1)));
    assertThat(map).isEqualTo(Map.of("kept", 1));
    Map<String, Integer> several = new LinkedHashMap<>();
    several.put("first", 1);
    several.put("second", null);
    several.put("third", 3);
    assertNpe(() -> map.putAll(several));
    assertThat(map).containsEntry("kept", 1).doesNotContainKey("second");
  }

  @Test
  void aNullFromReplaceAllLeavesOthersIntact() {
    Map<String, Integer> before = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      before.put("k" + i, i);
    }
    InlayMap<String, Integer> map = newMapOf(before);
    assertNpe(() -> map.replaceAll((k, v) -> v == 25 ? null : v + 1000));
    assertThat(map).hasSize(50).containsEntry("k25", 25);
    map.forEach((k, v) -> assertThat(v % 1000).isEqualTo(before.get(k)));
  }

  @Test
  void transactionsRefuseNulls() {
    subject
        .transactions()
        .ifPresent(
            transactions -> {
              InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
              assertNpe(() -> transactions.atomically(map, null, view -> null));
              assertNpe(() -> transactions.atomically(map, List.of("a"), null));
              assertNpe(
                  () ->
                      transactions.atomically(
                          map, Arrays.asList("a", null), view -> view.put("a", 2)));
              assertNpe(
                  () ->
                      transactions.atomically(
                          map,
                          List.of("a"),
                          view -> {
                            view.put("a", 2);
                            return view.put("a", null);
                          }));
              assertNpe(() -> transactions.atomically(map, List.of("a"), view -> view.get(null)));
              assertThat(map).isEqualTo(Map.of("a", 1));
            });
  }

  private static void assertNpe(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class);
  }
}
