package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Keys;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviours 4 and 5: what functions throw passes through, and null results remove. */
class ThrowingFunctionsTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);
  static final List<Throwable> THROWN =
      List.of(
          new CancellationException("unchecked"),
          new IOException("sneaky checked"),
          new AssertionError("error"),
          new StackOverflowError("not a real one"));

  @SuppressWarnings("unchecked")
  private static <R, T extends Throwable> R sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static <R> R raise(Throwable thrown) {
    return ThrowingFunctionsTest.<R, RuntimeException>sneak(thrown);
  }

  /** Each operation that runs a function, with a function that throws. */
  private static Map<String, Consumer<InlayMap<Object, Integer>>> calls(
      Object present, Object absent, Throwable thrown) {
    Map<String, Consumer<InlayMap<Object, Integer>>> calls = new LinkedHashMap<>();
    calls.put("compute absent", map -> map.compute(absent, (k, v) -> raise(thrown)));
    calls.put("compute present", map -> map.compute(present, (k, v) -> raise(thrown)));
    calls.put("computeIfAbsent", map -> map.computeIfAbsent(absent, k -> raise(thrown)));
    calls.put("computeIfPresent", map -> map.computeIfPresent(present, (k, v) -> raise(thrown)));
    calls.put("merge", map -> map.merge(present, 1, (a, b) -> raise(thrown)));
    calls.put("replaceAll", map -> map.replaceAll((k, v) -> raise(thrown)));
    calls.put("forEach", map -> map.forEach((k, v) -> raise(thrown)));
    calls.put("removeIf", map -> map.entrySet().removeIf(e -> raise(thrown)));
    calls.put("keys removeIf", map -> map.keySet().removeIf(e -> raise(thrown)));
    calls.put("values removeIf", map -> map.values().removeIf(e -> raise(thrown)));
    calls.put("sequential search", map -> map.search(Long.MAX_VALUE, (k, v) -> raise(thrown)));
    calls.put(
        "sequential reduce",
        map -> map.reduce(Long.MAX_VALUE, (k, v) -> v, (a, b) -> raise(thrown)));
    return calls;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void theSameThrowableArrivesAndNothingChanges(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 12; id++) {
      map.put(kind.key(id), id);
    }
    Map<Object, Integer> before = new HashMap<>(map);
    for (Throwable thrown : THROWN) {
      calls(kind.key(3), kind.key(99), thrown)
          .forEach(
              (name, call) -> {
                assertThat(catchThrowable(() -> call.accept(map))).as(name).isSameAs(thrown);
                assertThat(map).as(name).isEqualTo(before).hasSize(12);
                assertThat(map.get(kind.key(99))).as(name).isNull();
              });
    }
    assertUnlocked(map, kind);
  }

  @Test
  void parallelOperationsPassFailuresOn() {
    InlayMap<Integer, Integer> map = newMap();
    for (int key = 0; key < 5_000; key++) {
      map.put(key, key);
    }
    Runnable[] calls = {
      () -> map.forEach(1, (k, v) -> raise(new CancellationException("planned"))),
      () -> map.search(1, (k, v) -> raise(new CancellationException("planned"))),
      () -> map.reduce(1, (k, v) -> v, (a, b) -> raise(new CancellationException("planned")))
    };
    for (Runnable call : calls) {
      assertThat(catchThrowable(call::run))
          .isInstanceOf(CancellationException.class)
          .hasStackTraceContaining("planned");
    }
    assertThat(map).hasSize(5_000);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void nullResultsRemoveOrDoNotInsert(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < 4; id++) {
      map.put(kind.key(id), id);
    }
    assertThat(map.compute(kind.key(0), (k, v) -> null)).isNull();
    assertThat(map).hasSize(3);
    assertThat(map.computeIfPresent(kind.key(1), (k, v) -> null)).isNull();
    assertThat(map).hasSize(2);
    assertThat(map.merge(kind.key(2), 1, (a, b) -> null)).isNull();
    assertThat(map).hasSize(1);
    assertThat(map.compute(kind.key(50), (k, v) -> null)).isNull();
    assertThat(map.computeIfAbsent(kind.key(51), k -> null)).isNull();
    assertThat(map.containsKey(kind.key(51))).isFalse();
    assertThat(map).isEqualTo(Map.of(kind.key(3), 3)).hasSize(1);
  }

  /** BookKeeper 3705: each null result must not claim a slot for ever. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void nullResultsClaimNothing(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    map.put(kind.key(0), 0);

    for (int id = 1; id < 2_000; id++) {
      assertThat(map.computeIfAbsent(kind.key(id), k -> null)).isNull();
      assertThat(map.compute(kind.key(id), (k, v) -> null)).isNull();
    }
    assertThat(map.stats().slots()).isLessThan(1_000);
    assertThat(map.stats().entries()).isEqualTo(1);
    assertThat(map).hasSize(1);
  }

  /** Another thread can write the keys, and this one too. */
  private static void assertUnlocked(InlayMap<Object, Integer> map, Keys.Kind kind) {
    new Crew()
        .once(
            "other",
            () -> {
              for (int id = 0; id < 200; id++) {
                map.put(kind.key(id), -1);
                map.compute(kind.key(id), (k, v) -> v == null ? 1 : v + 1);
              }
              map.clear();
            })
        .runToEnd();
    map.put(kind.key(0), 5);
    assertThat(map).isEqualTo(Map.of(kind.key(0), 5));
  }
}
