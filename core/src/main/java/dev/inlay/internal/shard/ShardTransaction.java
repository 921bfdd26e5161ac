package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.FlatTable;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.wait.StackRoom;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over declared keys, under the locks of their shards.
 *
 * <h2>Phases</h2>
 *
 * <pre>
 *   phase      what happens                                            a throwable here
 *   lock       all shards, in order, marked as owned                   releases them
 *   load       each key's value is read                                releases
 *   run        the user's function; writes are kept aside              drops the writes
 *   room       tables grow for the keys to insert; where one did,      drops the writes (tables may have grown)
 *              keys are found anew, and must be where they were
 *   prepare    mappings to insert are counted; then a pending value    puts the values and the counts
 *              goes to the place of each changed key, which readers    of before back
 *              still resolve to the value of before
 *   decide     one volatile write: all pending values now show the     before the write, as above; it cannot fail later
 *              values of after; the linearisation point
 *   finish     plain values replace the pending ones; then removed     cannot fail: there is stack
 *              mappings are counted no longer
 * </pre>
 *
 * <p>Nothing is allocated from the decision on; nor while something is undone, as that may be for
 * lack of memory.
 *
 * <p>Readers take no lock and see the whole transaction or nothing of it, also when they read one
 * key after the other. A transaction that changes one key needs no pending value.
 */
public final class ShardTransaction {

  /**
   * How many calls deep the stack must still go before values are prepared, so that it cannot
   * overflow from there.
   */
  private static final int STACK_HEADROOM_CALLS = 128;

  private static final class KeyState {
    final Object key;
    final int hashCode;
    final long spread;
    @Nullable Object before;
    @Nullable Object after;
    ShardTable table;
    int at;
    @Nullable CollisionCell cell;

    /** The key instance that the map holds, when there is a mapping. */
    @Nullable Object stored;

    @Nullable Object pending;

    /** Whether its shard counts the mapping that it inserts. */
    boolean counted;

    KeyState(Object key, int hashCode, long spread, ShardTable unlocated) {
      this.key = key;
      this.hashCode = hashCode;
      this.spread = spread;
      this.table = unlocated;
    }

    boolean changed() {
      return before != after;
    }

    boolean inserts() {
      return before == null && after != null;
    }

    void locate(ShardDirectory directory) {
      table = directory.shardTableFor(spread);
      at = table.locate(key, spread);
      CollisionTree tree = at >= 0 ? null : table.treeBeyond(at);
      cell = tree == null ? null : tree.find(key, hashCode);
      stored = at >= 0 ? table.keyLocked(at) : cell == null ? null : cell.key();
    }

    /**
     * Finds the key where its table has been replaced since. That asks the keys' {@code equals}
     * again, and what answers otherwise now must not change the mapping of another key.
     */
    void locateAgain(ShardDirectory directory) {
      Object storedBefore = stored;
      if (directory.shardTableFor(spread) != table) {
        locate(directory);
      }
      if (stored != storedBefore || valueLocked() != before) {
        throw new IllegalStateException(
            "equals of key "
                + WaitGraph.describe(key)
                + " changed its answer during the transaction, which has changed nothing");
      }
    }

    @Nullable Object valueLocked() {
      if (at >= 0) {
        return table.valueLocked(at);
      }
      return cell == null ? null : PendingValue.resolve(cell.value());
    }

    void set(Object value) {
      if (cell != null) {
        cell.setValue(value);
      } else {
        table.setValueRelease(at, value);
      }
    }
  }

  private final ShardDirectory directory;
  private final Map<Object, KeyState> states = new LinkedHashMap<>();
  private final Thread thread = Thread.currentThread();
  private boolean open;

  private ShardTransaction(ShardDirectory directory, Collection<?> keys) {
    this.directory = directory;
    for (Object key : keys) {
      Objects.requireNonNull(key, "keys contains null");
      if (!states.containsKey(key)) {
        int hashCode = key.hashCode();
        long spread = directory.spread(hashCode);
        states.put(
            key, new KeyState(key, hashCode, spread, directory.writableTableFor(spread, key)));
      }
    }
  }

