package dev.inlay.internal.shard;

import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.hash.StableHash;
import dev.inlay.internal.table.FlatTable;
import dev.inlay.internal.table.TableSizing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the table of a key: an array of a power of two of tables, indexed by the low bits of the
 * key's shard bits.
 *
 * <p>This is extendible hashing (Fagin, Nievergelt, Pippenger, Strong: «Extendible Hashing», 1979),
 * with a shard for a bucket. A shard of depth {@code d} serves the {@code 2^(n-d)} entries whose
 * low {@code d} bits are its suffix. When a shard splits, only it is rebuilt; the array doubles, as
 * a copy of references, when its depth requires.
 *
 * <h2>Protocol</h2>
 *
 * <pre>
 *   field           written under            read by readers     why that is enough
 *   tables          directory lock           volatile            a reader never uses an array older than its call
 *   tables[i]       directory lock, and the  acquire             the table was filled before its release
 *                   lock of the shard (but
 *                   for the first table)
 * </pre>
 *
 * <p>Lock order: shards by suffix, then the directory, always last and never while user code runs.
 * An array that was doubled away is never written again; a reader that still uses it began before
 * that, and every table in it was current at that moment or later, so what it reads was true during
 * its call.
 */
public final class ShardDirectory {

  /** The most shards a map may have. */
  public static final int MAX_SHARDS = 1 << 16;

  /**
   * Keys of one shard at which it splits rather than grows: rebuilding it takes some hundred
   * microseconds.
   */
  private static final int LARGE_SPLIT = 1 << 15;

  private static final VarHandle TABLE = MethodHandles.arrayElementVarHandle(ShardTable[].class);

  /**
   * Stands for shards that hold nothing yet. Readers probe it like any other: its one slot is
   * empty.
   */
  private static final ShardTable UNBORN = new ShardTable(null, 1, false);

  private final ShardLock lock = new ShardLock();

  /** Odd while a shard is being split; for a size that does not count it twice. */
  private volatile long splits;

  private final long multiplier;
  private final int fixedShards;
  private final int busyShards;
  private final int initialCapacity;
  private final int initialDepth;
  private final int maximumCapacity;
  private volatile ShardTable[] tables;

  /**
   * Makes a directory.
   *
   * @param fixedShards the number of shards, a power of two, or 0 to begin with one and split
   * @param expectedEntries how many mappings to make room for, 0 for the least
   * @param maximumCapacity the largest table, in slots
   */
  public ShardDirectory(int fixedShards, int expectedEntries, int maximumCapacity) {
    this(fixedShards, expectedEntries, maximumCapacity, Spread.randomMultiplier());
  }

  /** As above, with a given multiplier of hashes: tests that repeat a run need the same. */
  ShardDirectory(int fixedShards, int expectedEntries, int maximumCapacity, long multiplier) {
    this.multiplier = multiplier;
    this.fixedShards = fixedShards;
    this.busyShards = busyShards();
    this.maximumCapacity = maximumCapacity;
    int shards = fixedShards != 0 ? fixedShards : shardsFor(expectedEntries);
    this.initialDepth = Integer.numberOfTrailingZeros(shards);
    this.initialCapacity = initialCapacity(expectedEntries, shards);
    ShardTable[] none = new ShardTable[shards];
    Arrays.fill(none, UNBORN);
    this.tables = none;
    if (expectedEntries > 0) {
      for (int i = 0; i < shards; i++) {
        createShard(i, false);
      }
    }
  }

  /** Eight shards a processor: then two of as many random writers rarely meet. */
  private static int busyShards() {
    int wanted = 8 * Runtime.getRuntime().availableProcessors();
    return Math.min(MAX_SHARDS, Integer.highestOneBit(Math.max(wanted, 2) * 2 - 1));
  }

  private int shardsFor(int expectedEntries) {
    return Math.min(MAX_SHARDS, ceilingPowerOfTwo(expectedEntries / (LARGE_SPLIT / 2)));
  }

  private static int ceilingPowerOfTwo(int value) {
    return value <= 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
  }

