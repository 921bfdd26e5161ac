package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Behaviour 9: what {@code hashCode}, {@code equals} and {@code compareTo} throw passes through.
 */
class ThrowingKeysTest extends MapContract {
  private static final RuntimeException PLANNED = new IllegalArgumentException("planned");

  /** What of a key throws. */
  enum Fault {
    NONE,
    HASH_CODE,
    EQUALS
  }

  /** A key that throws when told to. */
  private static final class Faulty {
    final int id;
    final int hash;
    Fault fault;

    Faulty(int id, int hash, Fault fault) {
      this.id = id;
      this.hash = hash;
      this.fault = fault;
    }

    @Override
    public int hashCode() {
      if (fault == Fault.HASH_CODE) {
        throw PLANNED;
      }
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (fault == Fault.EQUALS) {
        throw PLANNED;
      }
      return other instanceof Faulty that && that.id == id;
    }
  }

  private static Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> calls() {
    Map<String, BiConsumer<InlayMap<Object, Integer>, Object>> calls = new LinkedHashMap<>();
    calls.put("get", (map, key) -> map.get(key));
    calls.put("containsKey", (map, key) -> map.containsKey(key));
    calls.put("getOrDefault", (map, key) -> map.getOrDefault(key, 1));
    calls.put("put", (map, key) -> map.put(key, 1));
    calls.put("putIfAbsent", (map, key) -> map.putIfAbsent(key, 1));
    calls.put("putAll", (map, key) -> map.putAll(new Singleton(key)));
    calls.put("remove", (map, key) -> map.remove(key));
    calls.put("remove pair", (map, key) -> map.remove(key, 1));
    calls.put("replace", (map, key) -> map.replace(key, 1));
    calls.put("replace pair", (map, key) -> map.replace(key, 1, 2));
    calls.put("compute", (map, key) -> map.compute(key, (k, v) -> 1));
    calls.put("computeIfAbsent", (map, key) -> map.computeIfAbsent(key, k -> 1));
    calls.put("computeIfPresent", (map, key) -> map.computeIfPresent(key, (k, v) -> 1));
    calls.put("merge", (map, key) -> map.merge(key, 1, Integer::sum));
    calls.put("getAll", (map, key) -> map.getAll(List.of(key)));
    calls.put("keySet contains", (map, key) -> map.keySet().contains(key));
    calls.put("keySet remove", (map, key) -> map.keySet().remove(key));
    calls.put("entrySet remove", (map, key) -> map.entrySet().remove(Map.entry(key, 1)));
    calls.put("keySet(v) add", (map, key) -> map.keySet(1).add(key));
    return calls;
  }

  /** A map of one entry that never asks for its key's hash code itself. */
  private static final class Singleton extends AbstractMap<Object, Integer> {
    private final Object key;

    Singleton(Object key) {
      this.key = key;
    }

    @Override
    public Set<Entry<Object, Integer>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Integer>> iterator() {
          return List.of(Map.entry(key, 1)).iterator();
        }

        @Override
        public int size() {
          return 1;
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HASH_CODE", "EQUALS"})
  void theCallersKeyThrows(Fault fault) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 30; id++) {
      map.put(new Faulty(id, id % 3, Fault.NONE), id);
    }
    calls()
        .forEach(
            (name, call) -> {
              Faulty bad = new Faulty(1000, 1, fault);
              assertThat(catchThrowable(() -> call.accept(map, bad))).as(name).isSameAs(PLANNED);
              assertThat(map).as(name).hasSize(30);
            });
    subject
        .transactions()
        .ifPresent(
            transactions -> {
              List<Object> keys =
                  Arrays.asList(new Faulty(1, 1, Fault.NONE), new Faulty(1000, 1, fault));
              assertThat(
                      catchThrowable(
                          () ->
                              transactions.<Object, Integer, Integer>atomically(
                                  map, keys, view -> view.put(keys.get(0), -1))))
                  .isSameAs(PLANNED);
            });
    for (int id = 0; id < 30; id++) {
      assertThat(map.get(new Faulty(id, id % 3, Fault.NONE))).isEqualTo(id);
    }
    assertUnlocked(map);
  }

  private static void assertUnlocked(InlayMap<Object, Integer> map) {
    new Crew()
        .once(
            "other",
            () -> {
              for (int id = 0; id < 60; id++) {
                map.put(new Faulty(id, id % 3, Fault.NONE), -1);
              }
            })
        .runToEnd();
    assertThat(map).hasSize(60);
  }

  /** Keys that throw from now on are in the map while others make it grow and shrink. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HASH_CODE", "EQUALS"})
  void innocentWritersAreNotHarmed(Fault fault) {
    InlayMap<Object, Integer> map = newMap();
    Faulty[] bad = new Faulty[20];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = new Faulty(-1 - i, i % 5, Fault.NONE);
      map.put(bad[i], -1);
    }
    for (Faulty key : bad) {
      key.fault = fault;
    }
    for (int id = 0; id < 3_000; id++) {
      map.put(new Faulty(id, id, Fault.NONE), id);
    }
    assertThat(map.size()).isEqualTo(3_020);
    for (int id = 0; id < 3_000; id++) {
      assertThat(map.get(new Faulty(id, id, Fault.NONE))).isEqualTo(id);
      if (id % 10 != 0) {
        assertThat(map.remove(new Faulty(id, id, Fault.NONE))).isEqualTo(id);
      }
    }
    map.trim();
    TreeSet<Integer> seen = new TreeSet<>();
    for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); ) {
      Faulty key = (Faulty) keys.next();
      assertThat(seen.add(key.id)).isTrue();
      if (key.fault != Fault.NONE) {
        keys.remove();
      }
    }
    assertThat(seen).hasSize(320);
    assertThat(map.size()).isEqualTo(300);
  }

  /** An operation that cannot compare a key leaves the others of its hash code alone. */
  @Test
  void throwingCompareTo() {
    InlayMap<Object, Integer> map = newMap();
    boolean[] armed = {false};
    record Hostile(int id, boolean[] armed) implements Comparable<Hostile> {
      @Override
      public int compareTo(Hostile that) {
        if (armed[0]) {
          throw PLANNED;
        }
        return Integer.compare(id, that.id);
      }

      @Override
      public int hashCode() {
        return 5;
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Hostile that && that.id == id;
      }
    }

    for (int id = 0; id < 100; id++) {
      map.put(new Hostile(id, armed), id);
    }
    armed[0] = true;
    int size = 100;
    for (int id = 0; id < 200; id++) {
      Hostile key = new Hostile(id, armed);
      int before = size;
      Throwable thrown = catchThrowable(() -> map.put(key, key.id));
      assertThat(thrown).isIn(null, PLANNED);
      size = map.size();
      assertThat(size - before).isBetween(0, thrown == null ? 1 : 0);
    }
    int after = size;
    armed[0] = false;
    for (int id = 0; id < 100; id++) {
      assertThat(map.get(new Hostile(id, armed))).isEqualTo(id);
    }
    assertThat(map.keySet().stream().distinct().count()).isEqualTo(after);
    assertThat(map.size()).isEqualTo(after);
  }
}
