package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Inner;
import dev.inlay.contract.tools.Keys;
import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.TableSizing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * When shards are made, split, grown and shrunk, and when they are not; and what they hold then.
 */
class ShardPoliciesTest {

  private static ShardDirectory directory(int fixedShards, int expected) {
    return new ShardDirectory(
        fixedShards, expected, TableSizing.MAX_CAPACITY, 0x9E37_79B9_7F4A_7C15L);
  }

  private static void put(ShardDirectory directory, Object key) {
    ShardWriter.store(directory, key, "value of " + key, true, true);
  }

  private static void remove(ShardDirectory directory, Object key) {
    ShardWriter.exchange(directory, key, null, null);
  }

  private static Shard first(ShardDirectory directory) {
    return directory.shards().get(0);
  }

  private static ShardTable table(Shard shard) {
    return Objects.requireNonNull(shard.table);
  }

  private static void splitContended(Shard shard) {
    shard.acquire();
    try {
      ShardRebuild.splitContended(shard);
    } finally {
      shard.locked = ShardLock.FREE;
    }
  }

  private static void requireKeys(ShardDirectory directory, List<?> keys) {
    assertThat(directory.mappingCount()).isEqualTo(keys.size());
    assertThat(directory.isEmpty()).isEqualTo(keys.isEmpty());
    assertThat(directory.shards()).doesNotHaveDuplicates();
    Set<Object> met = new HashSet<>();
    ShardTraversal<Object, Object> all = new ShardTraversal<>(directory);
    while (all.advance()) {
      assertThat(met.add(all.key())).isTrue();
    }
    assertThat(met).hasSize(keys.size());
    for (Object key : keys) {
      long spread = directory.spread(key.hashCode());
      assertThat(directory.tableFor(spread).get(key, key.hashCode(), spread))
          .isEqualTo("value of " + key);
    }
    ShardInspector.check(directory);
  }

  /** Most of the shards hold nothing yet. */
  @Test
  void shardsThatAreNotBornCountNothing() {
    ShardDirectory directory = directory(64, 0);
    requireKeys(directory, List.of());
    List<Object> keys = new ArrayList<>();
    for (int key = 0; key < 10; key++) {
      put(directory, key);
      keys.add(key);
      requireKeys(directory, keys);
    }
    assertThat(directory.shards().size()).isBetween(2, 10);
    while (!keys.isEmpty()) {
      remove(directory, keys.remove(0));
      requireKeys(directory, keys);
    }
  }

  @Test
  void aShardIsMadeOnce() {
    ShardDirectory directory = directory(8, 0);
    put(directory, 1);
    Shard shard = first(directory);
    assertThat(Inner.call(directory, "createShard", shard.suffix, false)).isSameAs(shard.table);
    requireKeys(directory, List.of(1));
  }

  /** One shard splits again and again: places of the others in the directory are many. */
  @Test
  void shardsOfUnevenDepth() {
    ShardDirectory directory = directory(0, 0);
    List<Object> keys = new ArrayList<>();
    for (int key = 0; key < 300; key++) {
      put(directory, key);
      keys.add(key);
    }
    int busy =
        (Integer)
            Objects.requireNonNull(Inner.field(ShardDirectory.class, directory, "busyShards"));
    int deepest = Integer.numberOfTrailingZeros(busy);
    for (int depth = 1; depth <= deepest; depth++) {
      splitContended(first(directory));
      assertThat(directory.shards()).hasSize(depth + 1);
      requireKeys(directory, keys);
    }
    splitContended(first(directory));
    assertThat(directory.shards()).as("no more than are busy").hasSize(deepest + 1);
    while (keys.size() > 1) {
      remove(directory, keys.remove(0));
    }
    requireKeys(directory, keys);
    remove(directory, keys.remove(0));
    requireKeys(directory, keys);
  }

  @Test
  void aFixedNumberOfShardsStays() {
    ShardDirectory directory = directory(1, 0);
    for (int key = 0; key < 50_000; key++) {
      put(directory, key);
    }
    splitContended(first(directory));
    assertThat(directory.shards()).hasSize(1);
  }

  @Test
  void aShardUnderAttackDoesNotSplitForBeingContended() {
    ShardDirectory directory = directory(0, 0);
    for (int id = 0; id < 20; id++) {
      put(directory, Keys.COLLIDING.key(id));
    }
    assertThat(table(first(directory)).collisions()).isNotNull();
    splitContended(first(directory));
    assertThat(directory.shards()).hasSize(1);
  }

