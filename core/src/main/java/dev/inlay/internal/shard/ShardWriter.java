package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.table.FlatTable;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.wait.StackRoom;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Writes of single keys. Each goes in three steps:
 *
 * <pre>
 *   1. locate   without a lock, running the key's equals: the slot, or the one that ended the probe
 *   2. lock     the shard, and check that its table is still that one, and the slot still as it was (no user code);
 *               if not, release and begin again
 *   3. write    one release store: the linearisation point
 * </pre>
 *
 * <p>So {@code equals} and {@code hashCode} may block, throw or use the map without harm, and the
 * lock is held for some tens of nanoseconds, unless a function given by the user runs under it.
 * Step 2 fails only when another thread wrote to the same slot or replaced the table in between:
 * some thread made progress.
 *
 * <p>Tables are touched in their shard's current generation only; counts are plain fields changed
 * next to the store, so an error thrown in between (a stack overflow) cannot part them: all calls
 * that follow a store only return.
 */
public final class ShardWriter {

  /** How deep the calls go that must not fail between a removal from a tree and its count. */
  private static final int REMOVAL_CALLS = 4;

  private ShardWriter() {}

  /** Tells, under the lock, whether what was located without it still holds. Runs no user code. */
  private static boolean still(
      Shard shard,
      ShardTable table,
      int at,
      long spread,
      @Nullable CollisionTree tree,
      @Nullable CollisionCell cell) {
    if (shard.table != table) {
      return false;
    }
    if (at >= 0) {
      return table.stillLive(at);
    }
    if (cell != null) {
      return cell.value() != null;
    }
    return table.stillAbsent(at, spread) && table.treeBeyond(at) == tree;
  }

  /**
   * Waits until who removes a mapping, whose key is still there and whose value is not, has gone
   * on: by its lock, rather than by looking again and again.
   */
  private static void awaitRemoval(ShardTable table) {
    Shard shard = table.shard();
    shard.acquire();
    shard.locked = ShardLock.FREE;
    shard.wakeNext();
  }

  private static @Nullable Object valueNow(ShardTable table, int at, @Nullable CollisionCell cell) {
    return cell == null ? table.valueAcquire(at) : PendingValue.resolve(cell.value());
  }

  private static @Nullable Object value(ShardTable table, int at, @Nullable CollisionCell cell) {
    return cell == null ? table.valueLocked(at) : PendingValue.resolve(cell.value());
  }

  private static void setValue(
      ShardTable table, int at, @Nullable CollisionCell cell, Object value) {
    if (cell == null) {
      table.setValueRelease(at, value);
    } else {
      cell.setValue(value);
    }
  }

  /**
   * Stores a value.
   *
   * @param absent whether to store when the key is absent
   * @param present whether to store when the key is present
   * @return the value before, or {@code null}
   */
  public static @Nullable Object store(
      ShardDirectory directory, Object key, Object value, boolean absent, boolean present) {
    int hashCode = key.hashCode();
    long spread = directory.spread(hashCode);
    for (; ; ) {
      ShardTable table = directory.writableTableFor(spread, key);
      int at = table.locate(key, spread);
      CollisionTree tree = at >= 0 ? null : table.treeBeyond(at);
      CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
      boolean found = at >= 0 || cell != null;
      if (!found && !absent) {
        return null;
      }
      if (found && !present) {
        Object now = valueNow(table, at, cell);
        if (now != null) {
          return now;
        }
        awaitRemoval(table);
        continue;
      }
      Shard shard = table.shard();
      if (!found) {
        table.fetch(spread);
      }
      shard.acquire();
      try {
        if (still(shard, table, at, spread, tree, cell)) {
          if (found) {
            Object before = value(table, at, cell);
            setValue(table, at, cell, value);
            return before;
          }
          if (insert(shard, table, at, key, value, hashCode, spread)) {
            return null;
          }
        }
      } finally {
        shard.locked = ShardLock.FREE;
        shard.wakeNext();
      }
    }
  }

