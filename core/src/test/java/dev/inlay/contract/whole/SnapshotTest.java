package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A snapshot never changes, neither by its holder nor with the map. */
class SnapshotTest extends MapContract {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  @ParameterizedTest
  @FieldSource("KINDS")
  void snapshotsStayAsTheyWere(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 300; id++) {
      map.put(kind.key(id), id);
    }
    Map<Object, Integer> before = new HashMap<>(map);
    Map<Object, Integer> snapshot = map.snapshot();
    assertThat(snapshot).isEqualTo(before).hasSize(300).hasSameHashCodeAs(before);
    for (int id = 0; id < 600; id++) {
      map.put(kind.key(id), -id);
    }
    map.keySet().removeIf(key -> key.hashCode() % 2 == 0);
    assertThat(snapshot).isEqualTo(before);
    assertThat(snapshot.get(kind.key(7))).isEqualTo(7);
    assertThat(snapshot.containsKey(kind.key(400))).isFalse();
    map.clear();
    assertThat(snapshot).isEqualTo(before);
    assertThat(map.snapshot()).isEmpty();
  }

  @Test
  void snapshotsCannotBeModified() {
    InlayMap<String, Integer> map = newMapOf(Map.of("a", 1, "b", 2));
    Map<String, Integer> snapshot = map.snapshot();
    List<Runnable> modifications =
        List.of(
            () -> snapshot.put("c", 3),
            () -> snapshot.remove("a"),
            () -> snapshot.clear(),
            () -> snapshot.putAll(Map.of("c", 3)),
            () -> snapshot.merge("a", 1, Integer::sum),
            () -> snapshot.replaceAll((k, v) -> 0),
            () -> snapshot.keySet().remove("a"),
            () -> snapshot.keySet().iterator().remove(),
            () -> snapshot.values().clear(),
            () -> snapshot.entrySet().iterator().next().setValue(9),
            () -> snapshot.entrySet().removeIf(entry -> true));
    for (Runnable modification : modifications) {
      assertThatThrownBy(modification::run).isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(snapshot).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(map).isEqualTo(snapshot);
  }
}
