package dev.inlay.internal.shard;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.table.PendingValue;
import dev.inlay.internal.view.Traversal;
import org.jspecify.annotations.Nullable;

/**
 * Walks shard by shard, and in each the slots of the table that is current when the walk gets
 * there.
 *
 * <p>The position among shards is a point of the 32-bit space of shard bits in <i>reversed</i> bit
 * order, in which each shard covers one interval and a split cuts an interval in two. So the end of
 * one shard is always the beginning of another, whatever has split meanwhile, and no mapping is met
 * twice or missed (the cursor of Redis' SCAN rests on the same fact). A table that is replaced
 * while it is walked stays as it was at that moment, and is walked to its end.
 */
public final class ShardTraversal<K, V> extends Traversal<K, V> {

  private static final long END = 1L << 32;
  private static final long UNKNOWN = -1;

  private final ShardDirectory directory;
  private long nextShard;
  private long endShard;
  private long estimate = UNKNOWN;

  private @Nullable ShardTable table;
  private int at;
  private int end;

  /**
   * Claimed slots among the eight from {@link #lookedAt} on that were not met yet, as sign bits of
   * bytes.
   */
  private long claimed;

  private int lookedAt;
  private int nextLook;
  private CollisionCell @Nullable [] cells;
  private int nextCell;

  private @Nullable ShardTable markedTable;
  private @Nullable Object markedKey;
  private int marked;
  private @Nullable CollisionCell markedCell;

  /** Starts a walk over all shards. */
  public ShardTraversal(ShardDirectory directory) {
    this(directory, 0, END);
  }

  private ShardTraversal(ShardDirectory directory, long nextShard, long endShard) {
    this.directory = directory;
    this.nextShard = nextShard;
    this.endShard = endShard;
  }

  @Override
  public boolean advance() {
    do {
      ShardTable table = this.table;
      if (table != null && (advanceSlot(table) || advanceCell(table))) {
        return true;
      }
    } while (enterNextShard());
    return false;
  }

  private boolean advanceSlot(ShardTable table) {
    for (; ; ) {
      while (claimed != 0) {
        int slot = lookedAt + (Long.numberOfTrailingZeros(claimed) >>> 3);
        claimed &= claimed - 1;
        if (slot >= end) {
          break;
        }
        Object key = table.keyAcquire(slot);
        Object value = key == null ? null : table.valueAcquire(slot);
        if (key != null && value != null) {
          at = slot + 1;
          return found(key, value);
        }
      }
      if (nextLook >= end) {
        claimed = 0;
        at = end;
        return false;
      }
      lookedAt = nextLook;
      claimed = table.claimedAcquire(lookedAt);
      nextLook = lookedAt + Long.BYTES;
    }
  }

  private boolean advanceCell(ShardTable table) {
    if (end != table.capacity()) {
      return false; // the part that was split off walks the cells
    }
    CollisionCell[] cells = this.cells;
    if (cells == null) {
      cells = CollisionTree.cells(table.collisions());
      this.cells = cells;
    }
    while (nextCell < cells.length) {
      CollisionCell cell = cells[nextCell++];
      Object value = PendingValue.resolve(cell.value());
      if (value != null) {
        return found(cell.key(), value);
      }
    }
    return false;
  }

  private boolean enterNextShard() {
    while (nextShard < endShard) {
      ShardTable next = directory.tableAt(Integer.reverse((int) nextShard));
      nextShard += END >>> directory.depthOf(next);
      if (!next.isUnborn()) {
        enter(next, 0, next.capacity());
        return true;
      }
    }
    table = null;
    return false;
  }

  private void enter(ShardTable table, int at, int end) {
    this.table = table;
    this.at = at;
    this.end = end;
    this.nextLook = at;
    this.claimed = 0;
    this.cells = null;
    this.nextCell = 0;
  }

  @Override
  public void mark() {
    markedTable = table;
    markedCell = nextCell > 0 && cells != null ? cells[nextCell - 1] : null;
    markedKey = table == null ? null : key();
    marked = at - 1;
  }

  /**
   * Removes by position, so that even a key whose hash code has changed is removed; else by key, as
   * it may have been removed and put anew.
   */
  @Override
  public boolean removeMarked(@Nullable Object expected) {
    ShardTable table = markedTable;
    Object key = markedKey;
    if (table == null || key == null) {
      return false;
    }
    return ShardWriter.removeAt(table, marked, markedCell, expected)
        || ShardWriter.exchange(directory, key, expected, null) != null;
  }

  @Override
  public @Nullable Traversal<K, V> trySplit() {
    if (table == null && !enterNextShard()) {
      return null;
    }
    long middle = nextShard + ((endShard - nextShard) >>> 1);
    long boundary = boundaryAtOrAfter(middle);
    if (boundary < endShard) {
      ShardTraversal<K, V> rest = new ShardTraversal<>(directory, boundary, endShard);
      endShard = boundary;
      return withHalfOfEstimate(rest);
    }
    if (nextShard < endShard) {
      ShardTraversal<K, V> rest = new ShardTraversal<>(directory, nextShard, endShard);
      endShard = nextShard;
      return withHalfOfEstimate(rest);
    }
    return splitTable();
  }

  /**
   * Returns the first beginning of a shard from a point on; it stays one, as shards only ever
   * split.
   */
  private long boundaryAtOrAfter(long point) {
    long start = nextShard;
    while (start < point) {
      start += END >>> directory.depthOf(directory.tableAt(Integer.reverse((int) start)));
    }
    return start;
  }

  private @Nullable Traversal<K, V> splitTable() {
    ShardTable table = this.table;
    if (table == null || end - nextLook < 64) {
      return null;
    }
    int middle = (nextLook + end) >>> 1;
    ShardTraversal<K, V> rest = new ShardTraversal<>(directory, 0, 0);
    rest.enter(table, middle, end);
    end = middle;
    return withHalfOfEstimate(rest);
  }

  /**
   * An estimate is made once, and divided when the walk is split, so that parts never add up to
   * more than the whole.
   */
  @Override
  public long estimate() {
    if (estimate == UNKNOWN) {
      estimate = directory.mappingCount();
    }
    return estimate;
  }

  private ShardTraversal<K, V> withHalfOfEstimate(ShardTraversal<K, V> rest) {
    rest.estimate = estimate() / 2;
    estimate -= rest.estimate;
    return rest;
  }
}
