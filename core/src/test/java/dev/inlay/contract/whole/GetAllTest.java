package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code getAll}: the keys that are present, in the order asked, in a map of the caller's own. */
class GetAllTest extends MapContract {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  @ParameterizedTest
  @FieldSource("KINDS")
  void presentKeysInTheOrderAsked(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 100; id++) {
      map.put(kind.key(id), id);
    }
    List<Object> asked = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int id = 150; id >= 0; id -= 3) {
      asked.add(kind.key(id));
      if (id < 100) {
        expected.add(id);
      }
    }
    Collections.addAll(asked, kind.key(0), kind.key(3), kind.key(300));
    Map<Object, Integer> found = map.getAll(asked);
    assertThat(found.values()).containsExactlyElementsOf(expected);
    found.put("mine", 1);
    found.remove(kind.key(0));
    assertThat(map).hasSize(100).containsEntry(kind.key(0), 0);
    map.clear();
    assertThat(found).hasSize(expected.size());
    assertThat(map.getAll(asked)).isEmpty();
    assertThat(map.getAll(List.of())).isEmpty();
  }
}
