package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.FlatTable;

/**
 * The next generation of a shard while one thread fills it: a table that nobody else sees yet, and
 * the counts that its shard takes over when it is published.
 */
final class ShardGeneration {

  final Shard shard;
  final ShardTable table;
  int used;
  int live;

  ShardGeneration(Shard shard, int capacity, boolean storesHashes) {
    this.shard = shard;
    this.table = new ShardTable(shard, capacity, storesHashes);
  }

  /**
   * Adds a mapping whose key is in no slot and no cell yet. Runs no user code unless the slots are
   * saturated.
   */
  void add(Object key, Object value, int hashCode, long spread) {
    int at = table.claimable(spread);
    if (at == FlatTable.SATURATED) {
      table.passToSaturation(spread);
      addToTree(new CollisionCell(hashCode, key, value));
    } else {
      table.pass(spread, at);
      table.claim(at, key, value, hashCode, spread);
      used++;
      live++;
    }
  }

  /**
   * Adds a mapping that comes from a tree: to a slot while there is room to spare, as the table was
   * sized without it.
   */
  void addFromTree(Object key, Object value, int hashCode, long spread) {
    if (used < table.maxUsed()) {
      add(key, value, hashCode, spread);
    } else {
      table.loosenCollisions();
      addToTree(new CollisionCell(hashCode, key, value));
    }
  }

  private void addToTree(CollisionCell cell) {
    table.setCollisions(CollisionTree.plus(table.collisions(), cell));
    live++;
  }

  /** Takes over the tree of an earlier generation, cells and all. */
  void adopt(CollisionTree tree) {
    CollisionTree whole = tree;
    for (CollisionCell cell : CollisionTree.cells(table.collisions())) {
      whole = CollisionTree.plus(whole, cell);
    }
    table.loosenCollisions();
    table.setCollisions(whole);
    live = used + CollisionTree.sizeOf(whole);
  }

  /** Makes this the first generation of a new shard, which nobody else sees yet. */
  void startShard(Shard predecessor) {
    shard.table = table;
    shard.used = used;
    shard.live = live;
    shard.rebuilds = predecessor.rebuilds / 2 + 1;
    shard.contended = predecessor.contended / 2;
  }
}
