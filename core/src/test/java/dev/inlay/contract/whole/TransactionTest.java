package dev.inlay.contract.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlay.InlayMap;
import dev.inlay.TransactionView;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Hang;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code atomically}: several keys all or nothing. */
class TransactionTest extends MapContract {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  private Transactions transactions;

  @BeforeEach
  void needsTransactions() {
    assumeTrue(subject.transactions().isPresent(), "the map has no transactions");
    transactions = subject.transactions().get();
  }

  private <V, R> R atomically(
      InlayMap<Object, V> map, List<Object> keys, Function<TransactionView<Object, V>, R> action) {
    return transactions.<Object, V, R>atomically(map, keys, action::apply);
  }

  private InlayMap<Object, Integer> filled(Keys.Kind kind, int count) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < count; id++) {
      map.put(kind.key(id), id);
    }
    return map;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void readsItsOwnWritesAndPublishesAll(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 20);
    List<Object> keys = List.of(kind.key(1), kind.key(2), kind.key(30), kind.key(31));
    String result =
        atomically(
            map,
            keys,
            view -> {
              assertThat(view.keys()).containsExactlyElementsOf(keys);
              assertThat(view.get(kind.key(1))).isEqualTo(1);
              assertThat(view.get(kind.key(30))).isNull();
              assertThat(view.put(kind.key(1), -1)).isEqualTo(1);
              assertThat(view.get(kind.key(1))).isEqualTo(-1);
              assertThat(view.remove(kind.key(2))).isEqualTo(2);
              assertThat(view.containsKey(kind.key(2))).isFalse();
              assertThat(view.remove(kind.key(2))).isNull();
              assertThat(view.put(kind.key(30), 30)).isNull();
              assertThat(view.compute(kind.key(31), (k, v) -> v == null ? 31 : -31)).isEqualTo(31);
              assertThat(view.compute(kind.key(31), (k, v) -> null)).isNull();
              assertThat(map.get(kind.key(1))).as("not published yet").isEqualTo(1);
              assertThat(map.get(kind.key(2))).isEqualTo(2);
              assertThat(map.get(kind.key(30))).isNull();
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(map.get(kind.key(1))).isEqualTo(-1);
    assertThat(map.get(kind.key(2))).isNull();
    assertThat(map.get(kind.key(30))).isEqualTo(30);
    assertThat(map.get(kind.key(31))).isNull();
    assertThat(map).hasSize(20);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void whatTheActionThrowsRollsBack(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 20);
    Map<Object, Integer> before = new HashMap<>(map);
    for (Throwable thrown : List.of(new IllegalArgumentException("x"), new AssertionError("y"))) {
      assertThat(
              catchThrowable(
                  () ->
                      atomically(
                          map,
                          List.of(kind.key(1), kind.key(2), kind.key(40)),
                          view -> {
                            view.put(kind.key(1), 100);
                            view.remove(kind.key(2));
                            view.put(kind.key(40), 40);
                            return TransactionTest.<Integer, RuntimeException>raise(thrown);
                          })))
          .isSameAs(thrown);
      assertThat(map).isEqualTo(before).hasSize(20);
    }
    new Crew().once("other", () -> map.put(kind.key(1), 5)).runToEnd();
    assertThat(map.get(kind.key(1))).isEqualTo(5);
  }

  @SuppressWarnings("unchecked")
  private static <R, T extends Throwable> R raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** Growth inside a transaction, and many keys at once, in each mixture of change. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void manyKeysAtOnce(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    Map<Object, Integer> expected = new HashMap<>();
    for (int round = 0; round < 8; round++) {
      List<Object> keys = new ArrayList<>();
      for (int id = round * 20; id < round * 20 + 60; id++) {
        keys.add(kind.key(id));
        expected.put(kind.key(id), round);
      }
      int number = round;
      atomically(
          map,
          keys,
          view -> {
            view.keys().forEach(key -> view.put(key, number));
            return null;
          });
      assertThat(map).isEqualTo(expected).hasSize(expected.size());
      List<Object> removed = keys.subList(0, 10);
      removed.forEach(expected::remove);
      atomically(
          map,
          removed,
          view -> {
            view.keys().forEach(view::remove);
            return null;
          });
      assertThat(map).isEqualTo(expected).hasSize(expected.size());
    }
  }

  @Test
  void otherKeysAreRefused() {
    InlayMap<Object, Integer> map = filled(Keys.INTEGERS, 5);
    Function<TransactionView<Object, Integer>, Object> read = view -> view.get(3);
    Function<TransactionView<Object, Integer>, Object> write = view -> view.put(3, 1);
    Function<TransactionView<Object, Integer>, Object> remove = view -> view.remove(3);
    for (Function<TransactionView<Object, Integer>, Object> action : List.of(read, write, remove)) {
      assertThatThrownBy(() -> atomically(map, List.of(1, 2), action))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3");
    }
    assertThat(map).hasSize(5).containsEntry(3, 3);
  }

  @Test
  void aViewServesOneThreadAndOneCall() {
    InlayMap<Object, Integer> map = filled(Keys.INTEGERS, 5);
    AtomicReference<TransactionView<Object, Integer>> kept = new AtomicReference<>();
    atomically(
        map,
        List.of(1),
        view -> {
          kept.set(view);
          new Crew()
              .once(
                  "thief",
                  () ->
                      assertThatThrownBy(() -> view.put(1, 9))
                          .isInstanceOf(IllegalStateException.class))
              .runToEnd();
          return null;
        });
    assertThatThrownBy(() -> kept.get().get(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get().put(1, 9)).isInstanceOf(IllegalStateException.class);
    assertThat(map.get(1)).isEqualTo(1);
  }

  @Test
  void repeatedAndNoKeys() {
    InlayMap<Object, Integer> map = filled(Keys.INTEGERS, 5);
    Set<Object> keys = atomically(map, List.of(2, 1, 2, 1), TransactionView::keys);
    assertThat(keys).containsExactly(2, 1);
    assertThatThrownBy(() -> keys.remove(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(this.<Integer, String>atomically(map, List.of(), view -> "none")).isEqualTo("none");
    assertThat(this.<Integer, Object>atomically(map, List.of(1), view -> null)).isNull();
    atomically(map, List.of(7), view -> view.put(7, 7) == null ? view.remove(7) : null);
    assertThat(map).hasSize(5);
  }

  /** Around the view the map may be read, but the keys not updated; never a hang. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void updatingTheMapAroundTheView(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 20);
    Map<Object, Integer> before = new HashMap<>(map);
    IllegalStateException refused =
        Hang.thrownBy(
            IllegalStateException.class,
            () ->
                atomically(
                    map,
                    List.of(kind.key(1), kind.key(2)),
                    view -> {
                      view.put(kind.key(1), 100);
                      return map.put(kind.key(2), 200);
                    }));
    assertThat(refused).isNotNull();
    assertThat(map).isEqualTo(before);
    IllegalStateException nested =
        Hang.thrownBy(
            IllegalStateException.class,
            () ->
                atomically(
                    map,
                    List.of(kind.key(1)),
                    view ->
                        atomically(map, List.of(kind.key(1)), inner -> inner.put(kind.key(1), 5))));
    assertThat(nested).isNotNull();
    IllegalStateException inFunction =
        Hang.thrownBy(
            IllegalStateException.class,
            () ->
                map.compute(
                    kind.key(1),
                    (k, v) ->
                        atomically(map, List.of(kind.key(1)), view -> view.put(kind.key(1), 5))));
    assertThat(inFunction).isNotNull();
    assertThat(map).isEqualTo(before);
  }

  /** Keys declared in opposite orders do not deadlock. */
  @Test
  void anyOrderOfKeys() {
    InlayMap<Object, Integer> map = filled(Keys.INTEGERS, 30);
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      int step = new int[] {1, 29, 7}[t];
      crew.once(
          "orderer",
          () -> {
            for (int i = 0; i < 1_500; i++) {
              List<Object> keys = new ArrayList<>();
              for (int k = 0; k < 5; k++) {
                keys.add((i + k * step) % 30);
              }
              atomically(
                  map,
                  keys,
                  view -> {
                    view.keys().forEach(key -> view.compute(key, (k, v) -> v + 1));
                    return null;
                  });
            }
          });
    }
    crew.runToEnd();
    int sum = map.values().stream().mapToInt(v -> v).sum();
    assertThat(sum).isEqualTo(30 * 29 / 2 + 3 * 1_500 * 5);
  }

  /** Which of two equal keys stays is as for single operations. */
  @Test
  void keyInstances() {
    InlayMap<Object, Integer> map = newMap();
    String first = new String("key");
    String second = new String("key");
    map.put(first, 1);
    atomically(map, List.of(second), view -> view.put(second, 2));
    assertThat(map.keySet().iterator().next()).isSameAs(first);
    atomically(map, List.of(second), view -> view.remove(second));
    atomically(map, List.of(second), view -> view.put(second, 3));
    assertThat(map.keySet().iterator().next()).isSameAs(second);
    assertThat(map).hasSize(1);
  }
}
