package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.PendingValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What concerns all shards: clearing and trimming one after the other, reading all at one moment.
 */
public final class ShardMaintenance {

  private ShardMaintenance() {}

  /** Empties shard after shard. */
  public static void clear(ShardDirectory directory) {
    eachShard(
        directory,
        (shard, table) -> {
          if (shard.used > 0 || table.collisions() != null) {
            ShardRebuild.clear(shard);
          }
        });
  }

  /** Shrinks shard after shard. */
  public static void trim(ShardDirectory directory) {
    eachShard(directory, ShardRebuild::trim);
  }

  private interface Visit {
    void visit(Shard shard, ShardTable table);
  }

  /** Visits each shard under its lock; the halves of one that split meanwhile are visited too. */
  private static void eachShard(ShardDirectory directory, Visit visit) {
    long end = 1L << 32;
    long position = 0;
    while (position < end) {
      ShardTable table = directory.tableAt(Integer.reverse((int) position));
      long next = position + (end >>> directory.depthOf(table));
      if (!table.isUnborn()) {
        Shard shard = table.shard();
        shard.acquire();
        try {
          ShardTable current = shard.table;
          if (current == null) {
            continue; // split: look again what begins here now
          }
          visit.visit(shard, current);
        } finally {
          shard.locked = ShardLock.FREE;
          shard.wakeNext();
        }
      }
      position = next;
    }
  }

  /** Returns the number of mappings at one moment. */
  public static long exactSize(ShardDirectory directory) {
    long[] size = new long[1];
    ShardLocks.withAll(
        directory,
        () -> {
          size[0] = 0;
          for (Shard shard : directory.shards()) {
            size[0] += shard.live;
          }
        });
    return size[0];
  }

  /** Returns keys and values by turns, as they are at one moment. */
  public static Object[] copyOfOneMoment(ShardDirectory directory) {
    Copy copy = new Copy(directory.mappingCount());
    ShardLocks.withAll(
        directory,
        () -> {
          copy.length = 0;
          for (Shard shard : directory.shards()) {
            copy.add(shard);
          }
        });
    return copy.mappings.length == copy.length
        ? copy.mappings
        : Arrays.copyOf(copy.mappings, copy.length);
  }

  private static final class Copy {
    Object[] mappings;
    int length;

    Copy(long expected) {
      mappings = new Object[(int) Math.min(2 * expected, Integer.MAX_VALUE - 8)];
    }

    void add(Shard shard) {
      ShardTable table = shard.table;
      if (table == null) {
        throw new AssertionError("a locked shard was retired");
      }
      if (length + 2L * shard.live > mappings.length) {
        long wanted = Math.max(length + 2L * shard.live, mappings.length + (mappings.length >>> 1));
        if (wanted > Integer.MAX_VALUE - 8 && length + 2L * shard.live > Integer.MAX_VALUE - 8) {
          throw new IllegalStateException(
              "the map has too many mappings to copy them into one array");
        }
        mappings = Arrays.copyOf(mappings, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
      }
      for (int at = 0; at < table.capacity(); at++) {
        Object key = table.claimedLocked(at) ? table.keyLocked(at) : null;
        if (key != null) {
          add(key, table.valueLocked(at));
        }
      }
      CollisionTree.forEach(table.collisions(), this::add);
    }

    private void add(CollisionCell cell) {
      add(cell.key(), PendingValue.resolve(cell.value()));
    }

    private void add(Object key, @Nullable Object value) {
      if (value != null) {
        mappings[length++] = key;
        mappings[length++] = value;
      }
    }
  }
}
