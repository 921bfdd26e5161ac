package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.Inner;
import dev.inlay.internal.hash.Spread;
import dev.inlay.internal.wait.WaitGraph;
import dev.inlay.internal.wait.WaitGraph.CycleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The locks of several shards, beside a thread that holds one of them and waits for another. */
@Timeout(value = 5, unit = TimeUnit.SECONDS)
class ShardLocksTest {

  private static final int SHARDS = 4;

  private final ShardDirectory directory = TestDirectories.fixed(SHARDS);

  /** A key of each shard, in the shards' order. */
  private final List<Integer> keys = new ArrayList<>();

  private final Thread other = new Thread("other");

  ShardLocksTest() {
    for (int suffix = 0; suffix < SHARDS; suffix++) {
      int key = 0;
      while ((Spread.shardBits(directory.spread(key)) & (SHARDS - 1)) != suffix) {
        key++;
      }
      keys.add(key);
    }
  }

  private Shard shard(int index) {
    int key = keys.get(index);
    return directory.writableTableFor(directory.spread(key), key).shard();
  }

  private ShardLocks lock(int... indexes) {
    long[] spreads = new long[indexes.length];
    List<Object> wanted = new ArrayList<>();
    for (int i = 0; i < indexes.length; i++) {
      wanted.add(keys.get(indexes[i]));
      spreads[i] = directory.spread(keys.get(indexes[i]));
    }
    return ShardLocks.ofSpreads(directory, spreads, wanted);
  }

  private void requireMine(int... indexes) {
    for (int index : indexes) {
      assertThat(shard(index).locked).isEqualTo(1);
      assertThat(shard(index).ownedByCurrentThread()).isTrue();
    }
  }

  private void free(Shard shard) {
    WaitGraph.end(other);
    shard.owner = null;
    shard.locked = ShardLock.FREE;
    shard.wakeNext();
  }

  /** Lets the other thread hold a shard and wait for one: as if a function of its ran. */
  private void otherHolds(int held, int awaited) {
    Shard shard = shard(held);
    shard.locked = 1;
    shard.owner = other;
    WaitGraph.begin(other, shard(awaited));
  }

