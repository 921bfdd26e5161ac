package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.wait.Hold;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Initialises the classes that operations use later on. A class whose initialisation meets the end
 * of the stack is unusable for as long as the JVM runs; here there is stack enough, or the map
 * class itself fails. What all maps have in common is used by the map class itself.
 */
public final class ShardClasses {

  private ShardClasses() {}

  /** Initialises them, and links what is called by method handle. */
  public static void initialise() {
    try {
      for (Class<?> type :
          List.of(
              LockSupport.class,
              ConcurrentLinkedQueue.class,
              ShardRebuild.class,
              ShardGeneration.class,
              ShardLocks.class,
              ShardMaintenance.class,
              ShardTransaction.class,
              ShardTraversal.class,
              ShardWriter.class)) {
        MethodHandles.lookup().ensureInitialized(type);
      }
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
    ShardDirectory directory = new ShardDirectory(0, 0, 1 << 10);
    ShardWriter.store(directory, 1, 1, true, true);
    ShardWriter.exchange(directory, 1, 1, null);
    ShardTransaction.run(
        directory,
        List.of(2, 3),
        view -> {
          view.set(2, 0);
          view.set(3, null);
          return Boolean.TRUE;
        });
    ShardMaintenance.exactSize(directory);
    CollisionTree tree = CollisionTree.plus(null, new CollisionCell(1, "a", "a"));
    tree.find("b", 1);
    PendingValue.resolve(tree);
    describeOwner(directory.shards().get(0));
    ShardLock lock = new ShardLock();
    lock.acquire();
    lock.locked = ShardLock.FREE;
    lock.wakeNext();
  }

  /** As a cycle of waits tells of it. */
  private static void describeOwner(Shard shard) {
    shard.owner = Thread.currentThread();
    Hold hold = shard.currentHold();
    shard.owner = null;
    if (hold == null || hold.what().isEmpty()) {
      throw new AssertionError("the owner of a shard was not seen");
    }
  }
}
