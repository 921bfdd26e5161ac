package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Reachability;
import dev.inlay.contract.tools.Serial;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions and snapshots: what they show, what they number, what they keep alive. */
class SnapshotMapVersionsTest {

  private static SnapshotMap<Integer, Integer> filled(int count) {
    Map<Integer, Integer> source = new HashMap<>();
    for (int key = 0; key < count; key++) {
      source.put(key, -key);
    }
    return new SnapshotMap<>(source);
  }

  @Test
  void eachPublicationHasTheNextNumber() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    assertThat(map.version()).isZero();
    map.put(1, 1);
    assertThat(map.version()).isEqualTo(1);
    map.putAll(Map.of(2, 2, 3, 3, 4, 4));
    assertThat(map.version()).isEqualTo(2);
    map.replaceAll((key, value) -> value + 1);
    assertThat(map.version()).isEqualTo(3);
    map.keySet().removeIf(key -> key > 2);
    assertThat(map.version()).isEqualTo(4);
    map.values().removeAll(List.of(2));
    assertThat(map.version()).isEqualTo(5);
    assertThat(map).isEqualTo(Map.of(2, 3));
    map.clear();
    assertThat(map.version()).isEqualTo(6);
    MapSnapshot<Integer, Integer> snapshot = map.snapshot();
    map.merge(1, 1, Integer::sum);
    map.compute(1, (key, value) -> value + 1);
    assertThat(map.version()).isEqualTo(8);
    assertThat(snapshot.version()).isEqualTo(6);
    assertThat(snapshot).isEmpty();
  }

  @Test
  void whatChangesNothingPublishesNothing() {
    SnapshotMap<Integer, Integer> map = filled(10);
    long before = map.version();
    map.putIfAbsent(1, 9);
    map.remove(77);
    map.remove(1, 77);
    map.replace(77, 1);
    map.replace(1, 77, 78);
    map.computeIfAbsent(1, key -> 9);
    map.computeIfAbsent(77, key -> null);
    map.computeIfPresent(77, (key, value) -> 1);
    map.compute(77, (key, value) -> null);
    map.putAll(Map.of());
    map.keySet().removeIf(key -> false);
    map.update(view -> view.get(1));
    map.update(view -> view.remove(77));
    assertThat(map.version()).isEqualTo(before);
    map.clear();
    map.clear();
    assertThat(map.version()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 1_000, 30_000})
  void snapshotsAreMapsOfTheirOwn(int count) {
    SnapshotMap<Integer, Integer> map = filled(count);
    Map<Integer, Integer> expected = new HashMap<>(map);
    MapSnapshot<Integer, Integer> snapshot = map.snapshot();
    map.replaceAll((key, value) -> 7);
    for (int key = 0; key < count; key += 2) {
      map.remove(key);
      map.put(-1 - key, 1);
    }
    assertThat(snapshot).isEqualTo(expected).hasSize(count).hasSameHashCodeAs(expected);
    assertThat(expected).isEqualTo(snapshot);
    assertThat(snapshot.mappingCount()).isEqualTo(count);
    assertThat(snapshot.isEmpty()).isEqualTo(count == 0);
    assertThat(snapshot.keySet()).isEqualTo(expected.keySet());
    assertThat(snapshot.entrySet()).isEqualTo(expected.entrySet());
    assertThat(new ArrayList<>(snapshot.values()))
        .containsExactlyInAnyOrderElementsOf(expected.values());
    assertThat(snapshot.getOrDefault(0, 9)).isEqualTo(count == 0 ? 9 : 0);
    assertThat(snapshot.containsKey(-1)).isFalse();
    assertThat(new TreeMap<>(snapshot).toString()).isEqualTo(new TreeMap<>(expected).toString());
    if (count <= 1) {
      assertThat(snapshot.toString()).isEqualTo(expected.toString());
    }
    map.checkInvariants();
  }

  @Test
  void spliteratorsOfSnapshotsKnowTheirSize() {
    MapSnapshot<Integer, Integer> snapshot = filled(5_000).snapshot();
    for (Spliterator<?> all :
        List.of(
            snapshot.keySet().spliterator(),
            snapshot.values().spliterator(),
            snapshot.entrySet().spliterator())) {
      assertThat(all.hasCharacteristics(Spliterator.SIZED | Spliterator.IMMUTABLE)).isTrue();
      assertThat(all.hasCharacteristics(Spliterator.CONCURRENT)).isFalse();
      assertThat(all.getExactSizeIfKnown()).isEqualTo(5_000);
      assertThat(all.tryAdvance(element -> {})).isTrue();
      assertThat(all.getExactSizeIfKnown()).isEqualTo(4_999);
      Spliterator<?> prefix = all.trySplit();
      assertThat(prefix.hasCharacteristics(Spliterator.SIZED)).isFalse();
      assertThat(all.hasCharacteristics(Spliterator.SIZED)).isFalse();
      int[] seen = {0};
      prefix.forEachRemaining(element -> seen[0]++);
      all.forEachRemaining(element -> seen[0]++);
      assertThat(seen[0]).isEqualTo(4_999);
    }
    assertThat(snapshot.keySet().parallelStream().collect(Collectors.toSet()))
        .isEqualTo(snapshot.keySet());
    assertThat(snapshot.values().stream().toArray()).hasSize(5_000);
    assertThat(snapshot.values().stream().mapToLong(value -> value).sum())
        .isEqualTo(-5_000L * 4_999 / 2);
  }

  @Test
  void iterationOfTheMapIsOfOneVersion() {
    SnapshotMap<Integer, Integer> map = filled(100);
    int met = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      map.clear();
      map.put(-1, met);
      assertThat(entry.getValue()).isEqualTo(-entry.getKey());
      met++;
    }
    assertThat(met).isEqualTo(100);
    assertThat(map).isEqualTo(Map.of(-1, 99));
  }

  @Test
  void writesThroughIteratorsGoToTheCurrentVersion() {
    SnapshotMap<Integer, Integer> map = filled(50);
    var entries = map.entrySet().iterator();
    Map.Entry<Integer, Integer> first = entries.next();
    map.put(first.getKey(), 1_000);
    entries.remove();
    assertThat(map.containsKey(first.getKey())).isFalse();
    Map.Entry<Integer, Integer> second = entries.next();
    map.clear();
    second.setValue(5);
    assertThat(map).isEqualTo(Map.of(second.getKey(), 5));
    entries.remove();
    assertThat(map).isEmpty();
  }

  @Test
  void snapshotsAndMapsAreForked() {
    SnapshotMap<Integer, Integer> map = filled(1_000);
    SnapshotMap<Integer, Integer> fork = new SnapshotMap<>(map.snapshot());
    assertThat(fork).isEqualTo(map);
    assertThat(fork.version()).isZero();
    fork.put(1, 99);
    assertThat(map.get(1)).isEqualTo(-1);
    assertThat(SnapshotMap.diff(map.snapshot(), fork.snapshot()).changed())
        .isEqualTo(Map.of(1, new MapDiff.Change<>(-1, 99)));
    fork.checkInvariants();
    map.checkInvariants();
  }

  @Test
  void snapshotsAreSerialised() {
    SnapshotMap<Integer, Integer> map = filled(300);
    map.put(1, 17);
    MapSnapshot<Integer, Integer> snapshot = map.snapshot();
    MapSnapshot<Integer, Integer> copy = Serial.copy(snapshot);
    assertThat(copy).isEqualTo(snapshot);
    assertThat(copy.version()).isEqualTo(snapshot.version());
    assertThat(Serial.copy(map)).isInstanceOf(SnapshotMap.class).isEqualTo(map);
  }

  /**
   * What only dropped snapshots show is unreachable; what a held one shows stays, and only that.
   */
  @Test
  void snapshotsHoldTheirOwnVersionOnly() {
    SnapshotMap<Integer, Object> map = new SnapshotMap<>();
    for (int key = 0; key < 3_000; key++) {
      map.put(key, key);
    }
    map.onChange((older, newer) -> {}).close();
    List<WeakReference<Object>> earlier = new ArrayList<>();
    List<WeakReference<Object>> held = new ArrayList<>();
    List<WeakReference<Object>> later = new ArrayList<>();
    putNew(map, earlier);
    map.snapshot();
    putNew(map, held);
    MapSnapshot<Integer, Object> snapshot = map.snapshot();
    putNew(map, later);
    map.replaceAll((key, value) -> 0);
    assertThat(Reachability.survivors(new ArrayList<>(earlier), 0)).isZero();
    assertThat(Reachability.survivors(new ArrayList<>(later), 0)).isZero();
    assertThat(held).allSatisfy(reference -> assertThat(reference.get()).isNotNull());
    assertThat(snapshot.get(3)).isSameAs(held.get(3).get());
    snapshot = null;
    assertThat(Reachability.survivors(new ArrayList<>(held), 0)).isZero();
  }

  private static void putNew(SnapshotMap<Integer, Object> map, List<WeakReference<Object>> made) {
    for (int key = 0; key < 50; key++) {
      Object value = new Object();
      map.put(key, value);
      made.add(new WeakReference<>(value));
    }
  }

  @Test
  void constructorsRefuseBadArguments() {
    assertThatThrownBy(() -> new SnapshotMap<>(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("initialCapacity")
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new SnapshotMap<>((Map<Integer, Integer>) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("map");
    Map<Integer, Integer> nulls = new HashMap<>(Collections.singletonMap(1, null));
    assertThatThrownBy(() -> new SnapshotMap<>(nulls)).isInstanceOf(NullPointerException.class);
    assertThat(new SnapshotMap<>(1_000)).isEmpty();
  }

  /** All heights of the tree, up and down. */
  @Test
  void largeMapsGrowAndShrink() {
    SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
    int[] sizes = {10, 100, 3_000, 200_000};
    for (int size : sizes) {
      map.update(
          view -> {
            for (int key = 0; key < size; key++) {
              view.put(key, key);
            }
            return null;
          });
      assertThat(map.mappingCount()).isEqualTo(size);
      map.checkInvariants();
    }
    for (int key = 0; key < 200_000; key += 1_000) {
      assertThat(map.get(key)).isEqualTo(key);
      map.put(key, -key);
    }
    map.checkInvariants();
    long slots = map.stats().slots();
    for (int i = sizes.length - 2; i >= 0; i--) {
      int size = sizes[i];
      map.keySet().removeIf(key -> key >= size);
      assertThat(map.mappingCount()).isEqualTo(size);
      map.checkInvariants();
    }
    assertThat(map.stats().slots()).isLessThan(slots / 1_000);
    assertThat(new TreeMap<>(map).keySet())
        .containsExactlyElementsOf(Arrays.asList(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  }
}
