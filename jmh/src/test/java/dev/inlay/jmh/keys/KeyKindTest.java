package dev.inlay.jmh.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyKindTest {
  private static final int KEYS = 10_000;

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void equalIdsGiveEqualKeysThatAreOtherInstances(KeyKind kind) {
    for (long id = 0; id < KEYS; id++) {
      Object key = kind.key(id);
      assertThat(kind.key(id)).isEqualTo(key).isNotSameAs(key).hasSameHashCodeAs(key);
    }
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void differentIdsGiveDifferentKeys(KeyKind kind) {
    Set<Object> keys = new HashSet<>();
    LongStream.range(0, KEYS).forEach(id -> keys.add(kind.key(id)));
    assertThat(keys).hasSize(KEYS);
  }

  @Test
  void collidingKeysShareTheirHashCodeInGroups() {
    Map<Integer, Integer> keysPerHash = new HashMap<>();
    for (long id = 0; id < KEYS; id++) {
      keysPerHash.merge(KeyKind.COLLIDING.key(id).hashCode(), 1, Integer::sum);
    }
    assertThat(keysPerHash.values()).containsOnly(KeyKind.KEYS_PER_HASH_CODE);
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThatAreAllowed() {
    assertThatThrownBy(() -> KeyKind.of("uuid"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uuid")
        .hasMessageContaining("long, dense, string, user, colliding");
  }
}
