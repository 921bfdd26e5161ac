package dev.inlay.contract.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Behaviours 14 and 15: what counts as the same key, and as the same value. */
class EqualityTest extends MapContract {

  @Test
  void conditionalOperationsCompareValuesByEquals() {
    InlayMap<String, Object> map = newMap();
    map.put("long", boxed(1_000L));
    assertThat(map.replace("long", boxed(1_000L), "replaced")).isTrue();
    map.put("text", new StringBuilder("abc").toString());
    assertThat(map.remove("text", new StringBuilder("abc").toString())).isTrue();
    map.put("list", List.of(1, 2));
    assertThat(map.entrySet().contains(Map.entry("list", List.of(1, 2)))).isTrue();
    assertThat(map.entrySet().remove(Map.entry("list", List.of(1, 2)))).isTrue();
    assertThat(map.remove("long", "REPLACED")).isFalse();
    assertThat(map).isEqualTo(Map.of("long", "replaced"));
  }

  @SuppressWarnings({"removal", "deprecation"})
  private static Object boxed(long value) {
    return new Long(value);
  }

  @Test
  void notANumberEqualsItselfAndZerosDiffer() {
    InlayMap<Object, Double> map = newMap();
    map.put("nan", Double.NaN);
    map.put("zero", 0.0);
    assertThat(map.containsValue(Double.NaN)).isTrue();
    assertThat(map.containsValue(-0.0)).isFalse();
    assertThat(map.replace("zero", -0.0, 1.0)).isFalse();
    assertThat(map.remove("zero", -0.0)).isFalse();
    assertThat(map.replace("nan", 0.0 / 0.0, 2.0)).isTrue();
    assertThat(map.remove("zero", 0.0)).isTrue();
    assertThat(map).isEqualTo(Map.of("nan", 2.0));
  }

  @Test
  void floatingPointKeys() {
    InlayMap<Object, String> map = newMap();
    map.put(Double.NaN, "nan");
    map.put(0.0, "zero");
    map.put(-0.0, "negative zero");
    map.put(0.0f, "float zero");
    map.put(0, "int zero");
    map.put(0L, "long zero");
    map.put('\0', "char zero");
    map.put(false, "false");
    assertThat(map).hasSize(8);
    assertThat(map.get(0.0 / 0.0)).isEqualTo("nan");
    assertThat(map.get(-0.0)).isEqualTo("negative zero");
    assertThat(map.remove(0.0)).isEqualTo("zero");
    assertThat(map.get(-0.0)).isEqualTo("negative zero");
    assertThat(map.get(0L)).isEqualTo("long zero");
  }

  /** A key that claims to equal nothing. */
  private static final class Loner {
    @Override
    public boolean equals(Object other) {
      return false;
    }

    @Override
    public int hashCode() {
      return 3;
    }
  }

  @Test
  void keysOfBrokenEqualsAreFoundByIdentity() {
    InlayMap<Object, Integer> map = newMap();
    Loner[] loners = new Loner[100];
    for (int i = 0; i < loners.length; i++) {
      loners[i] = new Loner();
      map.put(loners[i], i);
    }
    for (int i = 0; i < loners.length; i++) {
      assertThat(map.get(loners[i])).isEqualTo(i);
      assertThat(map.put(loners[i], -i)).isEqualTo(i);
    }
    assertThat(map.get(new Loner())).isNull();
    assertThat(map).hasSize(100);
    for (Loner loner : loners) {
      assertThat(map.remove(loner)).isNotNull();
    }
    assertThat(map).isEmpty();
  }

  /** A value that claims to equal everything; no value can pass for one of the map's own marks. */
  private static final class Chameleon {
    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  @Test
  void noValuePassesForAMark() {
    InlayMap<String, Object> map = newMap();
    List<Object> odd =
        List.of(
            new Chameleon(),
            new Loner(),
            new Object(),
            Boolean.TRUE,
            new Object[0],
            Object.class,
            Thread.currentThread(),
            Optional.empty(),
            Map.of());
    for (int i = 0; i < odd.size(); i++) {
      String key = "k" + i;
      assertThat(map.put(key, odd.get(i))).isNull();
      assertThat(map.get(key)).isSameAs(odd.get(i));
      assertThat(map.put(key, "other")).isSameAs(odd.get(i));
      assertThat(map.replace(key, odd.get(i))).isEqualTo("other");
      assertThat(map.remove(key, odd.get(i))).isTrue();
      assertThat(map.merge(key, odd.get(i), (a, b) -> "merged")).isSameAs(odd.get(i));
    }
    assertThat(map).hasSize(odd.size());
    map.put("self", map);
    assertThat(map.get("self")).isSameAs(map);
    assertThat(map.toString()).contains("self=(this Map)");
  }

  /** After its key has changed, a mapping is missed by look-ups, seen by iteration, and alone. */
  @Test
  void aHashCodeThatChanges() {
    final class Drifting {
      int hash;

      @Override
      public int hashCode() {
        return hash;
      }
    }

    InlayMap<Object, Integer> map = newMap();
    Drifting[] keys = new Drifting[50];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Drifting();
      keys[i].hash = i;
      map.put(keys[i], i);
      map.put(i, i);
    }
    for (Drifting key : keys) {
      key.hash += 1_000_003;
    }
    for (int id = 0; id < 2_000; id++) {
      map.put(id, id);
    }
    map.trim();
    for (int id = 0; id < 2_000; id++) {
      assertThat(map.get(id)).isEqualTo(id);
    }
    assertThat(map.keySet().stream().filter(Drifting.class::isInstance).count()).isEqualTo(50);
    assertThat(map).hasSize(2_050);
    for (Drifting key : keys) {
      key.hash -= 1_000_003;
    }
    for (int i = 0; i < keys.length; i++) {
      assertThat(map.get(keys[i])).as("the hash code is back").isEqualTo(i);
      keys[i].hash = -1 - i;
    }
    map.keySet().removeIf(Drifting.class::isInstance);
    assertThat(map).hasSize(2_000);
  }
}
