package dev.inlay.internal.shard;

import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.table.TableSizing;

/** Shards for tests whose hashes are the same in each run. */
public final class TestDirectories {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private TestDirectories() {}

  /**
   * Shards that put each key at the same place in each run.
   *
   * @param fixedShards their number, or 0 to begin with one that may split
   */
  public static ShardDirectory fixed(int fixedShards) {
    return new ShardDirectory(fixedShards, 0, TableSizing.MAX_CAPACITY, MULTIPLIER);
  }

  /** Makes all shards as contended as they can be unsplit: the next thread that waits splits. */
  public static void contend(ShardDirectory directory) {
    for (Shard shard : directory.shards()) {
      shard.contended = 15;
    }
  }

  /** Returns which of so many shards has a key. */
  public static int shardOf(int shards, Object key) {
    return Spread.shardBits(Spread.of(key.hashCode(), MULTIPLIER)) & (shards - 1);
  }

  /** Returns how many shards there are. */
  public static int shards(ShardDirectory directory) {
    return directory.shards().size();
  }

  /** Splits a shard, as if it were contended. */
  public static void split(ShardDirectory directory, int index) {
    Shard shard = directory.shards().get(index);
    shard.acquire();
    try {
      ShardRebuild.splitContended(shard);
    } finally {
      shard.locked = ShardLock.FREE;
      shard.wakeNext();
    }
  }
}
