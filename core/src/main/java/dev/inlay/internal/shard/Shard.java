package dev.inlay.internal.shard;

import dev.inlay.internal.wait.Awaited;
import dev.inlay.internal.wait.Hold;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one part of the map: a lock and what only its holder writes. Readers of the map
 * never come here; they go from the directory to the table.
 *
 * <p>It <i>is</i> a lock, so that lock word, counters and owner share a cache line that a writer
 * needs anyway. A map with more than one shard uses {@link PaddedShard}.
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
 * </pre>
 *
 * <p>A plain write under the lock becomes visible at the latest with the lock's release, a volatile
 * write, so whoever is ordered after an update by happens-before reads a count that includes it.
 * And {@code live} rises before a mapping can be found, and falls only after it no longer can, with
 * a release in between: it is never zero while a mapping stays. {@code owner} is set and put back
 * by plain stores, not by methods, so that an exhausted stack cannot leave it set.
 */
class Shard extends ShardLock implements Awaited {

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

  /** A shard waited for this often is split, where the map may still split. */
  private static final int CONTENDED_SPLIT = 16;

  final ShardDirectory directory;

  /** The low {@link #depth} bits that the shard bits of all its keys share. */
  final int suffix;

  final int depth;

  @Nullable ShardTable table;
  int live;
  int used;
  long rebuilds;
  long contended;
  @Nullable Thread owner;

  Shard(ShardDirectory directory, int suffix, int depth) {
    this.directory = directory;
    this.suffix = suffix;
    this.depth = depth;
  }

  // ---------------------------------------------------------------- counts

  /**
   * Returns the number of mappings. Volatile: in the total order with the write that freed the
   * lock.
   */
  final int liveVolatile() {
    return (int) LIVE.getVolatile(this);
  }

  /** Returns the number of claimed slots; opaque, for statistics only. */
  final int usedOpaque() {
    return (int) USED.getOpaque(this);
  }

  // ---------------------------------------------------------------- ownership while user code runs

  final @Nullable Thread ownerVolatile() {
    return (Thread) OWNER.getVolatile(this);
  }

  final boolean ownedByCurrentThread() {
    return owner == Thread.currentThread();
  }

  /** A thread's ownership of a shard; of the same shard by the same thread, it is equal. */
  private static final class Ownership implements Hold {
    private final Shard shard;
    private final Thread owner;

    Ownership(Shard shard, Thread owner) {
      this.shard = shard;
      this.owner = owner;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ownership that && that.shard == shard && that.owner == owner;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(shard);
    }

    @Override
    public Thread owner() {
      return owner;
    }

    @Override
    public Hold currentHold() {
      return this;
    }

    @Override
    public String what() {
      return "shard " + shard.suffix + " of a ShardedMap";
    }
  }

  @Override
  public final @Nullable Hold currentHold() {
    Thread owner = ownerVolatile();
    return owner == null ? null : new Ownership(this, owner);
  }

  // ---------------------------------------------------------------- waiting for the lock

  @Override
  final void beforeWaiting() {
    if (ownedByCurrentThread()) {
      throw new IllegalStateException(
          "recursive update: a function that runs under a shard's lock (compute, merge, atomically)"
              + " updated a key of the same shard; a function given to the map may read the map, but"
              + " not update it");
    }
  }

  /** The holder is likely to run user code, of which this thread may itself be waited for. */
  @Override
  final void whileWaiting(Thread me, boolean again) {
    if (!again) {
      WaitGraph.begin(me, this);
    }
    WaitGraph.refuseCycle(me, this);
  }

  @Override
  final void endWaiting(Thread me) {
    WaitGraph.end(me);
  }

  @Override
  final void afterWaiting() {
    if (++contended % CONTENDED_SPLIT == 0) {
      ShardRebuild.splitContended(this);
    }
  }
}
