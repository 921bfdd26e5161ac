package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inlay.contract.tools.Crew;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** At the largest table size an insertion fails with a clear text, and the map is intact. */
class StripedMapLimitTest {

  private static StripedMap<Object, Integer> limited() {
    return StripedMap.<Object, Integer>builder().maximumTableCapacity(64).build();
  }

  /** Inserts until refused, and returns what was acknowledged. */
  private static Map<Object, Integer> fill(
      StripedMap<Object, Integer> map, BiConsumer<Object, Integer> insertion) {
    Map<Object, Integer> acknowledged = new HashMap<>();
    IllegalStateException refusal =
        catchThrowableOfType(
            IllegalStateException.class,
            () -> {
              for (int key = 0; key < 10_000; key++) {
                insertion.accept(key, key);
                acknowledged.put(key, key);
              }
            });
    assertThat(refusal).hasMessageContaining("full").hasMessageContaining("largest table has 64");
    assertThat(map).isEqualTo(acknowledged).hasSize(acknowledged.size());
    assertThat(acknowledged).hasSizeBetween(40, 64);
    map.checkInvariants();
    return acknowledged;
  }

  @Test
  void everyInsertionIsRefusedAndNothingElse() {
    StripedMap<Object, Integer> puts = limited();
    fill(puts, puts::put);
    StripedMap<Object, Integer> merges = limited();
    fill(merges, (key, value) -> merges.merge(key, value, Integer::sum));
    StripedMap<Object, Integer> sets = limited();
    fill(sets, (key, value) -> sets.keySet(value).add(key));
  }

  /** The function is not run for nothing. */
  @Test
  void noFunctionRunsWithoutRoom() {
    StripedMap<Object, Integer> map = limited();
    AtomicInteger calls = new AtomicInteger();
    Map<Object, Integer> acknowledged =
        fill(
            map,
            (key, value) ->
                map.computeIfAbsent(
                    key,
                    k -> {
                      calls.incrementAndGet();
                      return value;
                    }));
    assertThat(calls).hasValue(acknowledged.size());
  }

  @Test
  void afterTheRefusalTheMapWorks() {
    StripedMap<Object, Integer> map = limited();
    Map<Object, Integer> acknowledged = fill(map, map::put);
    acknowledged.keySet().forEach(key -> assertThat(map.put(key, -1)).isEqualTo(key));
    List<Object> keys = new ArrayList<>(acknowledged.keySet());
    keys.forEach(map::remove);
    assertThat(map).isEmpty();
    new Crew().once("other", () -> keys.forEach(key -> map.put(key, 1))).runToEnd();
    assertThat(map).hasSize(keys.size());
    map.checkInvariants();
  }

  @Test
  void deadSlotsDoNotCount() {
    StripedMap<Object, Integer> map = limited();
    for (int key = 0; key < 20_000; key++) {
      map.put(key, key);
      map.remove(key - 40);
    }
    assertThat(map).hasSize(40);
    map.checkInvariants();
  }
}
