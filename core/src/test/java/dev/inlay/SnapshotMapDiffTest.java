package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Keys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences of snapshots, against differences found by looking at every mapping. */
class SnapshotMapDiffTest {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  private static <K, V> MapDiff<K, V> naive(Map<K, V> older, Map<K, V> newer) {
    Map<K, V> added = new HashMap<>();
    Map<K, V> removed = new HashMap<>();
    Map<K, MapDiff.Change<V>> changed = new HashMap<>();
    Set<K> keys = new HashSet<>(older.keySet());
    keys.addAll(newer.keySet());
    for (K key : keys) {
      V before = older.get(key);
      V after = newer.get(key);
      if (before == null) {
        added.put(key, after);
      } else if (after == null) {
        removed.put(key, before);
      } else if (!Objects.equals(before, after)) {
        changed.put(key, new MapDiff.Change<>(before, after));
      }
    }
    return new MapDiff<>(added, removed, changed);
  }

  private static <K, V> void assertExact(MapSnapshot<K, V> older, MapSnapshot<K, V> newer) {
    assertThat(SnapshotMap.diff(older, newer)).isEqualTo(naive(older, newer));
    assertThat(SnapshotMap.diff(newer, older)).isEqualTo(naive(newer, older));
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void randomChanges(Keys.Kind kind) {
    Random random = new Random(5);
    for (int universe : new int[] {5, 60, 400}) {
      SnapshotMap<Object, Integer> map = new SnapshotMap<>();
      MapSnapshot<Object, Integer> first = map.snapshot();
      MapSnapshot<Object, Integer> previous = first;
      for (int round = 0; round < 40; round++) {
        for (int i = random.nextInt(universe); i >= 0; i--) {
          Object key = kind.key(random.nextInt(universe));
          switch (random.nextInt(8)) {
            case 0, 1 -> map.remove(key);
            case 2 -> map.computeIfPresent(key, (k, value) -> Integer.valueOf(value));
            default -> map.put(key, random.nextInt(3));
          }
        }
        if (round % 13 == 12) {
          map.trim();
        }
        MapSnapshot<Object, Integer> now = map.snapshot();
        assertExact(previous, now);
        assertExact(first, now);
        previous = now;
      }
      map.checkInvariants();
    }
  }

  /** The trees have different heights, or one has split what the other has not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 40, 500, 3_000, 9_000})
  void treesOfDifferentShape(int count) {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    for (int key = 0; key < count; key++) {
      map.put(key, key);
    }
    MapSnapshot<Integer, Integer> older = map.snapshot();
    for (int more : new int[] {1, 30, 200, 2_000, 15_000}) {
      map.update(
          view -> {
            for (int key = 0; key < more; key++) {
              view.put(1_000_000 + key, 0);
            }
            view.remove(more / 2);
            return null;
          });
      assertExact(older, map.snapshot());
      map.checkInvariants();
    }
  }

  @Test
  void snapshotsOfDifferentMaps() {
    SnapshotMap<String, Integer> one = new SnapshotMap<>(Map.of("a", 1, "b", 2, "c", 3));
    SnapshotMap<String, Integer> other = new SnapshotMap<>(Map.of("b", 2, "c", 4, "d", 5));
    MapDiff<String, Integer> diff = SnapshotMap.diff(one.snapshot(), other.snapshot());
    assertThat(diff.added()).isEqualTo(Map.of("d", 5));
    assertThat(diff.removed()).isEqualTo(Map.of("a", 1));
    assertThat(diff.changed()).isEqualTo(Map.of("c", new MapDiff.Change<>(3, 4)));
    assertThat(diff.size()).isEqualTo(3);
    assertThat(diff.isEmpty()).isFalse();
    assertThat(SnapshotMap.diff(one.snapshot(), one.snapshot()).isEmpty()).isTrue();
    assertThatThrownBy(() -> SnapshotMap.diff(null, one.snapshot()))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("older");
    assertThatThrownBy(() -> diff.added().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** A key that counts how often it is asked. */
  private record Asked(int id, int[] questions) {
    @Override
    public boolean equals(Object other) {
      questions[0]++;
      return other instanceof Asked that && that.id == id;
    }

    @Override
    public int hashCode() {
      questions[0]++;
      return id;
    }
  }

  /** What both share is not looked at: not even a thousandth of the keys is asked anything. */
  @Test
  void theCostIsThatOfTheDifference() {
    int[] questions = {0};
    SnapshotMap<Asked, Integer> map = new SnapshotMap<>();
    map.update(
        view -> {
          for (int id = 0; id < 200_000; id++) {
            view.put(new Asked(id, questions), id);
          }
          return null;
        });
    MapSnapshot<Asked, Integer> older = map.snapshot();
    for (int id = 0; id < 200_000; id += 40_000) {
      map.put(new Asked(id, questions), -1);
      map.remove(new Asked(id + 1, questions));
      map.put(new Asked(-1 - id, questions), 7);
    }
    questions[0] = 0;
    MapDiff<Asked, Integer> diff = SnapshotMap.diff(older, map.snapshot());
    assertThat(questions[0]).isLessThan(200);
    assertThat(diff.added()).hasSize(5);
    assertThat(diff.removed()).hasSize(5);
    assertThat(diff.changed()).hasSize(5);
  }
}
