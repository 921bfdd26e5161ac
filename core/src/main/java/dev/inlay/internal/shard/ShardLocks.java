package dev.inlay.internal.shard;

import dev.inlay.internal.shard.WaitCycle.LockCycleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * The locks of several shards, taken in the order of their suffixes, each marked as owned at once,
 * so that a cycle with functions that wait for one of them is found by either side.
 *
 * <p>While shards split and are made, the set of shards to lock may change; what was taken is
 * checked after the last lock, and everything is released and begun again when a shard is missing
 * or was retired. Shards only ever split, so that ends.
 */
final class ShardLocks implements AutoCloseable {

  private static final long PAUSE_NANOS = 50_000;

  private final List<Shard> shards = new ArrayList<>();
  private final List<Long> stamps = new ArrayList<>();

  private ShardLocks() {}

  /**
   * Locks the shards of all these spreads. They exist already or are made.
   *
   * @throws IllegalStateException if this thread holds one of them already or waits in a cycle
   */
  static ShardLocks ofSpreads(ShardDirectory directory, long[] spreads, Collection<?> keys) {
    for (; ; ) {
      TreeSet<Shard> wanted = new TreeSet<>(ShardLocks::bySuffix);
      int next = 0;
      for (Object key : keys) {
        wanted.add(directory.writableTableFor(spreads[next++], key).shard());
      }
      ShardLocks locks = new ShardLocks();
      boolean complete = false;
      try {
        complete = locks.takeAll(wanted) && locks.cover(directory, spreads);
      } finally {
        if (!complete) {
          locks.close();
        }
      }
      if (complete) {
        return locks;
      }
    }
  }

  /** Runs a reader while all shards are locked and none can be made or split. */
  static void withAll(ShardDirectory directory, Runnable reader) {
    for (; ; ) {
      try (ShardLocks locks = new ShardLocks()) {
        if (locks.takeAll(directory.shards())) {
          long frozen = directory.freeze();
          try {
            if (locks.shards.equals(directory.shards())) {
              reader.run();
              return;
            }
          } finally {
            directory.unfreeze(frozen);
          }
        }
      }
    }
  }

  private static int bySuffix(Shard first, Shard second) {
    return first.suffix != second.suffix
        ? Integer.compare(first.suffix, second.suffix)
        : Integer.compare(first.depth, second.depth);
  }

  /**
   * Takes all locks; {@code false} when a shard was retired, or the thread had to step back from a
   * cycle.
   */
  private boolean takeAll(Collection<Shard> wanted) {
    for (Shard shard : wanted) {
      long stamp;
      try {
        stamp = shard.acquire();
      } catch (LockCycleException e) {
        if (shards.isEmpty() || shard.directory.ownedByCurrentThread().size() > shards.size()) {
          throw e; // the cycle runs through a function of this thread: stepping back does not end
          // it
        }
        close();
        LockSupport.parkNanos(PAUSE_NANOS);
        return false;
      }
      boolean kept = false;
      try {
        shards.add(shard);
        stamps.add(stamp);
        kept = true;
      } finally {
        if (!kept) {
          giveUp(shard, stamp);
        }
      }
      shard.own();
      if (shard.table == null) {
        return false;
      }
    }
    return true;
  }

  /** Memory ran out while noting a lock that is already held. */
  private void giveUp(Shard shard, long stamp) {
    if (shards.size() > stamps.size()) {
      shards.remove(shards.size() - 1);
    }
    shard.unlockWrite(stamp);
  }

  private boolean cover(ShardDirectory directory, long[] spreads) {
    for (long spread : spreads) {
      if (!shards.contains(directory.shardTableFor(spread).shard())) {
        return false;
      }
    }
    return true;
  }

  List<Shard> shards() {
    return shards;
  }

  /** Releases all locks, in any order. */
  @Override
  public void close() {
    while (!stamps.isEmpty()) {
      int last = stamps.size() - 1;
      Shard shard = shards.remove(last);
      long stamp = stamps.remove(last);
      shard.disown(null);
      shard.unlockWrite(stamp);
    }
  }
}