  /**
   * Replaces or removes the value of a present key.
   *
   * @param expected the value that must be there, by {@code equals}, or {@code null} for any
   * @param replacement the new value, or {@code null} to remove
   * @return the value before, or {@code null} when nothing changed
   */
  public static @Nullable Object exchange(
      ShardDirectory directory,
      Object key,
      @Nullable Object expected,
      @Nullable Object replacement) {
    int hashCode = key.hashCode();
    long spread = directory.spread(hashCode);
    for (; ; ) {
      ShardTable table = directory.shardTableFor(spread);
      int at = table.locate(key, spread);
      CollisionTree tree = at >= 0 ? null : table.treeBeyond(at);
      CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
      if (at < 0 && cell == null) {
        return null;
      }
      Object seen = null;
      if (expected != null) {
        // The value's equals is user code too: run it here, and check under the lock that it was
        // this very value.
        seen = valueNow(table, at, cell);
        if (seen == null) {
          awaitRemoval(table);
          continue;
        }
        if (seen != expected && !expected.equals(seen)) {
          return null;
        }
      }
      Shard shard = table.shard();
      shard.acquire();
      try {
        if (still(shard, table, at, spread, tree, cell)) {
          Object before = value(table, at, cell);
          if (expected == null || before == seen) {
            if (replacement != null) {
              setValue(table, at, cell, replacement);
            } else {
              remove(shard, table, at, cell);
            }
            return before;
          }
        }
      } finally {
        shard.locked = ShardLock.FREE;
        shard.wakeNext();
      }
    }
  }

  /**
   * Runs a function exactly once under the shard's lock and stores its result.
   *
   * @param kind when it runs, and on what
   * @param function of the type that {@code kind} says
   * @param given what {@code MERGE} stores, without running the function, when the key is absent
   * @return the new value, or the present one when the function was not to run on it
   */
  public static @Nullable Object compute(
      ShardDirectory directory,
      Object key,
      Remapping kind,
      Object function,
      @Nullable Object given) {
    int hashCode = key.hashCode();
    long spread = directory.spread(hashCode);
    for (; ; ) {
      ShardTable table =
          kind.ifAbsent ? directory.writableTableFor(spread, key) : directory.shardTableFor(spread);
      int at = table.locate(key, spread);
      CollisionTree tree = at >= 0 ? null : table.treeBeyond(at);
      CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
      boolean found = at >= 0 || cell != null;
      if (!found && !kind.ifAbsent) {
        return null;
      }
      if (found && !kind.ifPresent) {
        Object now = valueNow(table, at, cell);
        if (now != null) {
          return now;
        }
        awaitRemoval(table);
        continue;
      }
      Shard shard = table.shard();
      if (!found) {
        table.fetch(spread);
      }
      shard.acquire();
      try {
        if (!still(shard, table, at, spread, tree, cell)) {
          continue;
        }
        if (found) {
          Object after = run(shard, key, kind, function, value(table, at, cell), given);
          if (after != null) {
            setValue(table, at, cell, after);
          } else {
            remove(shard, table, at, cell);
          }
          return after;
        }
        // Room first: once the function has run, nothing may fail.
        if (!hasRoom(shard, table, key)) {
          continue;
        }
        Object after = given != null ? given : run(shard, key, kind, function, null, null);
        if (after != null && !insert(shard, table, at, key, after, hashCode, spread)) {
          throw new AssertionError("no room though there was");
        }
        return after;
      } finally {
        shard.locked = ShardLock.FREE;
        shard.wakeNext();
      }
    }
  }

  private static @Nullable Object run(
      Shard shard,
      Object key,
      Remapping kind,
      Object function,
      @Nullable Object present,
      @Nullable Object given) {
    Thread me = Thread.currentThread();
    Thread before = shard.owner;
    shard.owner = me;
    try {
      return kind.apply(function, key, present, given);
    } finally {
      shard.owner = before;
    }
  }

