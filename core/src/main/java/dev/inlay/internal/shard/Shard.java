package dev.inlay.internal.shard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one part of the map: a lock and what only its holder writes. Readers of the map
 * never come here; they go from the directory to the table.
 *
 * <p>It <i>is</i> a {@link StampedLock}, so that lock word, counters and owner share cache lines
 * that a writer needs anyway. A map with more than one shard uses {@link PaddedShard}.
 *
 * <h2>Fields</h2>
 *
 * <pre>
 *   field     written by            read by                         mode
 *   table     lock holder           lock holder                     plain; null once the shard was split away
 *   live      lock holder           any (size)                      plain write, volatile read
 *   used      lock holder           lock holder, any (stats)        plain write, opaque read
 *   owner     the lock holder that  itself (recursion), waiting     plain write, volatile read
 *             runs user code        threads (cycles)
 *   waiting   the owner             waiting threads (cycles)        volatile
 * </pre>
 *
 * <p>A plain write under the lock becomes visible at the latest with the lock's release, a volatile
 * write, so whoever is ordered after an update by happens-before reads a count that includes it.
 */
class Shard extends StampedLock {

  private static final long serialVersionUID = 1L;

  private static final VarHandle LIVE;
  private static final VarHandle USED;
  private static final VarHandle OWNER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LIVE = lookup.findVarHandle(Shard.class, "live", int.class);
      USED = lookup.findVarHandle(Shard.class, "used", int.class);
      OWNER = lookup.findVarHandle(Shard.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Tries to take a lock that is held before parking: a plain update holds it for some tens of
   * nanoseconds.
   */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 128 : 0;

  /** After this wait the holder is taken to run user code, and the waiter looks for a cycle. */
  private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** A shard waited for this often is split, where the map may still split. */
  private static final int CONTENDED_SPLIT = 16;

  final transient ShardDirectory directory;

  /** The low {@link #depth} bits that the shard bits of all its keys share. */
  final int suffix;

  final int depth;

  transient @Nullable ShardTable table;
  int live;
  int used;
  long rebuilds;
  long contended;
  private transient @Nullable Thread owner;
  private transient volatile @Nullable Waiting waiting;

  Shard(ShardDirectory directory, int suffix, int depth) {
    this.directory = directory;
    this.suffix = suffix;
    this.depth = depth;
  }

  /**
   * A thread that owns shards waits for another: the identity of this object stands for one wait.
   */
  static final class Waiting {
    final Shard target;

    Waiting(Shard target) {
      this.target = target;
    }
  }

  // ---------------------------------------------------------------- counts

  /**
   * Returns the number of mappings. Volatile: in the total order with the volatile write that
   * released the lock.
   */
  final int liveVolatile() {
    return (int) LIVE.getVolatile(this);
  }

  /** Returns the number of claimed slots; opaque, for statistics only. */
  final int usedOpaque() {
    return (int) USED.getOpaque(this);
  }

  // ---------------------------------------------------------------- ownership while user code runs

  /**
   * Marks the lock holder as running user code, and returns the mark of before. Plain, as a thread
   * always sees its own mark, and another looks again until it sees it; a plain store also cannot
   * fail when the stack is exhausted.
   */
  final @Nullable Thread own() {
    Thread before = owner;
    owner = Thread.currentThread();
    return before;
  }

  /** Puts the mark of before back, before the lock is released. */
  final void disown(@Nullable Thread before) {
    owner = before;
  }

  final @Nullable Thread ownerVolatile() {
    return (Thread) OWNER.getVolatile(this);
  }

  final boolean ownedByCurrentThread() {
    return owner == Thread.currentThread();
  }

  final @Nullable Waiting waiting() {
    return waiting;
  }

  final void setWaiting(@Nullable Waiting waiting) {
    this.waiting = waiting;
  }

  // ---------------------------------------------------------------- the lock

  /**
   * Takes the lock. Never affected by interruption.
   *
   * @return the stamp to release with
   * @throws IllegalStateException if this thread holds the lock already, or waits in a cycle of
   *     threads that each run user code under one lock and want another's
   */
  final long acquire() {
    long stamp = tryWriteLock();
    return stamp != 0 ? stamp : acquireContended();
  }

  private long acquireContended() {
    refuseRecursion();
    long stamp = spin();
    if (stamp == 0) {
      stamp = tryFor(LONG_WAIT_NANOS);
    }
    if (stamp == 0) {
      stamp = WaitCycle.awaitLongHeld(this);
    }
    if (++contended % CONTENDED_SPLIT == 0) {
      boolean kept = false;
      try {
        ShardRebuild.splitContended(this);
        kept = true;
      } finally {
        if (!kept) {
          unlockWrite(stamp);
        }
      }
    }
    return stamp;
  }

  private void refuseRecursion() {
    if (ownedByCurrentThread()) {
      throw new IllegalStateException(
          "recursive update: a function that runs under a shard's lock (compute, merge, atomically) updated a key of the"
              + " same shard; a function given to the map may read the map, but not update it");
    }
  }

  private long spin() {
    for (int i = 0; i < SPINS; i++) {
      if (!isWriteLocked()) {
        long stamp = tryWriteLock();
        if (stamp != 0) {
          return stamp;
        }
      }
      Thread.onSpinWait();
    }
    return 0;
  }

  /** Waits for the lock for a time; an interrupt ends the wait early and is passed on. */
  final long tryFor(long nanos) {
    boolean interrupted = Thread.interrupted();
    try {
      return tryWriteLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return 0;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
