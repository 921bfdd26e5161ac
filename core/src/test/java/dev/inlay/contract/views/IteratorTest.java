package dev.inlay.contract.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Behaviour 20: iterators are weakly consistent, and right about their own errors. */
class IteratorTest extends MapContract {
  static final List<Keys.Kind> KINDS = List.of(Keys.INTEGERS, Keys.COLLIDING, Keys.OPAQUE);

  private InlayMap<Object, Integer> filled(Keys.Kind kind, int count) {
    InlayMap<Object, Integer> map = newMap();
    for (int id = 0; id < count; id++) {
      map.put(kind.key(id), id);
    }
    return map;
  }

  private static List<Collection<?>> views(InlayMap<?, ?> map) {
    return List.of(map.keySet(), map.values(), map.entrySet());
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void nextWithoutHasNext(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 30);
    for (Collection<?> view : views(map)) {
      Iterator<?> iterator = view.iterator();
      HashSet<Object> seen = new HashSet<>();
      for (int i = 0; i < 30; i++) {
        assertThat(seen.add(iterator.next())).isTrue();
      }
      assertThat(iterator.hasNext()).isFalse();
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void anEmptyMapHasNothingToIterate() {
    InlayMap<Object, Integer> map = newMap();
    for (Collection<?> view : views(map)) {
      Iterator<?> iterator = view.iterator();
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    }
    assertThat(map.keys().hasMoreElements()).isFalse();
    assertThatThrownBy(map.elements()::nextElement).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void removeNeedsANextBefore(Keys.Kind kind) {
    for (int view = 0; view < 3; view++) {
      InlayMap<Object, Integer> map = filled(kind, 10);
      Iterator<?> iterator = views(map).get(view).iterator();
      assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
      iterator.next();
      iterator.hasNext();
      iterator.remove();
      assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
      assertThat(map).hasSize(9);
      iterator.forEachRemaining(element -> {});
      iterator.remove();
      assertThat(map).hasSize(8);
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void removeAfterHasNextRemovesWhatNextGave(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 40);
    for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); ) {
      Object key = keys.next();
      keys.hasNext();
      keys.remove();
      assertThat(map.containsKey(key)).isFalse();
    }
    assertThat(map).isEmpty();
  }

  /** The mapping was removed, or removed and put anew, between next and remove. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void removeOfWhatIsGone(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 20);
    Iterator<Object> keys = map.keySet().iterator();
    Object key = keys.next();
    map.remove(key);
    keys.remove();
    assertThat(map).hasSize(19).doesNotContainKey(key);
    key = keys.next();
    for (int id = 100; id < 400; id++) {
      map.put(kind.key(id), id);
    }
    keys.remove();
    assertThat(map.containsKey(key)).as("removed though the table has grown").isFalse();
    assertThat(map).hasSize(318);
  }

  /** As those of the JDK's maps: by key. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void removeOfWhatWasPutAnew(Keys.Kind kind) {
    for (boolean growth : new boolean[] {false, true}) {
      InlayMap<Object, Integer> map = filled(kind, 20);
      Iterator<Map.Entry<Object, Integer>> entries = map.entrySet().iterator();
      Object key = entries.next().getKey();
      map.remove(key);
      map.put(key, 1_000);
      int size = 20;
      if (growth) {
        for (int id = 100; id < 400; id++) {
          map.put(kind.key(id), id);
          size++;
        }
      }
      entries.remove();
      assertThat(map.containsKey(key)).isFalse();
      assertThat(map).hasSize(size - 1);
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void neverConcurrentModification(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 50);
    int added = 1_000;
    for (Object key : map.keySet()) {
      map.put(kind.key(added++), 0);
      map.remove(kind.key(added - 2));
      if (added % 7 == 0) {
        map.trim();
      }
      if (added > 3_000) {
        break;
      }
      assertThat(key).isNotNull();
    }
    Iterator<Map.Entry<Object, Integer>> entries = map.entrySet().iterator();
    entries.next();
    map.clear();
    entries.forEachRemaining(entry -> assertThat(entry.getValue()).isNotNull());
    assertThat(map).isEmpty();
  }

  /** hasNext fixed the next element: it comes even when it is removed meanwhile. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void hasNextKeepsItsPromise(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 5);
    for (Collection<?> view : views(map)) {
      Iterator<?> iterator = view.iterator();
      assertThat(iterator.hasNext()).isTrue();
      map.clear();
      assertThat(iterator.next()).isNotNull();
      for (int id = 0; id < 5; id++) {
        map.put(kind.key(id), id);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void enumerations(Keys.Kind kind) {
    InlayMap<Object, Integer> map = filled(kind, 25);
    List<Integer> values = new ArrayList<>();
    for (Enumeration<Integer> e = map.elements(); e.hasMoreElements(); ) {
      values.add(e.nextElement());
    }
    assertThat(values).hasSize(25).doesNotHaveDuplicates();
    List<Object> keys = new ArrayList<>();
    map.keys().asIterator().forEachRemaining(keys::add);
    assertThat(keys).hasSize(25).doesNotHaveDuplicates();
  }
}