  private Thread freeLater(int index) {
    Shard shard = shard(index);
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(40);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              free(shard);
            });
    thread.start();
    return thread;
  }

  @AfterEach
  void nothingStaysLocked() {
    for (Shard shard : directory.shards()) {
      assertThat(shard.locked).isEqualTo(ShardLock.FREE);
      assertThat(shard.owner).isNull();
      assertThat(WaitGraph.isAwaited(shard)).isFalse();
    }
  }

  @Test
  void whatIsCovered() {
    shard(1);
    ShardLocks locks = lock(0, 2);
    requireMine(0, 2);
    long[] both = {directory.spread(keys.get(2)), directory.spread(keys.get(0))};
    assertThat(Inner.call(locks, "cover", directory, both)).isEqualTo(true);
    long[] more = {directory.spread(keys.get(0)), directory.spread(keys.get(1))};
    assertThat(Inner.call(locks, "cover", directory, more)).isEqualTo(false);
    locks.release();
  }

  /** The other thread waits for the first shard, and holds the second until it has got it. */
  @Test
  void itStepsBackFromACycle() throws InterruptedException {
    shard(0);
    otherHolds(1, 0);
    Thread freeing = freeLater(1);
    ShardLocks locks = lock(0, 1);
    requireMine(0, 1);
    locks.release();
    freeing.join();
  }

  @Test
  void whatIsReadAtOneMomentIsLocked() throws InterruptedException {
    for (int key : keys) {
      ShardWriter.store(directory, key, "value", true, true);
    }
    otherHolds(SHARDS - 1, 0);
    Thread freeing = freeLater(SHARDS - 1);
    int[] times = {0};
    ShardLocks.withAll(
        directory,
        () -> {
          times[0]++;
          requireMine(0, 1, 2, 3);
          assertThat(directory.lock().locked).isEqualTo(1);
        });
    assertThat(times[0]).isEqualTo(1);
    freeing.join();
  }

  /** The cycle runs through a function of this thread, which cannot step back. */
  @Test
  void itGivesUpWhereItCannotStepBack() {
    Shard mine = shard(0);
    mine.locked = 1;
    mine.owner = Thread.currentThread();
    otherHolds(2, 0);
    try {
      assertThatThrownBy(() -> lock(1, 2)).isInstanceOf(CycleException.class);
      assertThatThrownBy(() -> lock(2, 3)).isInstanceOf(CycleException.class);
    } finally {
      free(mine);
      free(shard(2));
    }
  }

  /** What was entered for a wait is taken out after it. */
  @Test
  void whoHasWaitedWaitsNoMore() throws InterruptedException {
    Shard mine = shard(0);
    mine.locked = 1;
    mine.owner = Thread.currentThread();
    Shard target = shard(1);
    target.locked = 1;
    Thread freeing = freeLater(1);
    target.acquire();
    assertThat(WaitGraph.isAwaited(target)).isFalse();
    free(target);
    free(mine);
    freeing.join();
  }

  /** While a thread waits for one shard, its waits for it are one. */
  @Test
  void aWaitIsEnteredOnce() {
    Thread me = Thread.currentThread();
    Shard target = shard(1);
    target.whileWaiting(me, false);
    Object wait = waits().get(me);
    assertThat(wait).isNotNull();
    target.whileWaiting(me, true);
    assertThat(waits().get(me)).isSameAs(wait);
    target.endWaiting(me);
    assertThat(waits()).doesNotContainKey(me);
  }

  @SuppressWarnings("unchecked")
  private static Map<Thread, Object> waits() {
    return (Map<Thread, Object>)
        Objects.requireNonNull(Inner.field(WaitGraph.class, WaitGraph.class, "WAITS"));
  }

  @Test
  void aCycleIsRefused() {
    Thread me = Thread.currentThread();
    Shard mine = shard(0);
    mine.locked = 1;
    mine.owner = me;
    otherHolds(1, 0);
    assertThatThrownBy(() -> shard(1).whileWaiting(me, false))
        .isInstanceOf(CycleException.class)
        .hasMessageContaining("shard 1 of a ShardedMap is held by other")
        .hasMessageContaining("shard 0 of a ShardedMap is held by " + me.getName());
    WaitGraph.end(other);
    shard(1).whileWaiting(me, true);
    shard(1).endWaiting(me);
    free(shard(1));
    free(mine);
  }

  /** A hold is the same as long as the same thread has it on the same shard. */
  @Test
  void holdsAreCompared() {
    Shard shard = shard(0);
    assertThat(shard.currentHold()).isNull();
    shard.owner = other;
    Object hold = shard.currentHold();
    assertThat(hold).isEqualTo(shard.currentHold()).hasSameHashCodeAs(shard.currentHold());
    shard.owner = Thread.currentThread();
    assertThat(hold).isNotEqualTo(shard.currentHold());
    shard.owner = null;
    shard(1).owner = other;
    assertThat(hold).isNotEqualTo(shard(1).currentHold());
    shard(1).owner = null;
  }

  /** A shard is made between the last lock and the look whether all are locked. */
  @Test
  void whatIsReadAtOneMomentIsAllThereIs() throws InterruptedException {
    ShardWriter.store(directory, keys.get(0), "value", true, true);
    ShardLock lock = directory.lock();
    lock.acquire();
    long[] size = {0};
    Thread counting = new Thread(() -> size[0] = ShardMaintenance.exactSize(directory));
    counting.start();
    while (shard(0).locked == ShardLock.FREE || counting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    Shard more = new PaddedShard(directory, 1, 2);
    more.table = new ShardTable(more, 16, false);
    ShardTable[] tables = (ShardTable[]) Inner.field(ShardDirectory.class, directory, "tables");
    Objects.requireNonNull(tables)[1] = more.table;
    ShardWriter.store(directory, keys.get(1), "value", true, true);
    lock.locked = ShardLock.FREE;
    lock.wakeNext();
    counting.join();
    assertThat(size[0]).isEqualTo(2);
  }
}
