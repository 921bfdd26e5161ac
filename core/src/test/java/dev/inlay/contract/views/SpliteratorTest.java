package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap 7, and what spliterators say of themselves. */
class SpliteratorTest extends MapContract {

  private InlayMap<Integer, Integer> filled(int count) {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < count; key++) {
      map.put(key, key);
    }
    return map;
  }

  @Test
  void characteristics() {
    InlayMap<Integer, Integer> map = filled(100);
    for (Collection<?> view : List.of(map.keySet(), map.values(), map.entrySet())) {
      Spliterator<?> spliterator = view.spliterator();
      for (Spliterator<?> part = spliterator; part != null; part = spliterator.trySplit()) {
        assertThat(part.hasCharacteristics(Spliterator.CONCURRENT)).isTrue();
        assertThat(part.hasCharacteristics(Spliterator.NONNULL)).isTrue();
        assertThat(part.hasCharacteristics(Spliterator.SIZED)).isFalse();
        assertThat(part.hasCharacteristics(Spliterator.SUBSIZED)).isFalse();
        assertThat(part.hasCharacteristics(Spliterator.IMMUTABLE)).isFalse();
        assertThat(part.getExactSizeIfKnown()).isEqualTo(-1);
      }
    }
    assertThat(map.values().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isFalse();
    assertThat(map.keySet().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isTrue();
    assertThat(map.entrySet().spliterator().hasCharacteristics(Spliterator.DISTINCT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 100, 5_000})
  void splittingToTheEndShowsEachOnce(int count) {
    InlayMap<Integer, Integer> map = filled(count);
    Deque<Spliterator<Integer>> parts = new ArrayDeque<>();
    parts.add(map.keySet().spliterator());
    BitSet seen = new BitSet();
    int leaves = 0;
    while (!parts.isEmpty()) {
      Spliterator<Integer> part = parts.poll();
      long before = part.estimateSize();
      Spliterator<Integer> prefix = part.trySplit();
      if (prefix == null) {
        leaves++;
        part.forEachRemaining(
            key -> {
              assertThat(seen.get(key)).isFalse();
              seen.set(key);
            });
        assertThat(part.tryAdvance(key -> {})).isFalse();
      } else {
        assertThat(part.estimateSize()).isLessThanOrEqualTo(before);
        assertThat(prefix.estimateSize()).isLessThanOrEqualTo(before);
        parts.add(prefix);
        parts.add(part);
      }
    }
    assertThat(seen.cardinality()).isEqualTo(count);
    if (count == 5_000) {
      assertThat(leaves).as("work for many").isGreaterThan(16);
    }
  }

  @Test
  void theEstimateIsNearTheSize() {
    InlayMap<Integer, Integer> map = filled(5_000);
    assertThat(map.keySet().spliterator().estimateSize()).isBetween(4_500L, 5_500L);
  }

  /** Eclipse Collections 1801: growth between the creation and the use of a stream. */
  @Test
  void growthDuringATraversalBreaksNothing() {
    InlayMap<Integer, Integer> map = filled(10);
    Spliterator<Integer> spliterator = map.keySet().spliterator();
    assertThat(spliterator.tryAdvance(key -> {})).isTrue();
    for (int key = 10; key < 5_000; key++) {
      map.put(key, key);
    }
    List<Integer> rest = new ArrayList<>();
    spliterator.forEachRemaining(rest::add);
    assertThat(rest).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(9);
    assertThat(rest.stream().filter(key -> key < 10).count()).isGreaterThanOrEqualTo(9);
  }

  @Test
  void streamsThatChangeTheMap() {
    InlayMap<Integer, Integer> map = filled(500);
    List<Integer> seen =
        map.keySet().stream()
            .peek(key -> map.put(key + 1_000_000, 0))
            .filter(key -> key < 500)
            .limit(400)
            .toList();
    assertThat(seen).hasSize(400).doesNotHaveDuplicates();
    assertThat(map.keySet().parallelStream().collect(Collectors.toSet())).isEqualTo(map.keySet());
    assertThat(map.values().parallelStream().toArray()).hasSize(map.size());
    assertThat(map.entrySet().stream().sorted((a, b) -> a.getKey() - b.getKey()).count())
        .isEqualTo(map.size());
  }

  /** Eclipse Collections 430: no empty iterator, and no zero size, after an own put. */
  @Test
  void anOwnPutIsSeenAtOnce() {
    for (int round = 0; round < 300; round++) {
      InlayMap<Integer, Integer> map = newMap();
      map.put(round, round);
      assertThat(map.size()).isEqualTo(1);
      assertThat(map.isEmpty()).isFalse();
      assertThat(map.keySet().iterator().hasNext()).isTrue();
      assertThat(map.values().stream().count()).isEqualTo(1);
      assertThat(map.keySet().toArray()).hasSize(1);
    }
  }
}