  // ---------------------------------------------------------------- under the lock

  /**
   * Makes room for an insertion; {@code false} when the table was replaced on the way, so that one
   * must begin again.
   */
  private static boolean hasRoom(Shard shard, ShardTable table, Object key) {
    if (ShardRebuild.needsStoredHash(table, key)) {
      ShardRebuild.storeHashes(shard, table);
      return false;
    }
    if (shard.used >= table.maxUsed()) {
      ShardRebuild.makeRoom(shard, table);
      return false;
    }
    return true;
  }

  private static boolean insert(
      Shard shard,
      ShardTable table,
      int located,
      Object key,
      Object value,
      int hashCode,
      long spread) {
    if (!hasRoom(shard, table, key)) {
      return false;
    }
    int at = FlatTable.emptyEnd(located);
    if (at < 0) {
      at = table.claimable(spread);
      if (at == FlatTable.SATURATED) {
        table.passToSaturation(spread);
        insertInTree(shard, table, new CollisionCell(hashCode, key, value));
        return true;
      }
      table.pass(spread, at);
    }
    // Counted first: size() is not 0 while some thread finds the mapping.
    shard.live++;
    boolean claimed = false;
    try {
      table.claim(at, key, value, hashCode, spread);
      claimed = true;
    } finally {
      if (!claimed) {
        shard.live--;
      }
    }
    shard.used++;
    return true;
  }

  private static void insertInTree(Shard shard, ShardTable table, CollisionCell cell) {
    CollisionTree tree = table.collisions();
    Thread me = Thread.currentThread();
    Thread before = shard.owner;
    shard.owner = me; // compareTo is user code
    try {
      tree = CollisionTree.plus(tree, cell);
    } finally {
      shard.owner = before;
    }
    shard.live++; // first, as above
    boolean inserted = false;
    try {
      table.setCollisions(tree);
      inserted = true;
    } finally {
      if (!inserted) {
        shard.live--;
      }
    }
  }

  /**
   * Removes what a traversal met at a place of a table, by position: even a key that can no longer
   * be found is removed.
   *
   * @param expected the very value that must be there, or {@code null} for any
   * @return whether it was removed; {@code false} also when the table was replaced or the value
   *     changed: to be tried again by key
   */
  static boolean removeAt(
      ShardTable table, int at, @Nullable CollisionCell cell, @Nullable Object expected) {
    Shard shard = table.shard();
    shard.acquire();
    try {
      if (shard.table != table
          || (cell == null ? !table.stillLive(at) : cell.value() == null)
          || (expected != null && value(table, at, cell) != expected)) {
        return false;
      }
      remove(shard, table, at, cell);
      return true;
    } finally {
      shard.locked = ShardLock.FREE;
      shard.wakeNext();
    }
  }

  private static void remove(Shard shard, ShardTable table, int at, @Nullable CollisionCell cell) {
    if (cell == null) {
      table.killRelease(at); // whose second release also comes between the removal and the count
      shard.live--;
      ShardRebuild.shrinkIfMostlyEmpty(shard, table);
      return;
    }
    CollisionTree tree = table.collisions();
    if (tree != null) {
      Thread me = Thread.currentThread();
      Thread before = shard.owner;
      shard.owner = me; // compareTo is user code
      try {
        tree = CollisionTree.minus(tree, cell);
      } finally {
        shard.owner = before;
      }
    }
    StackRoom.require(REMOVAL_CALLS);
    cell.setValue(null);
    table.setCollisions(tree);
    try {
      VarHandle.releaseFence(); // a count that has fallen may not be seen before the removal
    } finally {
      shard.live--;
    }
    // With the last of them gone, what kept the table from shrinking is.
    ShardRebuild.shrinkIfMostlyEmpty(shard, table);
  }
}
