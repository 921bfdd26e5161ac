package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.hash.StableHash;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.table.TableSizing;

/**
 * New generations of a shard's table: to grow, to drop dead slots, to shrink, to store hash codes,
 * to split. Everything here runs under the shard's lock, runs no user code but {@code compareTo} of
 * keys in a collision tree, and allocates all it needs before it changes anything: when memory runs
 * out, the map is as it was.
 *
 * <p>Transitions of a table: <i>filling</i> (unpublished, one thread), <i>current</i> (published),
 * <i>replaced</i> (never written again). Readers may still read a replaced table; see {@link
 * ShardDirectory}.
 */
final class ShardRebuild {

  private static final int BATCH = 64;

  private ShardRebuild() {}

  /**
   * Makes room for one more slot in a table that is full: grows it, drops its dead slots, or splits
   * the shard.
   */
  static void makeRoom(Shard shard, ShardTable table) {
    int live = shard.live - CollisionTree.sizeOf(table.collisions());
    if (shard.directory.splitsAt(shard, live) && splitCapacity(shard) > shard.live) {
      split(shard, table);
    } else {
      rebuild(shard, table, growthCapacity(shard, table, live), table.storesHashes());
    }
  }

  private static int growthCapacity(Shard shard, ShardTable table, int live) {
    ShardDirectory directory = shard.directory;
    int capacity =
        directory.limited(Math.max(directory.initialCapacity(), TableSizing.capacityFor(live)));
    if (live >= TableSizing.maxUsed(capacity)) {
      throw new IllegalStateException(
          "shard is full: it holds "
              + live
              + " mappings in a table of "
              + table.capacity()
              + " slots, and the largest table has "
              + directory.maximumCapacity()
              + "; build the map with more shards than "
              + directory.shards().size());
    }
    return capacity;
  }

  /**
   * Gives a table of stable keys the room to store hash codes, before the first other key comes in.
   */
  static void storeHashes(Shard shard, ShardTable table) {
    rebuild(shard, table, table.capacity(), true);
  }

  /**
   * Makes room for several more slots, as a transaction needs: grows, but never splits, as the
   * shard's lock is to cover the same keys afterwards.
   */
  static void makeRoomFor(Shard shard, ShardTable table, int more) {
    int live = shard.live - CollisionTree.sizeOf(table.collisions());
    rebuild(shard, table, growthCapacity(shard, table, live + more), table.storesHashes());
  }

  /**
   * Shrinks a table that has become mostly empty; not below the capacity that the map was made
   * with. A table under attack stays, as moving its collision tree would run user code after the
   * removal has taken effect.
   */
  static void shrinkIfMostlyEmpty(Shard shard, ShardTable table) {
    int floor = shard.directory.initialCapacity();
    if (table.capacity() > 2 * floor
        && table.collisions() == null
        && TableSizing.mostlyEmpty(shard.live, table.capacity())) {
      shrinkTo(shard, table, Math.max(floor, TableSizing.capacityFor(shard.live)));
    }
  }

  /** Shrinks a table to what its mappings need. */
  static void trim(Shard shard, ShardTable table) {
    int live = shard.live - CollisionTree.sizeOf(table.collisions());
    long tight = TableSizing.tightCapacityFor(live);
    if (tight < table.capacity()) {
      shrinkTo(shard, table, tight);
    }
  }

  private static void shrinkTo(Shard shard, ShardTable table, long capacity) {
    try {
      rebuild(shard, table, shard.directory.limited(capacity), table.storesHashes());
    } catch (OutOfMemoryError e) {
      // Shrinking is a favour, and what asked for it has succeeded: stay as large as before.
      return;
    }
  }

  /** Replaces a table by an empty one. */
  static void clear(Shard shard) {
    shard.directory.publish(new ShardGeneration(shard, shard.directory.initialCapacity(), false));
  }

  private static void rebuild(Shard shard, ShardTable from, int capacity, boolean storesHashes) {
    ShardGeneration next = new ShardGeneration(shard, capacity, storesHashes);
    fill(from, next, next, 0);
    shard.directory.publish(next);
  }