  /** Room for the mean and four standard deviations, as keys fall on shards at random. */
  private int initialCapacity(int expectedEntries, int shards) {
    if (expectedEntries == 0) {
      return Math.min(maximumCapacity, TableSizing.MIN_CAPACITY);
    }
    double mean = (double) expectedEntries / shards;
    double spare = shards == 1 ? 0 : 4 * Math.sqrt(mean);
    return limited(TableSizing.tightCapacityFor((long) Math.ceil(mean + spare)));
  }

  // ---------------------------------------------------------------- finding

  /** Returns this map's random multiplier. */
  public long multiplier() {
    return multiplier;
  }

  /** Returns the spread of a hash code under a map's {@link #multiplier()}. */
  public static long spread(int hashCode, long multiplier) {
    return Spread.of(hashCode, multiplier);
  }

  /** Returns the spread of a hash code under this map's random multiplier. */
  public long spread(int hashCode) {
    return Spread.of(hashCode, multiplier);
  }

  /** Returns the table that may be probed for a key, perhaps the empty one. */
  public FlatTable tableFor(long spread) {
    return shardTableFor(spread);
  }

  ShardTable shardTableFor(long spread) {
    ShardTable[] tables = this.tables;
    int mask = tables.length - 1;
    // A branch that is nearly free, as a map rarely changes sides: it lets the processor fetch the
    // one table before it knows the key's hash code.
    return tableAcquire(tables, mask == 0 ? 0 : Spread.shardBits(spread) & mask);
  }

  /** As {@link #shardTableFor}, for a writer: makes the shard when there is none. */
  ShardTable writableTableFor(long spread, Object key) {
    ShardTable table = shardTableFor(spread);
    return table.isUnborn()
        ? createShard(Spread.shardBits(spread), !StableHash.isStable(key))
        : table;
  }

  private ShardTable createShard(int shardBits, boolean storesHashes) {
    lock.acquire();
    try {
      ShardTable[] tables = this.tables;
      int index = shardBits & (tables.length - 1);
      ShardTable present = tables[index];
      if (!present.isUnborn()) {
        return present;
      }
      int depth = initialDepth;
      Shard shard =
          depth == 0 ? new Shard(this, index, depth) : new PaddedShard(this, index, depth);
      ShardTable table = new ShardTable(shard, initialCapacity, storesHashes);
      shard.table = table;
      VarHandle.releaseFence();
      tables[index] = table;
      return table;
    } finally {
      lock.locked = ShardLock.FREE;
      lock.wakeNext();
    }
  }

  // ---------------------------------------------------------------- publishing; the caller holds
  // the shard's lock

  /** Puts a new generation of a shard's table in its places. */
  void publish(ShardGeneration next) {
    lock.acquire();
    try {
      ShardTable[] tables = this.tables;
      Shard shard = next.shard;
      VarHandle.releaseFence();
      // From here on plain stores only, which the fence makes release stores: bytecodes, not calls,
      // so that not even an exhausted stack can part them.
      shard.table = next.table;
      shard.used = next.used;
      shard.rebuilds++;
      for (int i = shard.suffix; i < tables.length; i += 1 << shard.depth) {
        tables[i] = next.table;
      }
      // The count last: of a shard that is cleared, it may be zero only once the mappings are gone.
      try {
        VarHandle.releaseFence();
      } finally {
        shard.live = next.live;
      }
    } finally {
      lock.locked = ShardLock.FREE;
      lock.wakeNext();
    }
  }

  /** Puts the first generations of two shards in the places of one, which is retired. */
  void publishSplit(Shard retired, ShardGeneration low, ShardGeneration high) {
    lock.acquire();
    try {
      ShardTable[] tables = this.tables;
      int depth = low.shard.depth;
      if (1 << depth > tables.length) {
        ShardTable[] doubled = Arrays.copyOf(tables, 2 * tables.length);
        System.arraycopy(tables, 0, doubled, tables.length, tables.length);
        tables = doubled;
      }
      low.startShard(retired);
      high.startShard(retired);
      long split = splits;
      splits = split + 1;
      try {
        // After the odd mark: a store that follows a volatile one may be seen before it. It also
        // publishes what the new tables hold.
        VarHandle.releaseFence();
        // As in publish: nothing below can fail. The retired shard keeps its count, for a size()
        // that still meets it.
        retired.table = null;
        for (int i = low.shard.suffix; i < tables.length; i += 1 << depth) {
          tables[i] = low.table;
        }
        for (int i = high.shard.suffix; i < tables.length; i += 1 << depth) {
          tables[i] = high.table;
        }
        this.tables = tables;
      } finally {
        splits = split + 2;
      }
    } finally {
      lock.locked = ShardLock.FREE;
      lock.wakeNext();
    }
  }

