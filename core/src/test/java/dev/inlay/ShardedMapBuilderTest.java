package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a {@link ShardedMap} is made, and what of it is refused. */
class ShardedMapBuilderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 1024, 65_536})
  void shardsInPowersOfTwo(int shards) {
    ShardedMap<Integer, Integer> map =
        ShardedMap.<Integer, Integer>builder().shards(shards).build();
    for (int key = 0; key < 1_000; key++) {
      map.put(key, key);
    }
    assertThat(map).hasSize(1_000);
    assertThat(map.stats().segments()).isBetween(1, shards);
    map.checkInvariants();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 48, 65_535, 131_072, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void otherNumbersOfShardsAreRefused(int shards) {
    assertThatThrownBy(() -> ShardedMap.builder().shards(shards))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shards")
        .hasMessageContaining("" + shards);
  }

  @Test
  void theNumberOfShardsStaysFixed() {
    ShardedMap<Integer, Integer> map = ShardedMap.<Integer, Integer>builder().shards(4).build();
    for (int key = 0; key < 100_000; key++) {
      map.put(key, key);
    }
    assertThat(map.stats().segments()).isEqualTo(4);
  }

  @Test
  void withoutANumberShardsSplitAsTheyFill() {
    ShardedMap<Integer, Integer> map = new ShardedMap<>();
    map.put(1, 1);
    assertThat(map.stats().segments()).isEqualTo(1);
    for (int key = 0; key < 200_000; key++) {
      map.put(key, key);
    }
    assertThat(map.stats().segments()).isGreaterThan(4);
    map.checkInvariants();
  }

  @Test
  void constructorsOfTheJdksMaps() {
    Map<String, Integer> source = Map.of("a", 1, "b", 2);
    assertThat(new ShardedMap<>(source)).isEqualTo(source);
    assertThat(new ShardedMap<>(new ShardedMap<>(source))).isEqualTo(source);
    assertThat(new ShardedMap<>()).isEmpty();
    assertThat(new ShardedMap<>(100)).isEmpty();
    assertThat(new ShardedMap<>(100, 0.75f)).isEmpty();
    assertThat(new ShardedMap<>(100, 0.75f, 16)).isEmpty();
  }

  @Test
  void badArgumentsAreRefusedByName() {
    assertRefused("initialCapacity", () -> new ShardedMap<>(-1));
    assertRefused("initialCapacity", () -> new ShardedMap<>(-1, 0.75f));
    assertRefused("initialCapacity", () -> new ShardedMap<>(-1, 0.75f, 1));
    assertRefused("initialCapacity", () -> ShardedMap.builder().initialCapacity(-1));
    assertRefused("loadFactor", () -> new ShardedMap<>(1, 0f));
    assertRefused("loadFactor", () -> new ShardedMap<>(1, -1f, 1));
    assertRefused("loadFactor", () -> new ShardedMap<>(1, Float.NaN));
    assertRefused("concurrencyLevel", () -> new ShardedMap<>(1, 0.75f, 0));
    assertThatThrownBy(() -> new ShardedMap<>(null)).isInstanceOf(NullPointerException.class);
    Map<String, Integer> nulls = new HashMap<>(Collections.singletonMap("a", null));
    assertThatThrownBy(() -> new ShardedMap<>(nulls)).isInstanceOf(NullPointerException.class);
  }

  private static void assertRefused(String name, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
