package dev.inlay.internal.striped;

import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.hash.StoredHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A map's tables: the current one (the <i>root</i>), and the one that it is being swept to, if any;
 * and how many mappings there are.
 *
 * <p>A sweep starts from a table only once no other sweeps into it, unless it overflows; so there
 * are two tables, as a rule, that matter. A writer works in the second only after it has closed its
 * key's way in the first ({@link SlotTable#close}).
 */
public class TableChain {

  /** The largest table, in slots. */
  public static final int MAX_CAPACITY = StripedSizing.MAX_CAPACITY;

  /** In {@link #counts}: one mapping more. */
  static final long INSERTED = 1;

  /** In {@link #counts}: one mapping less, and one dead slot more. */
  static final long REMOVED = (1L << Integer.SIZE) - 1;

  /** In {@link #counts}: a slot was used for a mapping that never came. */
  static final long NEVER_CAME = INSERTED + REMOVED;

  /** Of this many insertions into a large table, one looks whether it is full. */
  private static final int SAMPLE = 32;

  // Plain fields, as a map of ten entries should not need five objects more to count them.
  private static final VarHandle ROOT;
  private static final VarHandle BINNED;
  private static final VarHandle GROWING;
  private static final VarHandle OWED;
  private static final VarHandle OWED_BINNED;
  private static final VarHandle SWEEPS;
  private static final VarHandle WAITS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ROOT = lookup.findVarHandle(TableChain.class, "root", SlotTable.class);
      BINNED = lookup.findVarHandle(TableChain.class, "binned", long.class);
      GROWING = lookup.findVarHandle(TableChain.class, "growing", boolean.class);
      OWED = lookup.findVarHandle(TableChain.class, "owed", long.class);
      OWED_BINNED = lookup.findVarHandle(TableChain.class, "owedBinned", long.class);
      SWEEPS = lookup.findVarHandle(TableChain.class, "sweeps", long.class);
      WAITS = lookup.findVarHandle(TableChain.class, "waits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long multiplier;
  private final int initialCapacity;
  private final int maximumCapacity;
  private volatile SlotTable root;

  /**
   * Live mappings in the low half, dead slots ever in the high half: the sum of both is exact
   * whatever borrows from which. Mappings are counted before they are there, and no longer after
   * they have gone, so the count is never too low.
   */
  private final StripedCounter counts = new StripedCounter();

  /** As {@link #counts}, of mappings in bins, which use no slots. */
  private volatile long binned;

  /**
   * What {@link #counts} misses, as there was no stack left to count what had been done: the stack
   * that a call needs may be missing, but a field can always be written. (Plainly: when a thread
   * runs out of stack at the very moment at which another does, or settles, an amount may be lost
   * or counted twice. Any number of threads may settle at once: each amount is taken by one.)
   */
  long owed;

  /** As {@link #owed}, of {@link #binned}. */
  long owedBinned;

  /**
   * Whether an owner may have left a decided reservation in its place, for lack of stack or memory;
   * the next that counts mappings replaces it, or sets this again if it cannot. Volatile, so that
   * setting it also orders the plain store of the outcome before it.
   */
  volatile boolean untidy;

  /** Whether a thread is making the next table, which the others then leave to it. */
  private volatile boolean growing;

  private volatile long sweeps;

  /** Counts waits for functions of other threads. */
  private volatile long waits;

  /** Makes an empty map's tables, with room for a number of mappings. */
  public TableChain(int initialEntries, int maximumCapacity) {
    this(initialEntries, maximumCapacity, Spread.randomMultiplier());
  }

  /** As above, with a given multiplier of hashes: tests that repeat a run need the same. */
  TableChain(int initialEntries, int maximumCapacity, long multiplier) {
    this.multiplier = multiplier;
    this.maximumCapacity = maximumCapacity;
    this.initialCapacity =
        initialEntries == 0
            ? StripedSizing.MIN_CAPACITY
            : limited(StripedSizing.presizedCapacityFor(initialEntries));
    this.root = newTable(Math.min(initialCapacity, maximumCapacity), 0, 0);
  }

  /** Makes a table; tests make ones that stop at each step. */
  SlotTable newTable(int capacity, long generation, int deadBefore) {
    return new SlotTable(capacity, generation, deadBefore);
  }

  /** Returns the table to begin with. */
  final SlotTable root() {
    return root;
  }

  /** Returns the stored form of a hash code. */
  public final int hash(int hashCode) {
    return StoredHash.of(hashCode, multiplier);
  }

  /** Returns the multiplier of this map's hashes. */
  public final long multiplier() {
    return multiplier;
  }

  /** Returns the value of a key or {@code null}. */
  public final @Nullable Object get(Object key, int hashCode) {
    return root.get(key, hashCode, StoredHash.spread(hashCode, multiplier));
  }

  final boolean replaceRoot(SlotTable source, SlotTable target) {
    return ROOT.compareAndSet(this, source, target);
  }

  // ---------------------------------------------------------------- counting

  /**
   * Counts what has been done, or is about to be: {@link #INSERTED} and its like. Not final, as the
   * next, for tests in which it fails or something comes between.
   */
  void count(long amount) {
    counts.add(amount);
  }

  /** The same, of mappings in bins. */
  void countBinned(long amount) {
    BINNED.getAndAdd(this, amount);
  }

  final void countWait() {
    WAITS.getAndAdd(this, 1L);
  }

  /** Returns the number of mappings, perhaps too high or, while others write, too low. */
  final long roughCount() {
    return Math.max(0, liveIn(counts.sum()));
  }

  /**
   * Returns the number of mappings. A sum of several counters that others change meanwhile can miss
   * an insertion and see the removal that came after it, so a sum of zero is believed only if the
   * counters stand still for a moment, or a walk finds nothing.
   */
  public final long mappingCount() {
    settleDebts();
    long sum = counts.sum();
    for (int attempt = 0; attempt < 4; attempt++) {
      if (liveIn(sum) > 0) {
        return liveIn(sum);
      }
      // Each counter only rises, so if the sum is the same again, it was right in between.
      long again = counts.sum();
      if (again == sum) {
        return 0;
      }
      sum = again;
    }
    return oneIfAny();
  }

  /** Returns 1 if a walk meets a mapping, whatever the counts say, and else 0. */
  private long oneIfAny() {
    return new SlotTraversal<>(this).advance() ? 1 : 0;
  }

  /** Counts what could not be counted when it was done. */
  private void settleDebts() {
    if (untidy) {
      untidy = false; // before: who leaves another meanwhile sets it again
      boolean tidy = false;
      try {
        SlotWriter.tidyAll(this);
        tidy = true;
      } finally {
        if (!tidy) {
          untidy = true;
        }
      }
    }
    if (owed != 0) {
      long amount = 0;
      try {
        amount = (long) OWED.getAndSet(this, 0L);
        count(amount);
        amount = 0;
      } finally {
        if (amount != 0) {
          owed += amount;
        }
      }
    }
    if (owedBinned != 0) {
      long amount = 0;
      try {
        amount = (long) OWED_BINNED.getAndSet(this, 0L);
        countBinned(amount);
        amount = 0;
      } finally {
        if (amount != 0) {
          owedBinned += amount;
        }
      }
    }
  }

  private static long liveIn(long sum) {
    return (int) sum;
  }

  private static int deadIn(long sum) {
    return (int) ((sum - liveIn(sum)) >>> Integer.SIZE);
  }

  /** Returns how many slots have died, of a sum of {@link #counts}. */
  private int deadSlotsIn(long sum) {
    return deadIn(sum) - deadIn(binned);
  }

  private long binnedEntries() {
    return Math.max(0, liveIn(binned));
  }

  /** Tells whether so many slots of a table are used that it is to be swept. */
  private boolean isFull(SlotTable table) {
    long sum = counts.sum();
    long used = liveIn(sum) - binnedEntries() + (deadSlotsIn(sum) - table.deadBefore);
    return used >= StripedSizing.maxUsed(table.capacity());
  }

  /** Called by who inserts, just before: the next will sweep if this one fills the table. */
  final void lookWhetherFull(SlotTable table, int at) {
    if ((at & (SAMPLE - 1)) == 0 || table.capacity() < 64 * SAMPLE) {
      if (isFull(table)) {
        table.wantsSweep = true;
      }
    }
  }

  /** Called by who removed: the next will sweep if hardly anything is left. */
  final void lookWhetherEmpty(SlotTable table, int at) {
    if (((at & (SAMPLE - 1)) == 0 || table.capacity() < 64 * SAMPLE)
        && table.capacity() > 2 * initialCapacity
        && StripedSizing.mostlyEmpty(liveIn(counts.sum()), table.capacity())) {
      table.wantsSweep = true;
    }
  }

  // ---------------------------------------------------------------- sweeping

  /**
   * Called before an insertion: helps with the sweep, or starts it if the table asks for one. May
   * run out of memory; nothing has changed then.
   */
  final void beforeInsertion(SlotTable table) {
    Sweep sweep = table.sweep();
    if (sweep != null) {
      sweep.help();
    } else if (table.wantsSweep) {
      startSweep(table, false);
    }
  }

  /** Called before a removal: as before an insertion, but a removal needs no memory to succeed. */
  final void beforeRemoval(SlotTable table) {
    if (table.sweep() != null || table.wantsSweep) {
      try {
        beforeInsertion(table);
      } catch (OutOfMemoryError | IllegalStateException e) {
        table.wantsSweep = false; // sweeping is a favour here: the next insertion asks again
      }
    }
  }

  /**
   * Called after the update of a present key, or a write that had nothing to change: helps with a
   * sweep that is under way, so that it ends though nobody inserts any more. The operation has
   * succeeded, whatever fails here.
   */
  final void afterUpdate() {
    Sweep sweep = root.sweep();
    if (sweep != null) {
      sweep.helpIfPossible();
    }
  }

  /** Starts a sweep of a table in which no slot is empty, unless it is being swept. */
  final void sweepFull(SlotTable table) {
    while (table.sweep() == null) {
      startSweep(table, true);
    }
  }

  /** Makes a larger table after one that is being swept into and turned out too small. */
  final void sweepOverflowing(SlotTable table) {
    if (table.sweep() == null) {
      startSweep(table, Math.max(capacityAfter(table, true), limited(2L * table.capacity())));
    }
  }

  private void startSweep(SlotTable table, boolean atOnce) {
    finishSweepInto(table);
    if (table.sweep() != null) {
      return;
    }
    boolean mine = GROWING.compareAndSet(this, false, true);
    if (!mine && !atOnce) {
      return; // another thread is allocating; there is room until it has
    }
    try {
      if (table.sweep() == null) {
        startSweep(table, capacityAfter(table, atOnce));
      }
    } finally {
      if (mine) {
        growing = false;
      }
    }
  }

  private void startSweep(SlotTable table, int capacity) {
    long sum = counts.sum();
    Sweep sweep =
        new Sweep(this, table, newTable(capacity, table.generation + 1, deadSlotsIn(sum)));
    if (table.casSweep(sweep)) {
      SWEEPS.getAndAdd(this, 1L);
      sweep.help();
    }
  }

  /**
   * Chooses the size of the next table by the count of mappings; of a table that has filled up
   * though the count was low, by its slots: keys whose first value is being computed are not
   * counted yet.
   */
  private int capacityAfter(SlotTable table, boolean bySlots) {
    long live = Math.max(0, liveIn(counts.sum()) - binnedEntries());
    live = bySlots ? Math.max(live, table.survivors()) : live;
    int capacity = limited(Math.max(initialCapacity, StripedSizing.capacityFor(live)));
    if (live >= StripedSizing.maxUsed(capacity)) {
      table.wantsSweep = true;
      throw new IllegalStateException(
          "map is full: it holds "
              + live
              + " mappings in a table of "
              + table.capacity()
              + " slots, and the largest table has "
              + maximumCapacity);
    }
    return capacity;
  }

  private int limited(long capacity) {
    return (int) Math.min(capacity, maximumCapacity);
  }

  /** A sweep starts from a table only once nothing is swept into it any more. */
  private void finishSweepInto(SlotTable table) {
    for (SlotTable root = this.root; root != table; root = this.root) {
      Sweep sweep = root.sweep();
      if (sweep == null) {
        return; // the table was replaced long ago
      }
      sweep.finish();
    }
  }

  /**
   * Returns the table in which to look for a key, and to write it, after one that is being swept.
   */
  final SlotTable next(SlotTable table, int hash) {
    Sweep sweep = table.sweep();
    if (sweep == null) {
      throw new AssertionError("a slot is closed in a table that nobody sweeps");
    }
    table.close(hash, sweep);
    return sweep.onward();
  }

  /** Finishes the sweep that is under way, if any, and returns the root, of which none is. */
  final SlotTable settledRoot() {
    for (; ; ) {
      SlotTable root = this.root;
      Sweep sweep = root.sweep();
      if (sweep == null) {
        return root;
      }
      sweep.finish();
    }
  }

  /** Sweeps to the least table that takes all mappings. */
  public final void trim() {
    SlotTable root = settledRoot();
    long live = Math.max(0, liveIn(counts.sum()) - binnedEntries());
    long tight = StripedSizing.tightCapacityFor(live);
    long sum = counts.sum();
    if (tight < root.capacity() || deadSlotsIn(sum) != root.deadBefore) {
      startSweep(root, limited(tight));
      settledRoot();
    }
  }

  /** Figures about the tables. */
  public record Figures(
      long slots, long deadSlots, long binnedEntries, long bytes, long sweeps, long waits) {}

  /** Returns figures about the tables. */
  public final Figures figures() {
    SlotTable last = this.root;
    long slots = last.capacity();
    for (Sweep sweep = last.sweep(); sweep != null; sweep = last.sweep()) {
      last = sweep.target;
      slots += last.capacity();
    }
    long inBins = binnedEntries();
    long bytes = 240 + 12 * slots + 72 * inBins;
    long dead = Math.max(0, deadSlotsIn(counts.sum()) - last.deadBefore);
    return new Figures(slots, dead, inBins, bytes, sweeps, waits);
  }
}
