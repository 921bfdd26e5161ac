package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a {@link StripedMap} is made, and what of it is refused. */
class StripedMapBuilderTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 100, 1_000, 100_000})
  void roomThatWasAskedForIsThere(int entries) {
    StripedMap<Integer, Integer> map =
        StripedMap.<Integer, Integer>builder().initialCapacity(entries).build();
    for (int key = 0; key < entries; key++) {
      map.put(key, key);
    }
    assertThat(map).hasSize(entries);
    assertThat(map.stats().rebuilds()).isZero();
    map.checkInvariants();
  }

  @Test
  void constructorsOfTheJdksMaps() {
    Map<String, Integer> source = Map.of("a", 1, "b", 2);
    assertThat(new StripedMap<>(source)).isEqualTo(source);
    assertThat(new StripedMap<>(new StripedMap<>(source))).isEqualTo(source);
    assertThat(new StripedMap<>()).isEmpty();
    assertThat(new StripedMap<>(100)).isEmpty();
    assertThat(new StripedMap<>(100, 0.75f)).isEmpty();
    assertThat(new StripedMap<>(100, 0.75f, 16)).isEmpty();
  }

  @Test
  void badArgumentsAreRefusedByName() {
    assertRefused("initialCapacity", () -> new StripedMap<>(-1));
    assertRefused("initialCapacity", () -> new StripedMap<>(-1, 0.75f));
    assertRefused("initialCapacity", () -> new StripedMap<>(-1, 0.75f, 1));
    assertRefused("initialCapacity", () -> StripedMap.builder().initialCapacity(-1));
    assertRefused("loadFactor", () -> new StripedMap<>(1, 0f));
    assertRefused("loadFactor", () -> new StripedMap<>(1, -1f, 1));
    assertRefused("loadFactor", () -> new StripedMap<>(1, Float.NaN));
    assertRefused("concurrencyLevel", () -> new StripedMap<>(1, 0.75f, 0));
    assertThatThrownBy(() -> new StripedMap<>(null)).isInstanceOf(NullPointerException.class);
    Map<String, Integer> nulls = new HashMap<>(Collections.singletonMap("a", null));
    assertThatThrownBy(() -> new StripedMap<>(nulls)).isInstanceOf(NullPointerException.class);
  }

  private static void assertRefused(String name, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