  // ---------------------------------------------------------------- policy

  /** Tells whether a shard with so many keys should split rather than grow. */
  boolean splitsAt(Shard shard, int live) {
    return maySplit(shard) && live >= LARGE_SPLIT;
  }

  /** Tells whether a shard should split because threads wait for it. */
  boolean splitsWhenContended(Shard shard) {
    return maySplit(shard) && !busy(shard);
  }

  private boolean maySplit(Shard shard) {
    return fixedShards == 0 && 1 << shard.depth < MAX_SHARDS;
  }

  private boolean busy(Shard shard) {
    return 1 << shard.depth >= busyShards;
  }

  /** Returns the number of shards that the map was made with, or 0 when it splits by itself. */
  public int fixedShards() {
    return fixedShards;
  }

  int initialCapacity() {
    return initialCapacity;
  }

  int limited(long capacity) {
    return (int) Math.min(maximumCapacity, capacity);
  }

  int maximumCapacity() {
    return maximumCapacity;
  }

  // ---------------------------------------------------------------- all shards

  /**
   * Returns the number of mappings: the shards' counts, read one after the other, without a split
   * in between. What stays throughout is counted; what comes and goes in different shards meanwhile
   * may be missed, or counted twice.
   */
  public long mappingCount() {
    for (int tries = 0; tries < 8; tries++) {
      long before = splits;
      long count = sum(tables);
      if ((before & 1) == 0 && before == splits) {
        return count;
      }
    }
    lock.acquire();
    try {
      return sum(tables);
    } finally {
      lock.locked = ShardLock.FREE;
      lock.wakeNext();
    }
  }

  private static long sum(ShardTable[] tables) {
    long count = 0;
    for (int i = 0; i < tables.length; i++) {
      ShardTable table = tableAcquire(tables, i);
      if (isFirstPlace(table, i)) {
        count += table.shard().liveVolatile();
      }
    }
    return count;
  }

  /** A shard of less depth than the directory has several places; it counts in the first. */
  private static boolean isFirstPlace(ShardTable table, int index) {
    return !table.isUnborn() && table.shard().suffix == index;
  }

  /** Tells whether no shard holds a mapping when it comes to it. */
  public boolean isEmpty() {
    ShardTable[] tables = this.tables;
    for (int i = 0; i < tables.length; i++) {
      ShardTable table = tableAcquire(tables, i);
      if (!table.isUnborn() && table.shard().liveVolatile() > 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the shards that exist, by suffix; a weakly consistent list. */
  List<Shard> shards() {
    ShardTable[] tables = this.tables;
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < tables.length; i++) {
      ShardTable table = tableAcquire(tables, i);
      if (isFirstPlace(table, i)) {
        shards.add(table.shard());
      }
    }
    return shards;
  }

  /** While its holder has it, no shard is made or split; to be taken after all locks of shards. */
  ShardLock lock() {
    return lock;
  }

  /** Returns the number of places in the directory. */
  int length() {
    return tables.length;
  }

  /**
   * Returns how many low bits lead to a table. Only an array that never doubled has places of no
   * shard.
   */
  int depthOf(ShardTable table) {
    return table.isUnborn() ? initialDepth : table.shard().depth;
  }

  /** Returns the table at a place; higher bits of the index than the directory has do not count. */
  ShardTable tableAt(int index) {
    ShardTable[] tables = this.tables;
    return tableAcquire(tables, index & (tables.length - 1));
  }

  /**
   * Acquire: pairs with the release fence before a table is put in its place, after it was filled.
   */
  private static ShardTable tableAcquire(ShardTable[] tables, int index) {
    return (ShardTable) TABLE.getAcquire(tables, index);
  }
}
