package dev.inlay.internal.shard;

import dev.inlay.internal.table.FlatTable;
import org.jspecify.annotations.Nullable;

/**
 * One table generation of one shard. It names its shard, so that a writer comes from the table to
 * the lock.
 */
final class ShardTable extends FlatTable {

  private final @Nullable Shard shard;

  ShardTable(@Nullable Shard shard, int capacity, boolean storesHashes) {
    super(capacity, storesHashes);
    this.shard = shard;
  }

  /** Tells whether this is the one empty table that stands for shards not yet made. */
  boolean isUnborn() {
    return shard == null;
  }

  /**
   * Returns the shard of a table that has one: every table in which a key was found or may be
   * inserted.
   */
  Shard shard() {
    if (shard == null) {
      throw new AssertionError("the table of no shard is never written");
    }
    return shard;
  }
}
