package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.wait.WaitGraph;
import java.util.List;

/** Looks into the structure: figures for users, and a check of every invariant for tests. */
public final class ShardInspector {

  private static final int ARRAY_HEADER_BYTES = 16;
  private static final int SHARD_BYTES = 208;
  private static final int TABLE_BYTES = 40;
  private static final int CELL_BYTES = 72;
  private static final int REFERENCE_BYTES = 4;

  private ShardInspector() {}

  /** The figures of a map. */
  public record Figures(
      long entries,
      int shards,
      long slots,
      long deadSlots,
      long collisionEntries,
      long tableBytes,
      long rebuilds,
      long contendedLocks) {}

  /** Adds up the figures of all shards, without a lock. */
  public static Figures figures(ShardDirectory directory) {
    List<Shard> shards = directory.shards();
    long entries = 0;
    long slots = 0;
    long used = 0;
    long collisions = 0;
    long rebuilds = 0;
    long contended = 0;
    long bytes = ARRAY_HEADER_BYTES + (long) REFERENCE_BYTES * directory.length();
    for (Shard shard : shards) {
      ShardTable table = directory.tableAt(shard.suffix);
      entries += shard.liveVolatile();
      used += shard.usedOpaque();
      slots += table.capacity();
      int cells = CollisionTree.sizeOf(table.collisions());
      collisions += cells;
      rebuilds += shard.rebuilds;
      contended += shard.contended;
      bytes += SHARD_BYTES + TABLE_BYTES + 2L * ARRAY_HEADER_BYTES + (long) CELL_BYTES * cells;
      long slotBytes = 1L + 2 * REFERENCE_BYTES + (table.storesHashes() ? Integer.BYTES : 0);
      bytes += slotBytes * table.capacity();
    }
    long dead = Math.max(0, used - (entries - collisions));
    return new Figures(entries, shards.size(), slots, dead, collisions, bytes, rebuilds, contended);
  }

  /**
   * Checks every invariant of a map that no thread writes.
   *
   * @throws IllegalStateException that says what is broken
   */
  public static void check(ShardDirectory directory) {
    for (int index = 0; index < directory.length(); index++) {
      ShardTable table = directory.tableAt(index);
      if (table.isUnborn()) {
        continue;
      }
      Shard shard = table.shard();
      require(
          shard.table == table, "directory place %d holds a table that is not its shard's", index);
      int mask = (1 << shard.depth) - 1;
      require(
          (index & mask) == shard.suffix,
          "place %d holds the shard of suffix %d",
          index,
          shard.suffix);
      require(shard.locked == ShardLock.FREE, "shard %d is locked", shard.suffix);
      require(shard.ownerVolatile() == null, "shard %d has an owner", shard.suffix);
      require(!WaitGraph.isAwaited(shard), "a thread waits for shard %d", shard.suffix);
      if (shard.suffix == index) {
        checkTable(directory, shard, table);
      }
    }
  }

  private static void checkTable(ShardDirectory directory, Shard shard, ShardTable table) {
    int used = 0;
    int live = 0;
    for (int at = 0; at < table.capacity(); at++) {
      Object key = table.keyLocked(at);
      Object value = table.valueLocked(at);
      if (!table.claimedLocked(at)) {
        continue;
      }
      used++;
      require(
          (key == null) == (value == null), "slot %d of shard %d is half dead", at, shard.suffix);
      if (key != null) {
        live++;
        long spread = directory.spread(table.hashCodeLocked(at));
        require(
            (Spread.shardBits(spread) & ((1 << shard.depth) - 1)) == shard.suffix,
            "slot %d of shard %d holds a key of another shard",
            at,
            shard.suffix);
        require(
            table.isReachable(at, spread), "slot %d of shard %d is out of reach", at, shard.suffix);
      }
    }
    int cells = CollisionTree.sizeOf(table.collisions());
    CollisionTree.forEach(
        table.collisions(),
        cell -> {
          require(cell.value() != null, "a dead cell is left in shard %d", shard.suffix);
          require(
              table.reachesTree(directory.spread(cell.hashCodeOfKey())),
              "a cell of shard %d is out of reach",
              shard.suffix);
        });
    require(
        used == shard.used,
        "shard %d counts %d used slots, but has %d",
        shard.suffix,
        shard.used,
        used);
    require(used < table.capacity(), "shard %d has no empty slot", shard.suffix);
    require(
        live + cells == shard.live,
        "shard %d counts %d mappings, but has %d",
        shard.suffix,
        shard.live,
        live + cells);
  }

  private static void require(boolean condition, String broken, Object... arguments) {
    if (!condition) {
      throw new IllegalStateException("broken: " + String.format(broken, arguments));
    }
  }
}
