package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.StoredHash;
import dev.inlay.internal.striped.Marker.Frozen;
import dev.inlay.internal.striped.SlotTable.Copied;
import dev.inlay.proof.hook.Meanwhile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Single steps in a table when another thread's come just before, or in between. */
class TableStepsTest {

  private static final int CAPACITY = 64;

  /** Keys of one hash code, whose order may fail. */
  private static final class Same implements Comparable<Same> {
    static boolean fails;
    final int id;

    Same(int id) {
      this.id = id;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Same same)) {
        throw new AssertionError("equals is shown " + other);
      }
      return same.id == id;
    }

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      if (fails) {
        throw new UnsupportedOperationException();
      }
      return Integer.compare(id, other.id);
    }
  }

  /** A table in which something happens just before a change. */
  private static class Rivalled extends SlotTable {
    @Nullable Runnable rival;

    Rivalled() {
      super(CAPACITY, 1, 0);
    }

    private void meet() {
      Runnable now = rival;
      rival = null;
      if (now != null) {
        now.run();
      }
    }

    @Override
    boolean casHash(int at, int expected, int hash) {
      meet();
      return super.casHash(at, expected, hash);
    }

    @Override
    boolean casKey(int at, Object key) {
      meet();
      return super.casKey(at, key);
    }

    @Override
    boolean casValue(int at, @Nullable Object expected, Object value) {
      meet();
      return super.casValue(at, expected, value);
    }

    @Override
    boolean casSweep(Sweep sweep) {
      meet();
      return super.casSweep(sweep);
    }
  }

  private final TableChain chain = TestChains.fixed();

  private Sweep sweep(SlotTable source, SlotTable target) {
    return new Sweep(chain, source, target);
  }

  private static SlotTable table(int generation) {
    return new SlotTable(CAPACITY, generation, 0);
  }

  private int homeOf(Object key) {
    return StoredHash.home(chain.hash(key.hashCode()), CAPACITY);
  }

  private void insert(SlotTable table, Object key, Object value) {
    int at = table.claim(key, chain.hash(key.hashCode()));
    assertThat(table.casValue(at, null, value)).isTrue();
  }

  private Frozen freeze(SlotTable source, Object key) {
    int at = source.locate(key, key.hashCode(), chain.hash(key.hashCode()));
    Object value = source.value(at);
    Frozen frozen = new Frozen(value == null ? "" : value, false);
    assertThat(source.casValue(at, value, frozen)).isTrue();
    return frozen;
  }

  private @Nullable Object get(SlotTable table, Object key) {
    return table.get(key, key.hashCode(), StoredHash.spread(key.hashCode(), chain.multiplier()));
  }

  @Test
  void oneSweepStarts() {
    SlotTable table = table(0);
    List<Boolean> started = new ArrayList<>();
    Meanwhile.run(
        () -> started.add(table.casSweep(sweep(table, table(1)))),
        () -> started.add(table.casSweep(sweep(table, table(1)))));
    assertThat(started).containsOnlyOnce(true);
  }

  @Test
  void noBitIsLost() {
    SlotTable table = table(0);
    insert(table, 1, "one");
    int at = homeOf(1);
    Meanwhile.run(
        () -> table.pass(at, table.hashWord(at), 1), () -> table.pass(at, table.hashWord(at), 2));
    assertThat(table.hashWord(at) & 3).isEqualTo(3);
  }

  /** A slot that was claimed for a key of another hash is none for a copy. */
  @Test
  void aCopyPassesSlotsOfOtherHashes() {
    SlotTable source = table(0);
    SlotTable target = table(1);
    insert(source, 1, "one");
    Frozen frozen = freeze(source, 1);
    int home = homeOf(1);
    target.casHash(home, StoredHash.EMPTY, chain.hash(1) ^ 1 << 4);
    assertThat(target.copyIn(1, chain.hash(1), source, home, frozen)).isEqualTo(Copied.DONE);
    assertThat(get(target, 1)).isEqualTo("one");
    assertThat(target.key(home)).isNull();
  }

  /** Another key of the hash comes first into the slot. */
  @Test
  void aCopyLooksWhoseKeyItIs() {
    SlotTable source = table(0);
    Rivalled target = new Rivalled();
    Same first = new Same(1);
    Same second = new Same(2);
    insert(source, first, "first");
    Frozen frozen = freeze(source, first);
    int hash = chain.hash(42);
    int home = homeOf(first);
    target.casHash(home, StoredHash.EMPTY, hash);
    target.rival = () -> target.casKey(home, second);
    assertThat(target.copyIn(first, hash, source, home, frozen)).isEqualTo(Copied.DONE);
    assertThat(get(target, first)).isEqualTo("first");
    assertThat(get(target, second)).isNull();
  }

  /** The slot that the key has in the target was closed before it had a value. */
  @Test
  void aCopyGoesBeyondAClosedPlace() {
    SlotTable source = table(0);
    SlotTable target = table(1);
    insert(source, 1, "one");
    Integer key = (Integer) source.key(homeOf(1));
    Frozen frozen = freeze(source, 1);
    int at = target.claim(key, chain.hash(1));
    target.casValue(at, null, Marker.MOVED);
    assertThat(target.copyIn(key, chain.hash(1), source, homeOf(1), frozen))
        .isEqualTo(Copied.BEYOND);
  }

  /** The source is no longer frozen: the mapping may be gone. */
  @Test
  void aLateCopyLeavesNoValue() {
    SlotTable source = table(0);
    SlotTable target = table(1);
    insert(source, 1, "one");
    Frozen frozen = freeze(source, 1);
    source.finishMove(homeOf(1));
    target.copyIn(1, chain.hash(1), source, homeOf(1), frozen);
    assertThat(get(target, 1)).isNull();
  }

  /** A slot is claimed just before it would have been sealed. */
  @Test
  void aSlotThatIsClaimedMeanwhileIsClosed() {
    Rivalled source = new Rivalled();
    SlotTable target = table(2);
    Sweep sweep = sweep(source, target);
    source.casSweep(sweep);
    source.rival = () -> source.casHash(5, StoredHash.EMPTY, chain.hash(3));
    source.move(5, sweep);
    assertThat(source.key(5)).isSameAs(Marker.CLOSED);
  }

  /** A value changes just before it would have been frozen, by the owner of the stripe too. */
  @Test
  void aValueThatChangesMeanwhileIsMoved() {
    for (boolean claimed : new boolean[] {false, true}) {
      Rivalled source = new Rivalled();
      SlotTable target = table(2);
      Sweep sweep = sweep(source, target);
      insert(source, 1, "one");
      source.casSweep(sweep);
      int at = homeOf(1);
      source.rival = () -> source.casValue(at, "one", "two");
      if (claimed) {
        source.moveClaimed(at, sweep);
      } else {
        source.move(at, sweep);
      }
      assertThat(get(target, 1)).isEqualTo("two");
      assertThat(source.value(at)).isSameAs(Marker.MOVED);
    }
  }

  /** A walk for a place to write does not go through a region that is swept. */
  @Test
  void aSearchEndsAtASealedSlot() {
    SlotTable source = table(0);
    insert(source, 1, "one");
    int home = homeOf(1);
    SlotTable swept = table(0);
    swept.casHash(home, StoredHash.EMPTY, StoredHash.SEALED);
    int beyond = home + 1 == CAPACITY ? 0 : home + 1;
    swept.casHash(beyond, StoredHash.EMPTY, chain.hash(1));
    swept.casKey(beyond, 1);
    swept.casValue(beyond, null, "never there");
    assertThat(source.locate(1, 1, chain.hash(1))).isEqualTo(home);
    assertThat(swept.locate(1, 1, chain.hash(1))).isEqualTo(SlotTable.NOT_FOUND);
  }

  @Test
  void anInstanceIsFoundAmongOthersOfItsHash() {
    SlotTable table = table(0);
    List<Same> keys = new ArrayList<>();
    for (int id = 0; id < 6; id++) {
      keys.add(new Same(id));
      insert(table, keys.get(id), id);
    }
    for (Same key : keys) {
      assertThat(table.key(table.locateInstance(key, chain.hash(42)))).isSameAs(key);
    }
    assertThat(table.locateInstance(new Same(1), chain.hash(42))).isEqualTo(SlotTable.NOT_FOUND);
  }

  // ---------------------------------------------------------------- bins

  /** An order that fails leaves a dead cell in the bin: its key is absent all the same. */
  @Test
  void aDeadCellIsNoMapping() {
    for (int way = 0; way < 4; way++) {
      TableChain bins = TestChains.fixed();
      for (int id = 0; id < 14; id++) {
        SlotWriter.store(bins, new Same(id), id, true, true);
      }
      Same gone = keyInBin(bins);
      Same.fails = false;
      SlotTable root = bins.root();
      int bin = binOf(root);
      CollisionCell cell = cellOf(bins, gone);
      // As of a thread that sleeps before it takes the cell out.
      cell.compareAndSetValue(gone.id, Marker.DEAD);
      assertThat(bins.get(gone, 42)).isNull();
      switch (way) {
        case 0 -> assertThat(SlotWriter.exchange(bins, gone, null, null)).isNull();
        case 1 -> assertThat(SlotWriter.exchange(bins, gone, null, "more")).isNull();
        case 2 -> assertThat(SlotWriter.store(bins, gone, "more", false, true)).isNull();
        default -> {
          assertThat(SlotWriter.store(bins, gone, "more", true, true)).isNull();
          assertThat(bins.get(gone, 42)).isEqualTo("more");
          assertThat(SlotTable.tree(root.value(bin)).find(gone, 42)).isNotSameAs(cell);
        }
      }
    }
  }

  /** Another key comes into the bin while a dead cell is taken out. */
  @Test
  void aDeadCellIsTakenOutOfAnotherTree() {
    TableChain bins = TestChains.fixed();
    Rivalled[] made = new Rivalled[1];
    TableChain rivalled =
        new TableChain(0, TableChain.MAX_CAPACITY, bins.multiplier()) {
          @Override
          SlotTable newTable(int capacity, long generation, int deadBefore) {
            made[0] = new Rivalled();
            return made[0];
          }
        };
    for (int id = 0; id < 14; id++) {
      SlotWriter.store(rivalled, new Same(id), id, true, true);
    }
    Rivalled table = made[0];
    int bin = binOf(table);
    Same gone = keyInBin(rivalled);
    table.rival =
        () -> {
          CollisionTree tree = SlotTable.tree(table.value(bin));
          table.casValue(
              bin, tree, CollisionTree.plus(tree, new CollisionCell(42, new Same(99), 99)));
        };
    assertThat(SlotWriter.exchange(rivalled, gone, null, null)).isEqualTo(gone.id);
    assertThat(SlotTable.tree(table.value(bin)).find(gone, 42)).isNull();
    assertThat(rivalled.get(new Same(99), 42)).isEqualTo(99);
  }

  /** The value changes just before a traversal would have removed the mapping. */
  @Test
  void whatIsRemovedByPositionIsGone() {
    Rivalled table = new Rivalled();
    insert(table, 1, "one");
    int at = homeOf(1);
    table.rival = () -> table.casValue(at, "one", "two");
    assertThat(SlotWriter.removeAt(chain, table, at, 1, null, null)).isTrue();
    assertThat(get(table, 1)).isNull();
  }

  /** Nothing is said to have been removed that was not. */
  @Test
  void whatIsNotThereIsNotRemovedByPosition() {
    SlotTable table = chain.settledRoot();
    SlotWriter.store(chain, 1, "one", true, true);
    int at = table.locate(1, Integer.hashCode(1), chain.hash(Integer.hashCode(1)));
    assertThat(SlotWriter.removeAt(chain, table, at, 1, null, "other")).isFalse();
    assertThat(SlotWriter.removeAt(chain, table, at, 1, null, null)).isTrue();
    assertThat(SlotWriter.removeAt(chain, table, at, 1, null, null)).isFalse();
    SlotWriter.store(chain, 1, "anew", true, true);
    assertThat(SlotWriter.removeAt(chain, table, at, 1, null, null)).isTrue();
    int empty = 0;
    while (table.value(empty) != null) {
      empty++;
    }
    assertThat(SlotWriter.removeAt(chain, table, empty, 2, null, null)).isFalse();
    SlotWriter.store(chain, 2, "two", true, true);
    assertThat(chain.mappingCount()).isEqualTo(1);
  }

  private static int binOf(SlotTable table) {
    for (int at = 0; at < table.capacity(); at++) {
      if (table.key(at) == Marker.BIN) {
        return at;
      }
    }
    throw new AssertionError("no bin");
  }

  private static Same keyInBin(TableChain chain) {
    return (Same)
        CollisionTree.cells(SlotTable.tree(chain.root().value(binOf(chain.root()))))[1].key();
  }

  private static CollisionCell cellOf(TableChain chain, Same key) {
    return SlotTable.tree(chain.root().value(binOf(chain.root()))).find(key, 42);
  }

  // ---------------------------------------------------------------- keys of markers' hashes

  /** What was removed, and its neighbours, are looked for: no equals sees a marker. */
  @Test
  void equalsIsShownKeysOnly() {
    TableChain dead = TestChains.fixed();
    for (int id = 0; id < 5; id++) {
      SlotWriter.store(dead, new Same(id), id, true, true);
    }
    SlotWriter.exchange(dead, new Same(1), null, null);
    SlotWriter.exchange(dead, new Same(3), null, null);
    for (int id = 0; id < 7; id++) {
      Object expected = id > 4 || id % 2 == 1 ? null : id;
      assertThat(dead.get(new Same(id), 42)).isEqualTo(expected);
      assertThat(SlotWriter.exchange(dead, new Same(id), expected, id)).isEqualTo(expected);
    }
  }
}
