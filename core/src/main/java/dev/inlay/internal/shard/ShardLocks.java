package dev.inlay.internal.shard;

import dev.inlay.internal.wait.Hold;
import dev.inlay.internal.wait.StackRoom;
import dev.inlay.internal.wait.WaitGraph.CycleException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The locks of several shards, taken in the order of their suffixes, each marked as owned at once,
 * so that a cycle with functions that wait for one of them is found by either side.
 *
 * <p>While shards split and are made, the set of shards to lock may change; what was taken is
 * checked after the last lock, and everything is released and begun again when a shard is missing
 * or was retired. Shards only ever split, so that ends.
 */
final class ShardLocks {

  private static final long PAUSE_NANOS = 50_000;

  /**
   * How many calls deep the stack must still go before a lock is taken, so that all can be freed.
   */
  private static final int HEADROOM_CALLS = 128;

  private final Shard[] held;
  private int count;

  private ShardLocks(int count) {
    held = new Shard[count];
  }

  /**
   * Locks the shards of all these spreads. They exist already or are made.
   *
   * @throws IllegalStateException if this thread holds one of them already or waits in a cycle
   */
  static ShardLocks ofSpreads(ShardDirectory directory, long[] spreads, Collection<?> keys) {
    StackRoom.require(HEADROOM_CALLS);
    for (; ; ) {
      TreeSet<Shard> wanted = new TreeSet<>(ShardLocks::bySuffix);
      int next = 0;
      for (Object key : keys) {
        wanted.add(directory.writableTableFor(spreads[next++], key).shard());
      }
      ShardLocks locks = new ShardLocks(wanted.size());
      boolean complete = false;
      try {
        complete = locks.takeAll(wanted) && locks.cover(directory, spreads);
      } finally {
        if (!complete) {
          locks.release();
        }
      }
      if (complete) {
        return locks;
      }
    }
  }

  /** Runs a reader while all shards are locked and none can be made or split. */
  static void withAll(ShardDirectory directory, Runnable reader) {
    StackRoom.require(HEADROOM_CALLS);
    boolean done = false;
    while (!done) {
      List<Shard> wanted = directory.shards();
      ShardLocks locks = new ShardLocks(wanted.size());
      try {
        done = locks.takeAll(wanted) && readFrozen(directory, wanted, reader);
      } finally {
        locks.release();
      }
    }
  }

  private static boolean readFrozen(ShardDirectory directory, List<Shard> locked, Runnable reader) {
    ShardLock lock = directory.lock();
    lock.acquire();
    try {
      boolean complete = locked.equals(directory.shards());
      if (complete) {
        reader.run();
      }
      return complete;
    } finally {
      lock.locked = ShardLock.FREE;
      lock.wakeNext();
    }
  }

  private static int bySuffix(Shard first, Shard second) {
    return first.suffix != second.suffix
        ? Integer.compare(first.suffix, second.suffix)
        : Integer.compare(first.depth, second.depth);
  }

  /** Takes all locks; {@code false} when a shard was retired, or it stepped back from a cycle. */
  private boolean takeAll(Collection<Shard> wanted) {
    Thread me = Thread.currentThread();
    for (Shard shard : wanted) {
      try {
        shard.acquire();
      } catch (CycleException e) {
        if (!holds(e.own())) {
          throw e; // the cycle runs through a function of this thread, which cannot step back
        }
        release();
        LockSupport.parkNanos(PAUSE_NANOS);
        return false;
      }
      held[count++] = shard;
      shard.owner = me;
      if (shard.table == null) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(@Nullable Hold hold) {
    for (int i = 0; i < count; i++) {
      if (Objects.equals(hold, held[i].currentHold())) {
        return true;
      }
    }
    return false;
  }

  private boolean cover(ShardDirectory directory, long[] spreads) {
    List<Shard> covered = Arrays.asList(held);
    for (long spread : spreads) {
      if (!covered.contains(directory.shardTableFor(spread).shard())) {
        return false;
      }
    }
    return true;
  }

  /** Frees all locks. */
  void release() {
    int taken = count;
    count = 0;
    for (int i = 0; i < taken; i++) {
      held[i].owner = null;
      held[i].locked = ShardLock.FREE;
    }
    for (int i = 0; i < taken; i++) {
      held[i].wakeNext();
    }
  }
}
