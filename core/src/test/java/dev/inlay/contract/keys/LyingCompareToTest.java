package dev.inlay.contract.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviour 13: a {@code compareTo} that lies never loses other keys. */
class LyingCompareToTest extends MapContract {
  private static final int HASH = 42;

  /** What a liar's compareTo says. */
  enum Lie {
    EQUAL,
    GREATER,
    LESS,
    BY_TURNS,
    BACKWARDS
  }

  /** A key of the common hash code whose compareTo may lie. */
  private static final class Witness implements Comparable<Witness> {
    final int id;
    final Lie lie;
    private int turns;

    Witness(int id, Lie lie) {
      this.id = id;
      this.lie = lie;
    }

    @Override
    public int compareTo(Witness that) {
      int truth = Integer.compare(id, that.id);
      if (lie == null) {
        return truth;
      }
      return switch (lie) {
        case EQUAL -> 0;
        case GREATER -> 1;
        case LESS -> -1;
        case BY_TURNS -> turns++ % 3 - 1;
        case BACKWARDS -> -truth;
      };
    }

    @Override
    public int hashCode() {
      return HASH;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Witness that && that.id == id;
    }
  }

  /** When all keys of a class say «equal» of unequal ones, equals tells them apart. */
  @Test
  void compareToThatIsInconsistentWithEquals() {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 500; id++) {
      assertThat(map.put(new Witness(id, Lie.EQUAL), id)).isNull();
    }
    for (int id = 0; id < 500; id++) {
      assertThat(map.get(new Witness(id, Lie.EQUAL))).isEqualTo(id);
    }
    for (int id = 0; id < 500; id += 2) {
      assertThat(map.remove(new Witness(id, Lie.EQUAL))).isEqualTo(id);
    }
    assertThat(map).hasSize(250);
  }

  /** Keys of other classes and of other hash codes are not touched by a class that lies. */
  @ParameterizedTest
  @EnumSource
  void keysOfOtherClassesAreNeverLost(Lie lie) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 300; id++) {
      map.put(new Witness(id, lie), id);
      map.put(new Keys.Ordered(id, HASH), id);
      map.put(new Keys.Hashed(id, HASH), id);
      map.put(id, id);
    }
    for (int id = 0; id < 300; id++) {
      assertThat(map.get(new Keys.Ordered(id, HASH))).isEqualTo(id);
      assertThat(map.get(new Keys.Hashed(id, HASH))).isEqualTo(id);
      assertThat(map.get(id)).isEqualTo(id);
    }
    assertIteratedOnce(map);
    map.keySet().removeIf(Witness.class::isInstance);
    assertThat(map).hasSize(900);
  }

  /** Honest keys of the same class are found, though some of their kind say wrong things. */
  @ParameterizedTest
  @EnumSource
  void honestKeysOfTheSameClassAreNeverLost(Lie lie) {
    InlayMap<Object, Integer> map = newMap();
    for (int i = 0; i < 400; i++) {
      int id = (i * 211) % 400;
      map.put(new Witness(id, id % 5 == 0 ? lie : null), id);
    }
    for (int id = 0; id < 400; id++) {
      if (id % 5 != 0) {
        assertThat(map.get(new Witness(id, null))).as("honest key %d", id).isEqualTo(id);
      }
    }
    assertThat(map).hasSize(400);
    assertIteratedOnce(map);
  }

  private static void assertIteratedOnce(InlayMap<Object, Integer> map) {
    Set<Object> instances = new HashSet<>();
    for (Object key : map.keySet()) {
      assertThat(instances.add(key)).as("%s once", key).isTrue();
    }
    assertThat(map).hasSize(instances.size());
  }

  /** Keys equal across classes are one key, whatever each class is comparable to. */
  @Test
  void equalKeysOfDifferentClassesAreOne() {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 100; id++) {
      map.put(id % 2 == 0 ? new Plain(id) : new Comparably(id), id);
    }
    for (int id = 0; id < 100; id++) {
      assertThat(map.get(new Plain(id))).isEqualTo(id);
      assertThat(map.get(new Comparably(id))).isEqualTo(id);
      assertThat(map.put(id % 2 == 1 ? new Plain(id) : new Comparably(id), -id)).isEqualTo(id);
    }
    assertThat(map).hasSize(100);
  }

  private static class Plain {
    final int id;

    Plain(int id) {
      this.id = id;
    }

    @Override
    public int hashCode() {
      return HASH;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Plain that && that.id == id;
    }
  }

  private static final class Comparably extends Plain implements Comparable<Comparably> {
    Comparably(int id) {
      super(id);
    }

    @Override
    public int compareTo(Comparably that) {
      return Integer.compare(id, that.id);
    }
  }
}
