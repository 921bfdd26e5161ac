package dev.inlay.internal.striped;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.StoredHash;
import dev.inlay.internal.view.Traversal;
import org.jspecify.annotations.Nullable;

/**
 * Walks the slots of the table that is the root when the walk begins, once nothing is swept into
 * another: so every mapping of that moment is in it. Where a later sweep has moved a mapping, the
 * walk follows its key instance into the tables after it; mappings that came later are not looked
 * for there. So no mapping that stays is missed, and none is met twice.
 */
public final class SlotTraversal<K, V> extends Traversal<K, V> {

  private static final long UNKNOWN = -1;

  private final TableChain chain;
  private @Nullable SlotTable table;
  private int next;
  private int end;
  private long estimate = UNKNOWN;

  private CollisionCell @Nullable [] cells;
  private int nextCell;

  private @Nullable Object metKey;
  private @Nullable CollisionCell metCell;

  private int marked;
  private @Nullable Object markedKey;
  private @Nullable CollisionCell markedCell;

  /** Starts a walk; the table is chosen at the first step. */
  public SlotTraversal(TableChain chain) {
    this.chain = chain;
  }

  private SlotTraversal(TableChain chain, SlotTable table, int next, int end, long estimate) {
    this.chain = chain;
    this.table = table;
    this.next = next;
    this.end = end;
    this.estimate = estimate;
  }

  private SlotTable table() {
    SlotTable table = this.table;
    if (table == null) {
      table = chain.settledRoot();
      this.table = table;
      end = table.capacity();
    }
    return table;
  }

  @Override
  public boolean advance() {
    SlotTable table = table();
    for (; ; ) {
      if (cells != null && advanceCell(cells)) {
        return true;
      }
      int at = next;
      if (at >= end) {
        return false;
      }
      next = at + 1;
      int seen = table.hashWord(at);
      if (seen == StoredHash.EMPTY || seen == StoredHash.SEALED) {
        continue;
      }
      Object key = table.key(at);
      if (key == null || key == Marker.BURIED || key == Marker.CLOSED) {
        continue;
      }
      Object content = table.value(at);
      if (content != null && key != Marker.BIN && !table.isMarker(content)) {
        metKey = key;
        metCell = null;
        return found(key, content);
      }
      if (advanceInto(table, at, key, StoredHash.hashOf(seen))) {
        return true;
      }
    }
  }

  /** Follows a slot whose content is a marker, or enters a bin. */
  private boolean advanceInto(SlotTable start, int startAt, Object key, int hash) {
    SlotTable table = start;
    int at = startAt;
    Object content = table.value(at);
    while (content == Marker.MOVED) {
      Sweep sweep = table.sweep();
      if (sweep == null) {
        throw new AssertionError("moved, and nowhere to");
      }
      // The last table of the chain that has this instance, as tables may be left out.
      table = sweep.onward();
      at = table.locateInstance(key, hash);
      while (at < 0) {
        sweep = table.sweep();
        if (sweep == null) {
          return false;
        }
        table = sweep.onward();
        at = table.locateInstance(key, hash);
      }
      content = table.value(at);
    }
    if (key == Marker.BIN) {
      cells = CollisionTree.cells(SlotTable.tree(content));
      nextCell = 0;
      return false;
    }
    Object value = SlotTable.resolved(content);
    if (value != null) {
      metKey = key;
      metCell = null;
      return found(key, value);
    }
    return false;
  }

  private boolean advanceCell(CollisionCell[] cells) {
    while (nextCell < cells.length) {
      CollisionCell cell = cells[nextCell++];
      Object value = SlotTable.resolved(cell.value());
      if (value != null) {
        metKey = cell.key();
        metCell = cell;
        return found(cell.key(), value);
      }
    }
    this.cells = null;
    return false;
  }

  @Override
  public void mark() {
    marked = next - 1;
    markedKey = metKey;
    markedCell = metCell;
  }

  /** Removes by position, so that even a key whose hash code has changed is removed. */
  @Override
  public boolean removeMarked(@Nullable Object expected) {
    Object key = markedKey;
    return key != null && SlotWriter.removeAt(chain, table(), marked, key, markedCell, expected);
  }

  @Override
  public @Nullable Traversal<K, V> trySplit() {
    SlotTable table = table();
    int left = end - next;
    if (left < 64) {
      return null;
    }
    int middle = next + (left >>> 1);
    long half = estimate() / 2;
    estimate -= half;
    SlotTraversal<K, V> rest = new SlotTraversal<>(chain, table, middle, end, half);
    end = middle;
    return rest;
  }

  /** An estimate is made once, and divided when the walk is split. */
  @Override
  public long estimate() {
    if (estimate == UNKNOWN) {
      estimate = chain.roughCount();
    }
    return estimate;
  }
}