  /** Runs a function as a transaction over some keys and returns its result. */
  public static <R> R run(
      ShardDirectory directory,
      Collection<?> keys,
      Function<ShardTransaction, ? extends R> action) {
    ShardTransaction transaction = new ShardTransaction(directory, keys);
    long[] spreads = new long[transaction.states.size()];
    int next = 0;
    for (KeyState state : transaction.states.values()) {
      spreads[next++] = state.spread;
    }
    ShardLocks locks = ShardLocks.ofSpreads(directory, spreads, transaction.states.keySet());
    try {
      R result = transaction.call(action);
      transaction.publish();
      return result;
    } finally {
      locks.release();
    }
  }

  private <R> R call(Function<ShardTransaction, ? extends R> action) {
    for (KeyState state : states.values()) {
      state.locate(directory);
      state.before = state.valueLocked();
      state.after = state.before;
    }
    open = true;
    try {
      return action.apply(this);
    } finally {
      open = false;
    }
  }

  // ---------------------------------------------------------------- the view

  /** Returns the keys, each once, in their order. */
  public Set<Object> keys() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /** Returns a key's value inside the transaction. */
  public @Nullable Object get(Object key) {
    return state(key).after;
  }

  /**
   * Sets a key's value inside the transaction, or removes it ({@code null}), and returns the one of
   * before.
   */
  public @Nullable Object set(Object key, @Nullable Object value) {
    KeyState state = state(key);
    Object before = state.after;
    state.after = value;
    return before;
  }

