package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Initialises the classes that operations use later on. A class whose initialisation meets the end
 * of the stack is unusable for as long as the JVM runs; here there is stack enough, or the map
 * class itself fails.
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
              WaitGraph.class,
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
    for (int i = 0; i < 300; i++) {
      ShardWriter.store(directory, i, i, true, true);
    }
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
    refuseCycle(directory.shards().get(0));
    ShardLock lock = new ShardLock();
    lock.acquire();
    lock.locked = ShardLock.FREE;
    lock.wakeNext();
  }

  /** A thread that waits for itself. */
  private static void refuseCycle(Shard shard) {
    Thread me = Thread.currentThread();
    shard.owner = me;
    WaitGraph.begin(me, shard);
    try {
      WaitGraph.refuseCycle(me, shard);
      throw new AssertionError("a cycle was not seen");
    } catch (WaitGraph.CycleException e) {
      if (e.own() == null) {
        throw new AssertionError(e);
      }
    } finally {
      WaitGraph.end(me);
      shard.owner = null;
    }
  }
}
