package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.contract.tools.Keys;
import dev.inlay.internal.view.Traversal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks over shards that are not born, split, replaced, or have keys outside their slots. */
class ShardWalksTest {

  private static ShardTraversal<Object, Object> walk(ShardDirectory directory) {
    return new ShardTraversal<>(directory);
  }

  /** Puts as many keys of one hash code as do not fit into slots, and others. */
  private static Set<Object> filled(ShardDirectory directory) {
    Set<Object> keys = new HashSet<>();
    for (int id = 0; id < 200; id++) {
      keys.add(Keys.COLLIDING.key(id));
      keys.add(id);
    }
    for (Object key : keys) {
      ShardWriter.store(directory, key, "value of " + key, true, true);
    }
    return keys;
  }

  private static void meet(Traversal<Object, Object> walk, List<Object> met) {
    while (walk.advance()) {
      met.add(walk.key());
    }
  }

  @Test
  void partsMeetEachKeyOnce() {
    ShardDirectory directory = TestDirectories.fixed(1);
    Set<Object> keys = filled(directory);
    List<Object> met = new ArrayList<>();
    List<Traversal<Object, Object>> parts = new ArrayList<>(List.of(walk(directory)));
    for (int i = 0; i < parts.size(); i++) {
      Traversal<Object, Object> other = parts.get(i).trySplit();
      while (other != null) {
        parts.add(other);
        other = parts.get(i).trySplit();
      }
      meet(parts.get(i), met);
    }
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(met).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void whereThereIsNothingThereAreNoParts() {
    ShardDirectory directory = TestDirectories.fixed(4);
    assertThat(walk(directory).trySplit()).isNull();
    assertThat(walk(directory).advance()).isFalse();
    filled(directory);
    assertThat(walk(directory).trySplit()).isNotNull();
  }

  /** The table has been replaced since: by key. */
  @Test
  void whatWasMetIsRemovedFromTheNextTable() {
    ShardDirectory directory = TestDirectories.fixed(0);
    Set<Object> keys = filled(directory);
    ShardTraversal<Object, Object> walk = walk(directory);
    assertThat(walk.advance()).isTrue();
    walk.mark();
    ShardMaintenance.trim(directory);
    TestDirectories.split(directory, 0);
    assertThat(walk.removeMarked(null)).isTrue();
    assertThat(walk.removeMarked(null)).isFalse();
    keys.remove(walk.key());
    List<Object> met = new ArrayList<>();
    meet(walk(directory), met);
    assertThat(met).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void shardsThatAreNotBornAreLeftAlone() {
    ShardDirectory directory = TestDirectories.fixed(4);
    ShardWriter.store(directory, 1, "value", true, true);
    ShardMaintenance.trim(directory);
    assertThat(ShardMaintenance.exactSize(directory)).isEqualTo(1);
    ShardMaintenance.clear(directory);
    assertThat(ShardMaintenance.exactSize(directory)).isZero();
    assertThat(directory.shards()).hasSize(1);
  }

  /** Under attack a tree moves as a whole, and the slots may hold nothing. */
  @Test
  void aShardWhoseKeysAreAllInItsTreeIsCleared() {
    ShardDirectory directory = TestDirectories.fixed(1);
    for (int id = 0; id < 500; id++) {
      ShardWriter.store(directory, Keys.COLLIDING.key(id), "value", true, true);
    }
    Shard shard = directory.shards().get(0);
    ShardTable table = Objects.requireNonNull(shard.table);
    for (int at = 0; at < table.capacity(); at++) {
      Object key = table.keyLocked(at);
      if (key != null) {
        ShardWriter.exchange(directory, key, null, null);
      }
    }
    shard.acquire();
    ShardRebuild.makeRoom(shard, Objects.requireNonNull(shard.table));
    shard.locked = ShardLock.FREE;
    assertThat(shard.used).isZero();
    assertThat(shard.live).isPositive();
    ShardMaintenance.clear(directory);
    assertThat(ShardMaintenance.exactSize(directory)).isZero();
    assertThat(walk(directory).advance()).isFalse();
  }

  @Test
  void aCopyHasAllMappings() {
    ShardDirectory directory = TestDirectories.fixed(2);
    Set<Object> keys = filled(directory);
    requireCopy(ShardMaintenance.copyOfOneMoment(directory), 800, keys);
  }

  /** More than were counted when it was begun. */
  @Test
  void aCopyGrows() throws ReflectiveOperationException {
    ShardDirectory directory = TestDirectories.fixed(1);
    Set<Object> keys = filled(directory);
    Class<?> type = Class.forName(ShardMaintenance.class.getName() + "$Copy");
    var constructor = type.getDeclaredConstructor(long.class);
    constructor.setAccessible(true);
    Object copy = constructor.newInstance(1L);
    var add = type.getDeclaredMethod("add", Shard.class);
    add.setAccessible(true);
    add.invoke(copy, directory.shards().get(0));
    int length = (int) Inner.field(type, copy, "length");
    requireCopy(
        (Object[]) Objects.requireNonNull(Inner.field(type, copy, "mappings")), length, keys);
    assertThat(length).isEqualTo(2 * keys.size());
  }

  private static void requireCopy(Object[] mappings, int length, Set<Object> keys) {
    Set<Object> met = new HashSet<>();
    for (int i = 0; i < length; i += 2) {
      assertThat(met.add(mappings[i])).isTrue();
      assertThat(mappings[i + 1]).isEqualTo("value of " + mappings[i]);
    }
    assertThat(met).isEqualTo(keys);
  }
}