  private KeyState state(Object key) {
    Objects.requireNonNull(key, "key");
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "the view of a transaction of " + thread.getName() + " was used by another thread");
    }
    if (!open) {
      throw new IllegalStateException("the view was used after its transaction ended");
    }
    KeyState state = states.get(key);
    if (state == null) {
      throw new IllegalArgumentException(
          "key " + key + " is not among the " + states.size() + " keys of the transaction");
    }
    return state;
  }

  // ---------------------------------------------------------------- publication, under the locks

  private void publish() {
    List<KeyState> found = new ArrayList<>();
    for (KeyState state : states.values()) {
      if (state.changed()) {
        found.add(state);
      }
    }
    if (found.isEmpty()) {
      return;
    }
    // An array: to walk it allocates nothing, so neither do undo and finish.
    KeyState[] changed = found.toArray(new KeyState[0]);
    makeRoom(changed);
    for (KeyState state : changed) {
      state.locateAgain(directory); // the last time that equals runs
    }
    if (changed.length > 1) {
      requireDistinct(changed);
    }
    StackRoom.require(STACK_HEADROOM_CALLS);
    PendingValue.Decision decision = new PendingValue.Decision();
    IdentityHashMap<ShardTable, Trees> trees = new IdentityHashMap<>();
    boolean decided = false;
    try {
      for (KeyState state : changed) {
        if (changed.length == 1) {
          state.pending = state.after; // one store changes one key at once
        } else {
          state.pending = new PendingValue(decision, state.before, state.after);
          state.table.allowPendingValues();
        }
      }
      for (KeyState state : changed) {
        prepare(state, trees);
      }
      planRemovals(changed, trees);
      decision.commit();
      decided = true;
    } finally {
      if (!decided) {
        undo(changed, trees);
      }
    }
    finish(changed, trees);
  }

  private static void requireDistinct(KeyState[] changed) {
    IdentityHashMap<Object, Object> stored = new IdentityHashMap<>();
    for (KeyState state : changed) {
      Object other = state.stored == null ? null : stored.put(state.stored, state.key);
      if (other != null) {
        throw new IllegalStateException(
            "keys "
                + WaitGraph.describe(other)
                + " and "
                + WaitGraph.describe(state.key)
                + " of the transaction are the same to the map, but not equal to each other");
      }
    }
  }

  /**
   * Grows tables until every key to insert has a slot and, where needed, a place for its hash code.
   */
  private void makeRoom(KeyState[] changed) {
    IdentityHashMap<Shard, Integer> inserts = new IdentityHashMap<>();
    for (KeyState state : changed) {
      if (state.inserts()) {
        Shard shard = state.table.shard();
        inserts.merge(shard, 1, Integer::sum);
        ShardTable table = currentTable(shard);
        if (ShardRebuild.needsStoredHash(table, state.key)) {
          ShardRebuild.storeHashes(shard, table);
        }
      }
    }
    inserts.forEach(
        (shard, count) -> {
          // Again if need be: what returns from a collision tree to the slots takes room, too.
          for (ShardTable table = currentTable(shard);
              shard.used + count > table.maxUsed();
              table = currentTable(shard)) {
            ShardRebuild.makeRoomFor(shard, table, count);
          }
        });
  }

  private static ShardTable currentTable(Shard shard) {
    return Objects.requireNonNull(shard.table, "a locked shard was retired");
  }

  /** The collision tree of a table before, while and after the transaction is published. */
  private static final class Trees {
    final @Nullable CollisionTree before;
    @Nullable CollisionTree after;

    Trees(@Nullable CollisionTree before) {
      this.before = before;
      this.after = before;
    }
  }

  private static Trees treesOf(Map<ShardTable, Trees> trees, ShardTable table) {
    return trees.computeIfAbsent(table, key -> new Trees(key.collisions()));
  }

  private static void prepare(KeyState state, IdentityHashMap<ShardTable, Trees> trees) {
    Object pending = state.pending;
    if (pending == null) {
      return;
    }
    if (!state.inserts()) {
      state.set(pending);
      return;
    }
    ShardTable table = state.table;
    Shard shard = table.shard();
    shard.live++; // first: a mapping that is found has been counted
    state.counted = true;
    int at = table.claimable(state.spread);
    if (at == FlatTable.SATURATED) {
      table.passToSaturation(state.spread);
      Trees tree = treesOf(trees, table);
      CollisionCell cell = new CollisionCell(state.hashCode, state.key, pending);
      tree.after = CollisionTree.plus(tree.after, cell);
      state.cell = cell;
      table.setCollisions(tree.after);
    } else {
      table.pass(state.spread, at);
      table.claim(at, state.key, pending, state.hashCode, state.spread);
      // No calls after the claim: what has been claimed is known to undo, whatever fails.
      shard.used++;
      state.at = at;
    }
  }

  private static void planRemovals(KeyState[] changed, IdentityHashMap<ShardTable, Trees> trees) {
    for (KeyState state : changed) {
      if (state.after == null && state.cell != null) {
        Trees tree = treesOf(trees, state.table);
        if (tree.after != null) {
          tree.after = CollisionTree.minus(tree.after, state.cell);
        }
      }
    }
  }

  private static void undo(KeyState[] changed, IdentityHashMap<ShardTable, Trees> trees) {
    for (KeyState state : changed) {
      if (state.before != null) {
        state.set(state.before);
      } else if (state.at >= 0) {
        state.table.killRelease(state.at);
      } else if (state.cell != null) {
        state.cell.setValue(null);
      }
      if (state.counted) {
        state.table.shard().live--;
      }
    }
    for (KeyState state : changed) {
      Trees tree = trees.get(state.table);
      if (tree != null) {
        state.table.setCollisions(tree.before);
      }
    }
  }

  private static void finish(KeyState[] changed, IdentityHashMap<ShardTable, Trees> trees) {
    for (KeyState state : changed) {
      if (state.after != null) {
        state.set(state.after);
      } else if (state.cell == null) {
        state.table.killRelease(state.at);
      } else {
        state.cell.setValue(null);
      }
    }
    for (KeyState state : changed) {
      Trees tree = trees.get(state.table);
      if (tree != null) {
        state.table.setCollisions(tree.after);
      }
    }
    VarHandle.releaseFence(); // a count that has fallen may not be seen before the removal
    for (KeyState state : changed) {
      if (state.after == null) {
        state.table.shard().live--;
      }
    }
  }
}
