package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Keys;
import dev.inlay.internal.table.TableSizing;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap 10: every transition from one generation of a table to the next, each forced, at any size.
 */
class TransitionsTest {
  private static final int LARGEST = 80;

  /** What brings about a next generation, by what forces it under the shard's lock. */
  enum Transition {
    GROW_OR_CLEAN(ShardRebuild::makeRoom),
    GROW_FOR_SEVERAL((shard, table) -> ShardRebuild.makeRoomFor(shard, table, 40)),
    STORE_HASHES(ShardRebuild::storeHashes),
    TRIM(ShardRebuild::trim),
    SHRINK(ShardRebuild::shrinkIfMostlyEmpty),
    SPLIT((shard, table) -> ShardRebuild.splitContended(shard));

    final BiConsumer<Shard, ShardTable> force;

    Transition(BiConsumer<Shard, ShardTable> force) {
      this.force = force;
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsEveryMappingAtAnySize(Transition transition) {
    for (Keys.Kind kind : Keys.ALL) {
      for (int size = 0; size <= LARGEST; size++) {
        for (int seed = 0; seed < 6; seed++) {
          force(transition, kind, size, size % 3 == 0 ? size / 2 : 0);
        }
      }
    }
  }

  /** Few keys can all fall into one half of a split. */
  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"SPLIT", "TRIM"})
  void smallTablesManyTimes(Transition transition) {
    for (int round = 0; round < 12_000; round++) {
      force(transition, Keys.INTEGERS, 4 + round % 16, 0);
    }
  }

  /** Fills a map of one shard, removes some, forces the transition, and uses the map further. */
  private static void force(Transition transition, Keys.Kind kind, int size, int removed) {
    ShardDirectory directory = new ShardDirectory(0, 0, TableSizing.MAX_CAPACITY);
    Map<Object, Object> expected = new HashMap<>();
    for (int id = 0; id < size; id++) {
      Object key = kind.key(id);
      ShardWriter.store(directory, key, id, true, true);
      expected.put(key, id);
    }
    for (int id = 0; id < removed; id++) {
      ShardWriter.exchange(directory, kind.key(id), null, null);
      expected.remove(kind.key(id));
    }
    Shard shard = directory.shards().isEmpty() ? null : directory.shards().get(0);
    if (shard == null) {
      return;
    }
    shard.acquire();
    try {
      transition.force.accept(shard, shard.table);
    } finally {
      shard.locked = ShardLock.FREE;
    }
    assertHolds(directory, expected, kind);
    for (int id = LARGEST; id < LARGEST + 20; id++) {
      Object key = kind.key(id);
      ShardWriter.store(directory, key, id, true, true);
      expected.put(key, id);
    }
    assertHolds(directory, expected, kind);
  }

  private static void assertHolds(
      ShardDirectory directory, Map<Object, Object> expected, Keys.Kind kind) {
    ShardInspector.check(directory);
    assertThat(directory.mappingCount()).isEqualTo(expected.size());
    for (int id = 0; id < LARGEST + 20; id++) {
      Object key = kind.key(id);
      long spread = directory.spread(key.hashCode());
      Object seen = directory.tableFor(spread).get(key, key.hashCode(), spread);
      assertThat(seen).as("%s of %s", key, kind).isEqualTo(expected.get(key));
    }
  }
}
