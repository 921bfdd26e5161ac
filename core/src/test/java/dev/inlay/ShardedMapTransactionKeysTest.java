package dev.inlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Keys whose {@code equals} changes its answers: a transaction harms no other key's mapping. */
class ShardedMapTransactionKeysTest {

  /** All have one hash code; equal by a field that changes. */
  private static final class Fickle {
    int field;

    Fickle(int field) {
      this.field = field;
    }

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fickle that && that.field == field;
    }

    @Override
    public String toString() {
      return "fickle " + field;
    }
  }

  /** Equal to what it likes. */
  private record Liking(String name, Predicate<Object> likes) {

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(Object other) {
      return other == this || likes.test(other);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final ShardedMap<Object, String> map = new ShardedMap<>();
  private final List<Fickle> keys = new ArrayList<>();

  private void fill(int size) {
    for (int i = 0; i < size; i++) {
      keys.add(new Fickle(i));
      map.put(keys.get(i), "value " + i);
    }
  }

  private void requireOthers(int changed) {
    for (int i = 0; i < keys.size(); i++) {
      if (i != changed) {
        assertThat(map.get(keys.get(i))).isEqualTo("value " + i);
      }
    }
    map.checkInvariants();
  }

  /** In slots, at the last slot of its hash, and in the collision tree. */
  @Test
  void whatWasFoundIsChanged() {
    for (int size : new int[] {1, 8, 9, 20}) {
      for (boolean removed : new boolean[] {false, true}) {
        map.clear();
        keys.clear();
        fill(size);
        Fickle changed = keys.get(size - 1);
        Fickle same = new Fickle(size - 1);
        map.atomically(
            List.of(same),
            view -> {
              changed.field = 99;
              return removed ? view.remove(same) : view.put(same, "new");
            });
        assertThat(map).hasSize(removed ? size - 1 : size);
        if (!removed) {
          assertThat(map.values()).contains("new").doesNotContain("value " + (size - 1));
        }
        requireOthers(size - 1);
      }
    }
  }

  /** The transaction needs a larger table, in which keys have to be found anew. */
  @Test
  void whatIsFoundNoMoreInALargerTableIsRefused() {
    for (int size : new int[] {1, 8, 20}) {
      for (boolean removed : new boolean[] {false, true}) {
        map.clear();
        keys.clear();
        fill(size);
        Fickle changed = keys.get(size - 1);
        Fickle same = new Fickle(size - 1);
        List<Object> all = new ArrayList<>(List.of(same));
        for (int more = 0; more < 200; more++) {
          all.add(more);
        }
        assertThatThrownBy(
                () ->
                    map.atomically(
                        all,
                        view -> {
                          changed.field = 99;
                          all.subList(1, all.size()).forEach(key -> view.put(key, "more"));
                          return removed ? view.remove(same) : view.put(same, "new");
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("fickle " + (size - 1))
            .hasMessageContaining("equals");
        assertThat(map).hasSize(size);
        assertThat(map.get(changed)).as("left as it was").isEqualTo("value " + (size - 1));
        requireOthers(size - 1);
        map.put("next", "is not hindered");
      }
    }
  }

  /** Two keys of a transaction, different to it, and the same to the map. */
  @Test
  void twoThatAreOneToTheMapAreRefused() {
    fill(3);
    Object stored = keys.get(1);
    Liking first = new Liking("first", key -> key == stored);
    Liking second = new Liking("second", key -> key == stored);
    assertThatThrownBy(
            () ->
                map.atomically(
                    List.of(first, second),
                    view -> {
                      view.remove(first);
                      return view.remove(second);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("first")
        .hasMessageContaining("second");
    assertThat(map).hasSize(3).containsEntry(stored, "value 1");
    requireOthers(-1);
    map.atomically(List.of(first, second), view -> view.remove(second));
    assertThat(map).hasSize(2);
    requireOthers(1);
  }
}