  /**
   * Room for a little more than a half of the keys, but never too little for all: one half may get
   * them all.
   */
  private static int splitCapacity(Shard shard) {
    int half = shard.live / 2;
    long wanted = Math.max(TableSizing.capacityFor(half + half / 8), shard.live + 2L);
    return shard.directory.limited(Math.max(shard.directory.initialCapacity(), wanted));
  }

  private static void split(Shard shard, ShardTable from) {
    int depth = shard.depth + 1;
    int bit = 1 << shard.depth;
    ShardDirectory directory = shard.directory;
    int capacity = splitCapacity(shard);
    ShardGeneration low =
        new ShardGeneration(
            new PaddedShard(directory, shard.suffix, depth), capacity, from.storesHashes());
    ShardGeneration high =
        new ShardGeneration(
            new PaddedShard(directory, shard.suffix | bit, depth), capacity, from.storesHashes());
    fill(from, low, high, bit);
    directory.publishSplit(shard, low, high);
  }

  /** Splits a shard that threads wait for, where the map may split; the caller holds its lock. */
  static void splitContended(Shard shard) {
    ShardTable table = shard.table;
    if (table != null && table.collisions() == null && shard.directory.splitsWhenContended(shard)) {
      try {
        split(shard, table);
      } catch (VirtualMachineError e) {
        // Out of memory or stack. Splitting is a favour, and nothing has changed: stay as before.
        return;
      }
    }
  }

  /**
   * Copies live mappings: to {@code high} those whose shard bits have {@code bit}, to {@code low}
   * the others.
   */
  private static void fill(ShardTable from, ShardGeneration low, ShardGeneration high, int bit) {
    ShardDirectory directory = low.shard.directory;
    Shard shard = from.shard();
    Thread me = Thread.currentThread();
    Thread before = shard.owner;
    shard.owner = me; // compareTo of keys that saturate the slots is user code
    try {
      fillFromSlots(from, low, high, bit);
      CollisionTree tree = from.collisions();
      if (tree != null) {
        fillFromTree(tree, from, low, high, bit);
      }
    } finally {
      shard.owner = before;
    }
  }

  /**
   * Goes over the slots in batches: first the hash codes of a batch, whose keys' memory the
   * processor then fetches at the same time, then their places.
   */
  private static void fillFromSlots(
      ShardTable from, ShardGeneration low, ShardGeneration high, int bit) {
    int[] slots = new int[BATCH];
    int[] hashCodes = new int[BATCH];
    int at = 0;
    while (at < from.capacity()) {
      int size = 0;
      for (; at < from.capacity() && size < BATCH; at++) {
        if (from.keyLocked(at) != null && from.claimedLocked(at)) {
          slots[size] = at;
          hashCodes[size++] = from.hashCodeLocked(at);
        }
      }
      for (int i = 0; i < size; i++) {
        Object key = from.keyLocked(slots[i]);
        Object value = from.valueLocked(slots[i]);
        if (key != null && value != null) {
          long spread = low.shard.directory.spread(hashCodes[i]);
          ((Spread.shardBits(spread) & bit) != 0 ? high : low)
              .add(key, value, hashCodes[i], spread);
        }
      }
    }
  }

  private static void fillFromTree(
      CollisionTree tree, ShardTable from, ShardGeneration low, ShardGeneration high, int bit) {
    if (bit == 0 && CollisionTree.sizeOf(tree) > from.capacity()) {
      // Under attack the tree moves as a whole: a rebuild must not cost as much as the attacker
      // inserted.
      low.adopt(tree);
      return;
    }
    for (CollisionCell cell : CollisionTree.cells(tree)) {
      Object value = PendingValue.resolve(cell.value());
      if (value != null) {
        int hashCode = cell.hashCodeOfKey();
        long spread = low.shard.directory.spread(hashCode);
        ((Spread.shardBits(spread) & bit) != 0 ? high : low)
            .addFromTree(cell.key(), value, hashCode, spread);
      }
    }
  }

  /** Tells whether a key needs its hash code stored where the table has no room for it. */
  static boolean needsStoredHash(ShardTable table, Object key) {
    return !table.storesHashes() && !StableHash.isStable(key);
  }
}
