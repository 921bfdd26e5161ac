package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import dev.inlay.UpdateView;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Keys;
import java.io.IOException;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    calls.put(
        "sequential transformer",
        map -> map.reduce(Long.MAX_VALUE, (k, v) -> raise(thrown), (a, b) -> a));
    calls.put("sequential forEach", map -> map.forEach(Long.MAX_VALUE, (k, v) -> raise(thrown)));
    calls.put(
        "forEachConsistent",
        map -> {
          if (map instanceof ShardedMap<Object, Integer> sharded) {
            sharded.forEachConsistent((k, v) -> raise(thrown));
          } else {
            map.snapshot().forEach((k, v) -> raise(thrown));
          }
        });
    calls.put("getAll", map -> map.getAll(new Given<>(List.of(present, absent), 1, thrown)));
    viewCalls("keys ", Map::keySet, thrown, calls);
    viewCalls("values ", Map::values, thrown, calls);
    viewCalls("entries ", Map::entrySet, thrown, calls);
    return calls;
  }

  private static void viewCalls(
      String prefix,
      Function<InlayMap<Object, Integer>, Collection<?>> view,
      Throwable thrown,
      Map<String, Consumer<InlayMap<Object, Integer>>> calls) {
    Consumer<Object> consumer = element -> raise(thrown);
    calls.put(prefix + "forEach", map -> view.apply(map).forEach(consumer));
    calls.put(prefix + "iterator", map -> view.apply(map).iterator().forEachRemaining(consumer));
    calls.put(
        prefix + "spliterator", map -> view.apply(map).spliterator().forEachRemaining(consumer));
    calls.put(prefix + "tryAdvance", map -> view.apply(map).spliterator().tryAdvance(consumer));
    calls.put(prefix + "stream", map -> view.apply(map).stream().forEach(consumer));
    calls.put(
        prefix + "removeAll",
        map -> view.apply(map).removeAll(new Given<>(List.of("none"), 0, thrown)));
    calls.put(
        prefix + "retainAll", map -> view.apply(map).retainAll(new Given<>(List.of(), 0, thrown)));
  }

  /** A collection given to a map, which throws when it is asked or has told too much. */
  private static final class Given<E> extends AbstractCollection<E> {
    private final Collection<E> elements;
    private final Throwable thrown;
    private int answers;

    /** Makes one that throws after so many answers. */
    Given(Collection<E> elements, int answers, Throwable thrown) {
      this.elements = elements;
      this.answers = answers;
      this.thrown = thrown;
    }

    private void answer() {
      if (--answers < 0) {
        raise(thrown);
      }
    }

    @Override
    public boolean contains(Object element) {
      answer();
      return elements.contains(element);
    }

    @Override
    public Iterator<E> iterator() {
      Iterator<E> all = elements.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public E next() {
          answer();
          return all.next();
        }
      };
    }

    @Override
    public int size() {
      return Math.max(elements.size(), 1_000); // so that a map walks over itself
    }
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

  /** A value that throws when it is compared, if it has been told what. */
  private static final class Wary {
    final int id;
    @Nullable Throwable thrown;

    Wary(int id, @Nullable Throwable thrown) {
      this.id = id;
      this.thrown = thrown;
    }

    @Override
    public int hashCode() {
      return id;
    }

    @Override
    public boolean equals(Object other) {
      if (thrown != null || (other instanceof Wary that && that.thrown != null)) {
        return raise(thrown != null ? thrown : ((Wary) other).thrown);
      }
      return other instanceof Wary that && that.id == id;
    }
  }

  private static Map<String, Consumer<InlayMap<Object, Wary>>> comparisons(Object key, Wary value) {
    Map<String, Consumer<InlayMap<Object, Wary>>> calls = new LinkedHashMap<>();
    calls.put("replace", map -> map.replace(key, value, new Wary(-1, null)));
    calls.put("remove", map -> map.remove(key, value));
    calls.put("containsValue", map -> map.containsValue(value));
    calls.put("values contain", map -> map.values().contains(value));
    calls.put("values remove", map -> map.values().remove(value));
    calls.put("values removeAll", map -> map.values().removeAll(List.of(value)));
    calls.put("values retainAll", map -> map.values().retainAll(List.of(value)));
    calls.put("entries contain", map -> map.entrySet().contains(Map.entry(key, value)));
    calls.put("entries remove", map -> map.entrySet().remove(Map.entry(key, value)));
    calls.put("equals", map -> map.equals(Map.of(key, value)));
    return calls;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void whatAValuesEqualsThrowsPassesThrough(Keys.Kind kind) {
    InlayMap<Object, Wary> map = newMap();
    map.put(kind.key(3), new Wary(3, null));
    for (Throwable thrown : THROWN) {
      comparisons(kind.key(3), new Wary(3, thrown))
          .forEach(
              (name, call) -> {
                assertThat(catchThrowable(() -> call.accept(map))).as(name).isSameAs(thrown);
                assertThat(map).as(name).isEqualTo(Map.of(kind.key(3), new Wary(3, null)));
                assertThat(map).as(name).hasSize(1);
              });
    }
    comparisons(kind.key(3), new Wary(3, null)).get("remove").accept(map);
    assertThat(map).isEmpty();
    new Crew().once("other", () -> map.put(kind.key(3), new Wary(4, null))).runToEnd();
    assertThat(map).isEqualTo(Map.of(kind.key(3), new Wary(4, null)));
  }

  /** A map whose source, or whose function, throws in the middle has what was done before. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void whatWasDoneBeforeStays(Keys.Kind kind) {
    for (Throwable thrown : THROWN) {
      InlayMap<Object, Integer> map = newMap();
      boolean inOneStep = map instanceof SnapshotMap;
      Map<Object, Integer> source = new LinkedHashMap<>();
      for (int id = 0; id < 12; id++) {
        source.put(kind.key(id), id);
      }
      assertThat(catchThrowable(() -> map.putAll(throwing(source, 5, thrown)))).isSameAs(thrown);
      Map<Object, Integer> first = new HashMap<>(source);
      first.keySet().removeIf(key -> source.get(key) >= 5);
      assertThat(map).isEqualTo(inOneStep ? Map.of() : first).hasSize(inOneStep ? 0 : 5);

      map.putAll(source);
      assertThat(
              catchThrowable(
                  () -> map.keySet(100).addAll(new Given<>(keys(kind, 20, 30), 3, thrown))))
          .isSameAs(thrown);
      source.putAll(Map.of(kind.key(20), 100, kind.key(21), 100, kind.key(22), 100));
      assertThat(map).isEqualTo(source);

      int[] runs = {0};
      Set<Object> replaced = new HashSet<>();
      assertThat(
              catchThrowable(
                  () ->
                      map.replaceAll(
                          (key, value) -> {
                            if (++runs[0] > 4) {
                              raise(thrown);
                            }
                            replaced.add(key);
                            return -1;
                          })))
          .isSameAs(thrown);
      assertThat(replaced).hasSize(4);
      if (!inOneStep) {
        replaced.forEach(key -> source.put(key, -1));
      }
      assertThat(map).isEqualTo(source).hasSize(15);

      retainSome(map, source, inOneStep, thrown);
      assertUnlocked(map, kind);
    }
  }

  /** Retains what a collection has that throws after some questions. */
  private static void retainSome(
      InlayMap<Object, Integer> map,
      Map<Object, Integer> content,
      boolean inOneStep,
      Throwable thrown) {
    Set<Object> asked = new HashSet<>();
    Collection<Object> none =
        new AbstractCollection<>() {
          @Override
          public boolean contains(Object key) {
            if (asked.size() == 6) {
              raise(thrown);
            }
            asked.add(key);
            return false;
          }

          @Override
          public Iterator<Object> iterator() {
            return Collections.emptyIterator();
          }

          @Override
          public int size() {
            return 1_000;
          }
        };
    assertThat(catchThrowable(() -> map.keySet().retainAll(none))).isSameAs(thrown);
    assertThat(asked).hasSize(6);
    Map<Object, Integer> left = new HashMap<>(content);
    if (!inOneStep) {
      left.keySet().removeAll(asked);
    }
    assertThat(map).isEqualTo(left).hasSize(left.size());
  }

  private static List<Object> keys(Keys.Kind kind, int from, int to) {
    List<Object> keys = new ArrayList<>();
    for (int id = from; id < to; id++) {
      keys.add(kind.key(id));
    }
    return keys;
  }

  /** A map that throws after some of its entries. */
  private static Map<Object, Integer> throwing(
      Map<Object, Integer> source, int answers, Throwable thrown) {
    return new AbstractMap<>() {
      @Override
      public Set<Map.Entry<Object, Integer>> entrySet() {
        Collection<Map.Entry<Object, Integer>> given =
            new Given<>(source.entrySet(), answers, thrown);
        return new AbstractSet<>() {
          @Override
          public Iterator<Map.Entry<Object, Integer>> iterator() {
            return given.iterator();
          }

          @Override
          public int size() {
            return source.size();
          }
        };
      }
    };
  }

  /** A key that throws among others: what is asked of them, fails, and changes nothing. */
  @Test
  void aKeyInTheMiddleThrows() {
    InlayMap<Object, Integer> map = newMap();
    map.putAll(Map.of(1, 1, 2, 2, 3, 3));
    for (Throwable thrown : THROWN) {
      Object faulty =
          new Object() {
            @Override
            public int hashCode() {
              return raise(thrown);
            }
          };
      List<Object> keys = List.of(1, faulty, 2);
      assertThat(catchThrowable(() -> map.getAll(keys))).isSameAs(thrown);
      subject
          .transactions()
          .ifPresent(
              transactions ->
                  assertThat(
                          catchThrowable(
                              () -> transactions.atomically(map, keys, view -> view.put(1, -1))))
                      .isSameAs(thrown));
      assertThat(map).isEqualTo(Map.of(1, 1, 2, 2, 3, 3)).hasSize(3);
    }
    assertUnlocked(map, Keys.INTEGERS);
  }

  /** A transaction whose own function throws, in the middle of its changes, is undone. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void functionsInTransactionsThrow(Keys.Kind kind) {
    InlayMap<Object, Integer> map = newMap();
    Transactions transactions = subject.transactions().orElse(null);
    if (transactions == null) {
      return;
    }
    for (int id = 0; id < 12; id++) {
      map.put(kind.key(id), id);
    }
    Map<Object, Integer> before = new HashMap<>(map);
    List<Object> keys = keys(kind, 0, 20);
    for (Throwable thrown : THROWN) {
      for (int id : new int[] {3, 15}) {
        assertThat(
                catchThrowable(
                    () ->
                        transactions.atomically(
                            map,
                            keys,
                            view -> {
                              view.put(kind.key(1), -1);
                              view.put(kind.key(16), -1);
                              view.remove(kind.key(2));
                              return view.compute(kind.key(id), (k, v) -> raise(thrown));
                            })))
            .isSameAs(thrown);
        assertThat(map).isEqualTo(before).hasSize(12);
      }
      if (map instanceof SnapshotMap<Object, Integer> versions) {
        updateCalls(kind.key(3), kind.key(15), thrown)
            .forEach(
                (name, call) -> {
                  assertThat(catchThrowable(() -> versions.update(view -> changed(view, call))))
                      .as(name)
                      .isSameAs(thrown);
                  assertThat(map).as(name).isEqualTo(before).hasSize(12);
                });
      }
    }
    // What threw inside is as if it had not been, when the transaction goes on.
    transactions.atomically(
        map,
        keys,
        view -> {
          view.put(kind.key(1), -1);
          Throwable thrown = THROWN.get(0);
          assertThat(catchThrowable(() -> view.compute(kind.key(1), (k, v) -> raise(thrown))))
              .isSameAs(thrown);
          assertThat(view.get(kind.key(1))).isEqualTo(-1);
          return view.put(kind.key(16), -1);
        });
    before.put(kind.key(1), -1);
    before.put(kind.key(16), -1);
    assertThat(map).isEqualTo(before).hasSize(13);
    assertUnlocked(map, kind);
  }

  private static boolean changed(
      UpdateView<Object, Integer> view, Consumer<UpdateView<Object, Integer>> call) {
    view.replaceAll((k, v) -> v + 1);
    view.put("another", -1);
    call.accept(view);
    return true;
  }

  private static Map<String, Consumer<UpdateView<Object, Integer>>> updateCalls(
      Object present, Object absent, Throwable thrown) {
    Map<String, Consumer<UpdateView<Object, Integer>>> calls = new LinkedHashMap<>();
    calls.put("forEach", view -> view.forEach((k, v) -> raise(thrown)));
    calls.put("replaceAll", view -> view.replaceAll((k, v) -> raise(thrown)));
    calls.put("compute", view -> view.compute(present, (k, v) -> raise(thrown)));
    calls.put("computeIfAbsent", view -> view.computeIfAbsent(absent, k -> raise(thrown)));
    calls.put("computeIfPresent", view -> view.computeIfPresent(present, (k, v) -> raise(thrown)));
    calls.put("merge", view -> view.merge(present, 1, (a, b) -> raise(thrown)));
    calls.put(
        "putAll",
        view ->
            view.putAll(throwing(new LinkedHashMap<>(Map.of(absent, 1, present, 2)), 1, thrown)));
    return calls;
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
