package dev.inlay.jmh.subject;

import dev.inlay.ShardedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Our {@link ShardedMap}, as it decides itself or with a given number of shards.
 *
 * @param shards the number of shards, or {@link #DEFAULT_SHARDS}
 */
record ShardedMapSubject(int shards) implements Subject {

  /** The map chooses, as it does for most of its users. */
  static final int DEFAULT_SHARDS = 0;

  @Override
  public String id() {
    return shards == DEFAULT_SHARDS ? "sharded" : "sharded-" + shards;
  }

  @Override
  public String label() {
    if (shards == DEFAULT_SHARDS) {
      return "ShardedMap";
    }
    return "ShardedMap, " + shards + (shards == 1 ? " shard" : " shards");
  }

  @Override
  public boolean ours() {
    return true;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE, Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public String library() {
    return "dev/inlay/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return shards == DEFAULT_SHARDS
        ? new ShardedMap<>()
        : ShardedMap.<K, V>builder().shards(shards).build();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    ShardedMap.Builder<K, V> builder = ShardedMap.<K, V>builder().initialCapacity(entries);
    return (shards == DEFAULT_SHARDS ? builder : builder.shards(shards)).build();
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((ShardedMap<K, V>) map).snapshot();
  }

  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    ((ShardedMap<K, Long>) map)
        .atomically(
            List.of(from, to),
            view -> {
              view.put(from, view.get(from) - amount);
              return view.put(to, view.get(to) + amount);
            });
  }
}
