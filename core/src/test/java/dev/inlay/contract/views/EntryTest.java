package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviour 21: entries stay distinct, and write through. */
class EntryTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);

  private InlayMap<Object, Integer> filled(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 40; id++) {
      map.put(kind.key(id), id);
    }
    return map;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void collectedEntriesStayDistinct(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    List<List<Map.Entry<Object, Integer>>> collections = new ArrayList<>();
    collections.add(new ArrayList<>(map.entrySet()));
    collections.add(map.entrySet().stream().toList());
    collections.add(map.entrySet().parallelStream().toList());
    List<Map.Entry<Object, Integer>> walked = new ArrayList<>();
    map.entrySet().iterator().forEachRemaining(walked::add);
    collections.add(walked);
    List<Map.Entry<Object, Integer>> split = new ArrayList<>();
    Spliterator<Map.Entry<Object, Integer>> rest = map.entrySet().spliterator();
    while (rest.tryAdvance(split::add)) {}
    collections.add(split);
    for (List<Map.Entry<Object, Integer>> entries : collections) {
      assertThat(entries).hasSize(40).doesNotHaveDuplicates();
      for (Map.Entry<Object, Integer> entry : entries) {
        assertThat(entry.getKey()).isEqualTo(kind.key(entry.getValue()));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void setValueWritesThrough(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    for (Map.Entry<Object, Integer> entry : map.entrySet()) {
      int id = entry.getValue();
      assertThat(entry.setValue(id + 100)).isEqualTo(id);
      assertThat(entry.getValue()).isEqualTo(id + 100);
      assertThat(map.get(kind.key(id))).isEqualTo(id + 100);
    }
    map.entrySet().forEach(entry -> entry.setValue(entry.getValue() + 100));
    map.entrySet().stream().forEach(entry -> entry.setValue(entry.getValue() + 100));
    for (int id = 0; id < 40; id++) {
      assertThat(map.get(kind.key(id))).isEqualTo(id + 300);
    }
    assertThat(map).hasSize(40);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void equalityByTheContractOfEntries(Keys.Kind kind) {
    for (Map.Entry<Object, Integer> entry : filled(kind).entrySet()) {
      SimpleEntry<Object, Integer> other =
          new SimpleEntry<>(kind.key(entry.getValue()), entry.getValue());
      assertThat(entry).isEqualTo(other).hasSameHashCodeAs(other);
      assertThat(other).isEqualTo(entry);
      assertThat(entry).hasToString(other.toString());
      assertThat(entry).isNotEqualTo(new SimpleEntry<>(entry.getKey(), -1));
      assertThat(entry).isNotEqualTo("entry");
    }
  }

  /** An entry of a removed mapping either refuses a new value or brings the mapping back. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void setValueOnARemovedMapping(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind);
    Map.Entry<Object, Integer> entry = map.entrySet().iterator().next();
    Object key = entry.getKey();
    map.remove(key);
    try {
      entry.setValue(1234);
    } catch (IllegalStateException refused) {
      assertThat(map).hasSize(39).doesNotContainKey(key);
      return;
    }
    assertThat(map.get(key)).isIn(null, 1234);
    assertThat(map).hasSize(map.containsKey(key) ? 40 : 39);
  }
}
