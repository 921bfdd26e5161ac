package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.compute.Remapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All operations, compared with a plain map's, at each moment of a sweep: slots are moved one by
 * one, in any order, and some hold reservations that are decided and not yet replaced.
 */
class SweptMapTest {

  private static final int IDS = 900;

  /** A key that is shown other keys only; many have a hash code in common. */
  private static final class Key implements Comparable<Key> {
    final int id;

    Key(int id) {
      this.id = id;
    }

    @Override
    public int hashCode() {
      return id % 3 == 0 ? id % 60 : id % 3 == 1 ? id / 12 : id;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Key key)) {
        throw new AssertionError("equals is shown " + other);
      }
      return key.id == id;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(id, other.id);
    }

    @Override
    public String toString() {
      return "key " + id;
    }
  }

  private final Random random = new Random(7);
  private final Map<Key, Object> model = new HashMap<>();
  private TableChain chain = TestChains.fixed();
  private int values;
  private int recent;

  @Test
  void everyOperationAtEveryMoment() {
    for (int round = 0; round < 6; round++) {
      chain = TestChains.fixed();
      model.clear();
      for (int step = 0; step < 2 * IDS; step++) {
        operate(random.nextInt(4) == 0 ? 5 : 1);
      }
      for (int times = 0; times < 3; times++) {
        SlotTable source = chain.settledRoot();
        Sweep sweep = slow(source, next(source, times));
        assertThat(source.casSweep(sweep)).isTrue();
        while (chain.root() == source) {
          for (int moves = random.nextInt(40); moves > 0; moves--) {
            source.move(random.nextInt(source.capacity()), sweep);
          }
          operate(random.nextInt(12));
          if (random.nextInt(60) == 0) {
            requireAll();
          }
          if (random.nextInt(400) == 0) {
            sweep.help();
          }
        }
        requireAll();
      }
      chain.settledRoot();
      for (int times = 0; times < IDS / 2; times++) {
        operate(11);
      }
      chain.untidy = true;
      assertThat(chain.mappingCount()).isEqualTo(model.size());
      SlotInspector.check(chain);
      assertThat(chain.mappingCount()).isEqualTo(model.size());
    }
  }

  /** One that operations help with now and then only, so that they come upon each moment of it. */
  private Sweep slow(SlotTable source, SlotTable target) {
    return new Sweep(chain, source, target) {
      @Override
      void help() {
        if (random.nextInt(60) == 0) {
          super.help();
        }
      }
    };
  }

  /** The next table, large enough; or too small, so that it is swept itself. */
  private SlotTable next(SlotTable source, int times) {
    int dead = (int) chain.figures().deadSlots() + source.deadBefore;
    int capacity = times == 2 ? source.survivors() * 3 / 4 : 2 * IDS;
    return chain.newTable(Math.max(8, capacity), source.generation + 1, dead);
  }

  private void requireAll() {
    for (int id = 0; id < IDS; id++) {
      Key key = new Key(id);
      assertThat(chain.get(key, key.hashCode())).as("%s", key).isEqualTo(model.get(key));
    }
    Set<Key> met = new HashSet<>();
    SlotTraversal<Key, Object> all = new SlotTraversal<>(chain);
    while (all.advance()) {
      assertThat(met.add(all.key())).as("%s once", all.key()).isTrue();
      assertThat(all.value()).isEqualTo(model.get(all.key()));
    }
    assertThat(met).hasSameSizeAs(model.keySet());
  }

  private void operate(int operation) {
    // Often one that was just written: perhaps in the next table only, or in a reservation.
    int id = random.nextInt(3) == 0 ? recent : random.nextInt(IDS);
    recent = id;
    Key key = new Key(id);
    Object before = model.get(key);
    Object value = "value " + ++values;
    switch (operation) {
      case 0 -> assertThat(chain.get(key, key.hashCode())).isEqualTo(before);
      case 1 -> {
        assertThat(SlotWriter.store(chain, key, value, true, true)).isEqualTo(before);
        model.put(key, value);
      }
      case 2 -> {
        assertThat(SlotWriter.store(chain, key, value, true, false)).isEqualTo(before);
        model.putIfAbsent(key, value);
      }
      case 3 -> {
        assertThat(SlotWriter.store(chain, key, value, false, true)).isEqualTo(before);
        model.replace(key, value);
      }
      case 4 -> {
        Object expected = random.nextInt(3) == 0 ? "other" : before;
        boolean same = expected != null && Objects.equals(before, expected);
        assertThat(SlotWriter.exchange(chain, key, expected == null ? "" : expected, value))
            .isEqualTo(same ? before : null);
        if (same) {
          model.put(key, value);
        }
      }
      case 5 -> {
        assertThat(SlotWriter.exchange(chain, key, null, null)).isEqualTo(before);
        model.remove(key);
      }
      case 6 -> compute(key, Remapping.COMPUTE, before, value);
      case 7 -> compute(key, Remapping.COMPUTE, before, null);
      case 8 -> compute(key, Remapping.COMPUTE_IF_PRESENT, before, value);
      case 9 -> {
        Function<Object, Object> made = met -> value;
        assertThat(SlotWriter.compute(chain, key, Remapping.COMPUTE_IF_ABSENT, made, null))
            .isEqualTo(before == null ? value : before);
        model.putIfAbsent(key, value);
      }
      case 10 -> removeByTraversal(key, before);
      default -> leaveDecided(key, before);
    }
  }

  private void compute(Key key, Remapping kind, @Nullable Object before, @Nullable Object after) {
    BiFunction<Object, Object, Object> function =
        (met, present) -> {
          assertThat(present).isEqualTo(before);
          return after;
        };
    boolean runs = before != null || kind.ifAbsent;
    assertThat(SlotWriter.compute(chain, key, kind, function, null)).isEqualTo(runs ? after : null);
    if (runs && after != null) {
      model.put(key, after);
    } else if (runs) {
      model.remove(key);
    }
  }

  @SuppressWarnings("StringCopy") // equal, and not the same
  private void removeByTraversal(Key key, @Nullable Object before) {
    SlotTraversal<Key, Object> all = new SlotTraversal<>(chain);
    while (all.advance()) {
      if (all.key().id == key.id) {
        all.mark();
        if (random.nextBoolean()) {
          chain.root().move(random.nextInt(chain.root().capacity()), sweepOr());
        }
        assertThat(all.removeMarked("another value")).isFalse();
        Object equal = new String((String) before);
        Object[] any = {null, before, equal};
        assertThat(all.removeMarked(any[random.nextInt(any.length)])).isTrue();
        assertThat(all.removeMarked(null)).isFalse();
        model.remove(key);
        return;
      }
    }
    assertThat(before).isNull();
  }

  private Sweep sweepOr() {
    Sweep sweep = chain.root().sweep();
    if (sweep == null) {
      SlotTable source = chain.root();
      sweep = slow(source, next(source, 0));
      source.casSweep(sweep);
    }
    return sweep;
  }

  /** As an owner leaves it that could not even take it out. */
  private void leaveDecided(Key key, @Nullable Object before) {
    SlotTable table = chain.root();
    int at = table.locate(key, key.hashCode(), chain.hash(key.hashCode()));
    if (before == null || at == SlotTable.NOT_FOUND) {
      return;
    }
    Object after = random.nextInt(3) == 0 ? Marker.DEAD : "decided " + ++values;
    Reservation left = new Reservation(key);
    left.before = before;
    table.allowReservations();
    boolean stands;
    if ((at & SlotTable.IN_BIN) != 0) {
      CollisionCell cell =
          SlotTable.tree(table.value(at & ~SlotTable.IN_BIN)).find(key, key.hashCode());
      stands = cell.compareAndSetValue(before, left);
    } else {
      stands = table.casValue(at, before, left);
    }
    if (stands) {
      left.decided = after;
      if (after == Marker.DEAD) {
        model.remove(key);
      } else {
        model.put(key, after);
      }
    }
  }
}
