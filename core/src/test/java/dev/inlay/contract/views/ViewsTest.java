package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Trap 8: views are live, and write through. */
class ViewsTest extends MapContract {

  private InlayMap<Integer, String> filled() {
    InlayMap<Integer, String> map = newMap();
    for (int key = 0; key < 20; key++) {
      map.put(key, "v" + key % 5);
    }
    return map;
  }

  @Test
  void viewsShowLaterChanges() {
    InlayMap<Integer, String> map = newMap();
    Set<Integer> keys = map.keySet();
    Collection<String> values = map.values();
    Set<Map.Entry<Integer, String>> entries = map.entrySet();
    assertThat(keys).isEmpty();
    map.put(1, "one");
    assertThat(keys).containsExactly(1);
    assertThat(values).containsExactly("one");
    assertThat(entries).containsExactly(Map.entry(1, "one"));
    map.put(1, "uno");
    assertThat(values).containsExactly("uno");
    map.clear();
    assertThat(keys).isEmpty();
    assertThat(values).isEmpty();
    assertThat(entries).isEmpty();
  }

  @Test
  void removalsWriteThrough() {
    InlayMap<Integer, String> map = filled();
    assertThat(map.keySet().remove(3)).isTrue();
    assertThat(map.keySet().remove(3)).isFalse();
    assertThat(map.containsKey(3)).isFalse();
    assertThat(map.values().remove("v3")).isTrue();
    assertThat(map).hasSize(18);
    assertThat(map.entrySet().remove(Map.entry(0, "v1"))).isFalse();
    assertThat(map.entrySet().remove(Map.entry(0, "v0"))).isTrue();
    assertThat(map).hasSize(17);
    assertThat(map.keySet().removeAll(List.of(1, 2, 100))).isTrue();
    assertThat(map.keySet().removeAll(Set.of())).isFalse();
    assertThat(map.values().removeAll(List.of("v4"))).isTrue();
    assertThat(map).hasSize(11);
    assertThat(map.values().removeIf("v2"::equals)).isTrue();
    assertThat(map.entrySet().removeIf(entry -> entry.getKey() == 5)).isTrue();
    assertThat(map.values()).doesNotContain("v2", "v4");
    int left = map.size();
    assertThat(map.keySet().retainAll(new TreeSet<>(map.keySet()))).isFalse();
    assertThat(map).hasSize(left);
    assertThat(map.keySet().retainAll(List.of(6, 10))).isTrue();
    assertThat(map).isEqualTo(Map.of(6, "v1", 10, "v0"));
    map.values().clear();
    assertThat(map).isEmpty();
  }

  @Test
  void clearWritesThrough() {
    InlayMap<Integer, String> map = filled();
    map.keySet().clear();
    assertThat(map).isEmpty();
    map.put(1, "one");
    map.entrySet().clear();
    assertThat(map).isEmpty();
  }

  @Test
  void additionsAreRefused() {
    InlayMap<Integer, String> map = filled();
    assertThatThrownBy(() -> map.keySet().add(99))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.keySet().addAll(List.of(99)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.values().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.entrySet().add(Map.entry(99, "x")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(map).hasSize(20);
  }

  @Test
  void equalityByTheContractsOfMapAndSet() {
    InlayMap<Integer, String> map = filled();
    Map<Integer, String> same = new HashMap<>(map);
    assertThat(map).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(same).isEqualTo(map);
    assertThat(map.keySet()).isEqualTo(same.keySet()).hasSameHashCodeAs(same.keySet());
    assertThat(same.keySet()).isEqualTo(map.keySet());
    assertThat(map.entrySet()).isEqualTo(same.entrySet()).hasSameHashCodeAs(same.entrySet());
    assertThat(same.entrySet()).isEqualTo(map.entrySet());
    same.put(0, "other");
    assertThat(map).isNotEqualTo(same);
    assertThat(same).isNotEqualTo(map);
    same.remove(0);
    assertThat(map).isNotEqualTo(same);
    same.put(77, "v0");
    assertThat(map).isNotEqualTo(same);
    assertThat(map.equals(null)).isFalse();
    Map<Integer, String> nulls = new HashMap<>(map);
    nulls.put(0, null);
    assertThat(map).isNotEqualTo(nulls);
    nulls.remove(0);
    nulls.put(null, "v0");
    assertThat(map).isNotEqualTo(nulls);
  }

  @Test
  void textByTheContractOfAbstractMap() {
    InlayMap<Object, Object> map = newMap();
    assertThat(map).hasToString("{}");
    assertThat(map.keySet()).hasToString("[]");
    map.put("a", 1);
    assertThat(map).hasToString("{a=1}");
    assertThat(map.keySet()).hasToString("[a]");
    assertThat(map.values()).hasToString("[1]");
    assertThat(map.entrySet()).hasToString("[a=1]");
    map.put("b", 2);
    assertThat(map.toString()).isIn("{a=1, b=2}", "{b=2, a=1}");
  }

  @Test
  void arrays() {
    InlayMap<Integer, String> map = filled();
    assertThat(map.keySet().toArray()).hasSize(20).doesNotContainNull();
    assertThat(map.keySet().toArray(new Integer[0])).hasSize(20);
    assertThat(map.values().toArray(String[]::new)).hasSize(20);
    Integer[] large = new Integer[30];
    assertThat(map.keySet().toArray(large)).isSameAs(large);
    assertThat(large[20]).isNull();
  }
}