  /** With keys in the collision tree, all of one hash and so of one half. */
  @Test
  void aLargeShardSplits() {
    ShardDirectory directory = directory(0, 0);
    List<Object> keys = new ArrayList<>();
    for (int id = 0; id < 50_000; id++) {
      Object key = id < 60 ? Keys.CROWDED.key(id) : (Object) id;
      put(directory, key);
      keys.add(key);
      if (id == 20_000) {
        assertThat(directory.shards()).hasSize(1);
      }
    }
    assertThat(directory.shards().size()).isGreaterThan(1);
    requireKeys(directory, keys);
  }

  /** One half might get all the keys of its slots and its tree, for which no table would do. */
  @Test
  void aShardThatMightNotFitIntoOneHalfIsFull() {
    int limit = 1 << 16;
    ShardDirectory directory = new ShardDirectory(0, 0, limit, 0x9E37_79B9_7F4A_7C15L);
    List<Object> keys = new ArrayList<>();
    for (int id = 0; id < limit / 3; id++) {
      keys.add(Keys.COLLIDING.key(id));
      put(directory, keys.get(id));
    }
    int room = TableSizing.maxUsed(limit);
    assertThatThrownBy(
            () -> {
              for (int key = 0; key <= room; key++) {
                put(directory, key);
                keys.add(key);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shard is full")
        .hasMessageContaining("the largest table has " + limit);
    assertThat(directory.shards()).hasSize(1);
    requireKeys(directory, keys);
  }

  // ---------------------------------------------------------------- shrinking

  @Test
  void anEmptiedTableShrinksOnceNothingIsInTheTree() {
    ShardDirectory directory = directory(0, 0);
    for (int key = 0; key < 400; key++) {
      put(directory, key);
    }
    for (int id = 0; id < 20; id++) {
      put(directory, Keys.COLLIDING.key(id));
    }
    Shard shard = first(directory);
    int capacity = table(shard).capacity();
    for (int key = 0; key < 400; key++) {
      remove(directory, key);
    }
    assertThat(table(shard).capacity()).isEqualTo(capacity);
    for (int id = 0; id < 20; id++) {
      remove(directory, Keys.COLLIDING.key(id));
    }
    assertThat(table(shard).capacity()).isLessThan(capacity / 4);
  }

  @Test
  void noTableShrinksWithoutNeed() {
    ShardDirectory presized = directory(0, 1_000);
    for (int round = 0; round < 300; round++) {
      put(presized, 1);
      remove(presized, 1);
    }
    assertThat(first(presized).rebuilds).isZero();

    ShardDirectory half = directory(0, 0);
    for (int key = 0; key < 400; key++) {
      put(half, key);
    }
    long rebuilds = first(half).rebuilds;
    for (int key = 0; key < 200; key++) {
      remove(half, key);
    }
    assertThat(first(half).rebuilds).isEqualTo(rebuilds);
  }

  @Test
  void trimmingATightTableDoesNothing() {
    ShardDirectory directory = directory(0, 0);
    for (int key = 0; key < 400; key++) {
      put(directory, key);
    }
    Shard shard = first(directory);
    trim(shard);
    long rebuilds = shard.rebuilds;
    assertThat(table(shard).capacity()).isLessThan(400 * 3 / 2);
    trim(shard);
    assertThat(shard.rebuilds).isEqualTo(rebuilds);
  }

  private static void trim(Shard shard) {
    shard.acquire();
    try {
      ShardRebuild.trim(shard, table(shard));
    } finally {
      shard.locked = ShardLock.FREE;
    }
  }

  // ---------------------------------------------------------------- stored hash codes

  /** A key that counts how often it is asked for its hash code. */
  private static final class Asked {
    int asked;

    @Override
    public int hashCode() {
      asked++;
      return 99;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public String toString() {
      return "asked";
    }
  }

  @Test
  void aKeyIsAskedForItsHashCodeOnce() {
    for (boolean first : new boolean[] {false, true}) {
      for (boolean transaction : new boolean[] {false, true}) {
        ShardDirectory directory = directory(0, 0);
        Asked key = new Asked();
        if (!first) {
          put(directory, 1);
          put(directory, 2);
          assertThat(table(first(directory)).storesHashes()).isFalse();
        }
        long before = first ? 0 : first(directory).rebuilds;
        if (transaction) {
          ShardTransaction.run(directory, List.of(key, 3), view -> view.set(key, "set"));
        } else {
          put(directory, key);
        }
        assertThat(table(first(directory)).storesHashes()).isTrue();
        assertThat(first(directory).rebuilds - before).isEqualTo(first ? 0 : 1);
        int asked = key.asked;
        for (int more = 3; more < 1_000; more++) {
          put(directory, more);
        }
        assertThat(key.asked).isEqualTo(asked);
      }
    }
  }

  @Test
  void keysOfTheJdkNeedNoHashCodesStored() {
    ShardDirectory directory = directory(0, 0);
    for (int key = 0; key < 100; key++) {
      put(directory, key);
      put(directory, "key " + key);
    }
    ShardTransaction.run(directory, List.of(1, "more"), view -> view.set("more", "set"));
    assertThat(table(first(directory)).storesHashes()).isFalse();
  }

  // ---------------------------------------------------------------- transactions

  @Test
  void aTransactionThatInsertsNothingNeedsNoRoom() {
    ShardDirectory directory = directory(0, 0);
    int keys = TableSizing.maxUsed(TableSizing.MIN_CAPACITY);
    for (int key = 0; key < keys; key++) {
      put(directory, key);
    }
    assertThat(first(directory).rebuilds).isZero();
    ShardTransaction.run(
        directory,
        List.of(0, 1, 2),
        view -> {
          view.set(0, "set");
          return view.set(1, null);
        });
    assertThat(first(directory).rebuilds).isZero();
    assertThat(directory.mappingCount()).isEqualTo(keys - 1);
  }

  // ---------------------------------------------------------------- what was located before

  @Test
  void whatIsLocatedMayBeGone() {
    ShardDirectory directory = directory(0, 0);
    List<Object> keys = new ArrayList<>();
    for (int id = 0; id < 20; id++) {
      keys.add(Keys.COLLIDING.key(id));
      put(directory, keys.get(id));
    }
    Shard shard = first(directory);
    ShardTable table = table(shard);
    CollisionTree tree = Objects.requireNonNull(table.collisions());
    CollisionCell[] cells = CollisionTree.cells(tree);
    CollisionCell cell = cells[0];
    long spread = directory.spread(42);
    int located = table.locate(cell.key(), spread);
    assertThat(located).isNegative();
    assertThat(still(shard, table, located, spread, tree, cell)).isTrue();
    assertThat(still(shard, table, located, spread, tree, null)).isTrue();
    assertThat(still(shard, table, located, spread, null, null)).isFalse();
    remove(directory, cell.key());
    assertThat(still(shard, table, located, spread, tree, cell)).isFalse();
    assertThat(still(shard, table, located, spread, tree, null)).isFalse();

    assertThat(ShardWriter.removeAt(table, located, cell, null)).isFalse();
    assertThat(ShardWriter.removeAt(table, located, cells[1], "other")).isFalse();
    assertThat(ShardWriter.removeAt(table, located, cells[1], cells[1].value())).isTrue();
    int at = table.locate(keys.get(0), spread);
    assertThat(ShardWriter.removeAt(table, at, null, "other")).isFalse();
    assertThat(ShardWriter.removeAt(table, at, null, null)).isTrue();
    assertThat(ShardWriter.removeAt(table, at, null, null)).isFalse();
    assertThat(directory.mappingCount()).isEqualTo(17);
    trim(shard);
    assertThat(ShardWriter.removeAt(table, at + 1, null, null)).isFalse();
  }

  private static boolean still(
      Shard shard, ShardTable table, int at, long spread, CollisionTree tree, CollisionCell cell) {
    return (Boolean)
        Objects.requireNonNull(
            Inner.call(ShardWriter.class, "still", shard, table, at, spread, tree, cell));
  }

  /** The stack may end after a key was stored, and before its tag was. */
  @Test
  void aKeyInASlotThatNobodyClaimedIsNone() {
    ShardDirectory directory = directory(0, 0);
    put(directory, 1);
    Shard shard = first(directory);
    ShardTable table = table(shard);
    Object[] slots =
        (Object[])
            Objects.requireNonNull(Inner.field(table.getClass().getSuperclass(), table, "slots"));
    for (int at = 0; at < slots.length; at += 2) {
      if (slots[at] == null) {
        slots[at] = 7;
        slots[at + 1] = "never came";
      }
    }
    shard.acquire();
    try {
      ShardRebuild.storeHashes(shard, table);
    } finally {
      shard.locked = ShardLock.FREE;
    }
    requireKeys(directory, List.of(1));
  }
}
