package dev.inlay;

import dev.inlay.internal.shard.ShardDirectory;

/** Gives tests of other packages maps on shards of their own. */
public final class ShardedMaps {

  private ShardedMaps() {}

  /** Makes a map on given shards. */
  public static <K, V> ShardedMap<K, V> on(ShardDirectory directory) {
    return ShardedMap.on(directory);
  }
}
