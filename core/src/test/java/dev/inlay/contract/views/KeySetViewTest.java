package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code newKeySet()} and {@code keySet(value)}: sets that can be added to. */
class KeySetViewTest extends MapContract {

  @Test
  void addPutsTheMappedValueUnderAbsentKeys() {
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
    Set<String> keys = map.keySet(7);
    assertThat(keys.add("a")).isFalse();
    assertThat(keys.add("b")).isTrue();
    assertThat(keys.addAll(List.of("a", "b"))).isFalse();
    assertThat(keys.addAll(List.of("b", "c"))).isTrue();
    assertThat(map).isEqualTo(Map.of("a", 1, "b", 7, "c", 7));
    assertThat(keys.remove("a")).isTrue();
    assertThat(keys).containsExactlyInAnyOrder("b", "c");
    assertThat(map.keySet(8).add("d")).isTrue();
    assertThat(map.get("d")).isEqualTo(8);
  }

  @Test
  void nullsAreRefused() {
    Set<String> set = subject.newKeySet();
    assertThatThrownBy(() -> set.add(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> set.addAll(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> set.addAll(Arrays.asList("a", null)))
        .isInstanceOf(NullPointerException.class);
    assertThat(set).isSubsetOf("a");
  }

  @Test
  void newSetsAreIndependentAndEqualByContents() {
    Set<String> first = subject.newKeySet();
    Set<String> second = subject.newKeySet();
    assertThat(first.add("a")).isTrue();
    assertThat(second).isEmpty();
    second.add("a");
    assertThat(first).isEqualTo(second).isEqualTo(Set.of("a")).hasSameHashCodeAs(Set.of("a"));
    assertThat(first).hasToString("[a]");
  }

  @Test
  void serialisedSetsKeepTheirContentsAndCanBeAddedTo() {
    Set<String> set = subject.newKeySet();
    set.addAll(List.of("a", "b"));
    Set<String> copy = Serial.copy(set);
    assertThat(copy).isEqualTo(set);
    assertThat(copy.add("c")).isTrue();
    assertThat(set).doesNotContain("c");
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1));
    Set<String> plain = Serial.copy(map.keySet());
    assertThat(plain).isEqualTo(Set.of("a"));
    assertThatThrownBy(() -> plain.add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  /** Each element is added by exactly one of the threads that try. */
  @Test
  void addIsAtomic() {
    Set<Integer> set = subject.newKeySet();
    int threads = 3;
    int[] added = new int[threads];
    Crew crew = new Crew();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      crew.once(
          "adder",
          () -> {
            for (int i = 0; i < 20_000; i++) {
              added[thread] += set.add(i) ? 1 : 0;
            }
          });
    }
    crew.runToEnd();
    assertThat(Arrays.stream(added).sum()).isEqualTo(20_000);
    assertThat(set).hasSize(20_000);
  }
}
