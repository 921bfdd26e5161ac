package dev.inlay.contract.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 22: odd capacities neither overflow nor loop nor break growth. */
class CapacityTest extends MapContract {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 63, 64, 65, 1_000, 1_000_000})
  void anyCapacityHoldsAnyNumber(int capacity) {
    InlayMap<Integer, Integer> map = newMap(capacity);
    for (int key = 0; key < 3_000; key++) {
      assertThat(map.put(key, key)).isNull();
    }
    for (int key = 0; key < 3_000; key++) {
      assertThat(map.get(key)).isEqualTo(key);
    }
    assertThat(map).hasSize(3_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void negativeCapacitiesAreRefusedByNameAndValue(int capacity) {
    assertThatThrownBy(() -> newMap(capacity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("initialCapacity")
        .hasMessageContaining("" + capacity);
  }

  /** A capacity is a hint: the largest one may cost memory, but neither loops nor overflows. */
  @Test
  void theLargestCapacityWorksOrRunsOutOfMemory() {
    InlayMap<Integer, Integer> map;
    try {
      map = newMap(Integer.MAX_VALUE);
      map.put(1, 1);
    } catch (OutOfMemoryError e) {
      return;
    }
    assertThat(map.get(1)).isEqualTo(1);
    assertThat(map).hasSize(1);
    subject.forget(map);
  }

  @Test
  void exactlyTheAnnouncedNumberFits() {
    for (int capacity = 1; capacity < 200; capacity++) {
      InlayMap<Integer, Integer> map = newMap(capacity);
      for (int key = 0; key < capacity; key++) {
        map.put(key, key);
      }
      assertThat(map).hasSize(capacity);
    }
  }
}
