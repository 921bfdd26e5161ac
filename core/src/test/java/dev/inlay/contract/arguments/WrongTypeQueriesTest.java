package dev.inlay.contract.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviour 3: a query of a type that no key has means absent. */
class WrongTypeQueriesTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.STRINGS, Keys.COLLIDING, Keys.OPAQUE);

  @ParameterizedTest
  @FieldSource("KINDS")
  void wrongTypesAreAbsent(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 40; id++) {
      map.put(kind.key(id), id);
    }
    for (Object wrong : List.of(42, 42L, "other", new Object(), List.of(), (char) 42, "*")) {
      assertThat(map.get(wrong)).isNull();
      assertThat(map.containsKey(wrong)).isFalse();
      assertThat(map.getOrDefault(wrong, -1)).isEqualTo(-1);
      assertThat(map.remove(wrong)).isNull();
      assertThat(map.remove(wrong, 1)).isFalse();
      assertThat(map.remove(kind.key(1), wrong)).isFalse();
      assertThat(map.containsValue(wrong instanceof Integer ? "x" : wrong)).isFalse();
      assertThat(map.keySet().contains(wrong)).isFalse();
      assertThat(map.keySet().remove(wrong)).isFalse();
      assertThat(map.values().remove(new Object())).isFalse();
      assertThat(map.entrySet().contains(wrong)).isFalse();
      assertThat(map.entrySet().remove(wrong)).isFalse();
      assertThat(map.entrySet().contains(Map.entry(wrong, 1))).isFalse();
      assertThat(map.entrySet().remove(Map.entry(kind.key(1), wrong))).isFalse();
      assertThat(map.equals(wrong)).isFalse();
    }
    assertThat(map).hasSize(40);
  }
}
