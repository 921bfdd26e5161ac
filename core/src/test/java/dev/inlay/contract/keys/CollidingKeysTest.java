package dev.inlay.contract.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.SlowMapContract;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.TestSettings;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Behaviour 11 and trap 6: keys of one hash code stay usable, cost a logarithm when they are
 * comparable, and do not make the table grow.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CollidingKeysTest extends SlowMapContract {

  @Test
  void hundredThousandComparableKeys() {
    fillQueryAndEmpty(Keys.COLLIDING, 100_000);
  }

  /** Strings of "Aa" and "BB", which have one hash code for each of four prefixes. */
  @Test
  void aMillionStringsOfFourHashCodes() {
    InlayMap<String, Integer> map = newMap();
    int count = TestSettings.isLongRun() ? 1 << 20 : 1 << 17;
    int bits = Integer.numberOfTrailingZeros(count / 4);
    StringBuilder text = new StringBuilder();
    Set<Integer> hashCodes = new HashSet<>();
    long start = System.nanoTime();
    for (int id = 0; id < count; id++) {
      text.setLength(0);
      text.append((char) ('a' + (id & 3)));
      for (int bit = 0; bit < bits; bit++) {
        text.append((id >>> (bit + 2) & 1) == 0 ? "Aa" : "BB");
      }
      String key = text.toString();
      hashCodes.add(key.hashCode());
      assertThat(map.put(key, id) == null).isTrue();
    }
    report(count + " strings of " + hashCodes.size() + " hash codes put", start);
    assertThat(hashCodes).hasSize(4);
    assertThat(map.size()).isEqualTo(count);
    assertThat(map.stats().slots()).as("slots do not grow with collisions").isLessThan(1_000);
    map.forEach(
        (key, id) -> {
          if (!Objects.equals(map.get(key), id)) {
            throw new AssertionError(key);
          }
        });
  }

  @Test
  void twentyThousandComparableKeysOfThreeHashCodes() {
    fillQueryAndEmpty(Keys.CROWDED, 20_000);
  }

  @Test
  void fourThousandKeysThatOnlyEqualsTellsApart() {
    fillQueryAndEmpty(Keys.OPAQUE, 4_000);
  }

  @Test
  void twentyThousandKeysThatOnlyEqualsTellsApart() {
    InlayMap<Object, Integer> map = newMap();
    long start = System.nanoTime();
    for (int id = 0; id < 20_000; id++) {
      map.put(Keys.OPAQUE.key(id), id);
    }
    for (int id = 0; id < 20_000; id += 100) {
      assertThat(map.get(Keys.OPAQUE.key(id))).isEqualTo(id);
    }
    assertThat(map).hasSize(20_000);
    assertThat(map.stats().slots()).isLessThan(1_000);
    report("20000 opaque keys put", start);
  }

  @Test
  void ordinaryKeysBesideAnAttackStayQuick() {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 20_000; id++) {
      map.put(Keys.COLLIDING.key(id), id);
      map.put(id, id);
    }
    for (int id = 0; id < 20_000; id++) {
      assertThat(map.get(id)).isEqualTo(id);
      assertThat(map.get(Keys.COLLIDING.key(id))).isEqualTo(id);
    }
    assertThat(map).hasSize(40_000);
    assertThat(map.stats().slots()).isLessThan(80_000);
  }

  private void fillQueryAndEmpty(Keys.Kind kind, int count) {
    InlayMap<Object, Integer> map = newMap();
    long start = System.nanoTime();
    for (int id = 0; id < count; id++) {
      assertThat(map.put(kind.key(id), id)).isNull();
    }
    assertThat(map.size()).isEqualTo(count);
    assertThat(map.stats().slots()).as("slots do not grow with collisions").isLessThan(1_000);
    for (int id = 0; id < count; id++) {
      Integer seen = map.get(kind.key(id));
      if (seen == null || seen != id) {
        throw new AssertionError("key " + id + " shows " + seen);
      }
    }
    for (int id = count; id < count + 100; id++) {
      assertThat(map.get(kind.key(id))).isNull();
    }
    BitSet iterated = new BitSet();
    map.forEach((key, id) -> iterated.flip(id));
    assertThat(iterated.cardinality()).isEqualTo(count);
    subject.checkStructure(map);
    for (int id = 0; id < count; id += 2) {
      assertThat(map.remove(kind.key(id))).isEqualTo(id);
    }
    assertThat(map.size()).isEqualTo(count / 2);
    for (int id = 0; id < count; id += 101) {
      assertThat(map.containsKey(kind.key(id))).isEqualTo(id % 2 == 1);
    }
    map.keySet().removeIf(key -> true);
    assertThat(map).isEmpty();
    report(count + " " + kind + " keys put, read, removed", start);
  }

  private static void report(String what, long start) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("CollidingKeysTest: " + what + " in " + millis + " ms");
  }
}
