package dev.inlay.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.MapStats;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code trim} gives memory back and changes nothing else; {@code stats} shows it. */
class TrimTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);

  @ParameterizedTest
  @FieldSource("KINDS")
  void trimKeepsMappingsAtAnySize(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 300; id++) {
      map.put(kind.key(id), id);
      map.trim();
      if (id % 3 == 2) {
        assertThat(map.remove(kind.key(id - 1))).isEqualTo(id - 1);
        map.trim();
      }
      map.trim();
      assertThat(map.get(kind.key(id))).isEqualTo(id);
    }
    assertThat(map).hasSize(200);
    subject.checkStructure(map);
  }

  @Test
  void trimShrinksWhatIsTooLarge() {
    InlayMap<Integer, Integer> map = newMap(50_000);
    for (int key = 0; key < 100; key++) {
      map.put(key, key);
    }
    MapStats before = map.stats();
    map.trim();
    MapStats after = map.stats();
    if (subject.presizes()) {
      assertThat(after.slots()).isLessThan(before.slots() / 4);
      assertThat(after.tableBytes()).isLessThan(before.tableBytes());
    } else {
      assertThat(after.slots()).isBetween(100L, 400L);
    }
    assertThat(after.deadSlots()).isZero();
    assertThat(map).hasSize(100);
    for (int key = 0; key < 1_000; key++) {
      map.put(key, key);
    }
    assertThat(map).hasSize(1_000);
  }

  @Test
  void trimOfAnEmptyMap() {
    InlayMap<Integer, Integer> map = newMap();
    map.trim();
    assertThat(map).isEmpty();
    map.put(1, 1);
    map.clear();
    map.trim();
    assertThat(map).isEmpty();
    assertThat(map.put(1, 1)).isNull();
  }

  @Test
  void statsAddUp() {
    InlayMap<Object, Integer> map = newMap();
    MapStats empty = map.stats();
    assertThat(empty.entries()).isZero();
    assertThat(empty.load()).isZero();
    assertThat(empty.segments()).isNotNegative();
    for (int id = 0; id < 1_000; id++) {
      map.put(Keys.INTEGERS.key(id), id);
    }
    for (int id = 0; id < 200; id++) {
      map.put(Keys.COLLIDING.key(id), id);
    }
    MapStats stats = map.stats();
    assertThat(stats.entries()).isEqualTo(1_200);
    assertThat(stats.segments()).isPositive();
    // One of the integers may have their hash code, and some may have met too many of their tag.
    assertThat(stats.collisionEntries()).isBetween(0L, 210L);
    assertThat(stats.slots()).isGreaterThanOrEqualTo(1_000);
    assertThat(stats.load()).isBetween(0.1, 1.0);
    assertThat(stats.tableBytes()).isPositive();
    assertThat(stats.rebuilds()).isPositive();
    assertThat(stats.contendedLocks()).isNotNegative();
    assertThat(stats.deadSlots()).isNotNegative();
  }
}
