package dev.inlay.internal.collision;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of cells that only {@code equals} can tell apart, in blocks so that adding one
 * copies little.
 */
final class CollisionChain {

  private static final int BLOCK = 64;

  private final CollisionCell[] cells;
  private final @Nullable CollisionChain next;
  private final int size;

  private CollisionChain(CollisionCell[] cells, @Nullable CollisionChain next) {
    this.cells = cells;
    this.next = next;
    this.size = cells.length + (next == null ? 0 : next.size);
  }

  static CollisionChain of(CollisionCell cell) {
    return new CollisionChain(new CollisionCell[] {cell}, null);
  }

  int size() {
    return size;
  }

  CollisionCell first() {
    return cells[0];
  }

  @Nullable CollisionCell find(Object key) {
    for (CollisionChain block = this; block != null; block = block.next) {
      for (CollisionCell cell : block.cells) {
        if (cell.key() == key || key.equals(cell.key())) {
          return cell;
        }
      }
    }
    return null;
  }

  CollisionChain plus(CollisionCell cell) {
    if (cells.length == BLOCK) {
      return new CollisionChain(new CollisionCell[] {cell}, this);
    }
    CollisionCell[] more = Arrays.copyOf(cells, cells.length + 1);
    more[cells.length] = cell;
    return new CollisionChain(more, next);
  }

  /**
   * Returns the chain without a cell: itself when it has none such, {@code null} when nothing is
   * left.
   */
  @Nullable CollisionChain minus(CollisionCell cell) {
    int depth = 0;
    for (CollisionChain block = this; block != null; block = block.next, depth++) {
      for (int i = 0; i < block.cells.length; i++) {
        if (block.cells[i] == cell) {
          return withoutAt(depth, i);
        }
      }
    }
    return this;
  }

  private @Nullable CollisionChain withoutAt(int depth, int index) {
    CollisionChain[] before = new CollisionChain[depth];
    CollisionChain block = this;
    for (int i = 0; i < depth && block.next != null; i++) {
      before[i] = block;
      block = block.next;
    }
    CollisionChain rest = block.next;
    if (block.cells.length > 1) {
      CollisionCell[] fewer = new CollisionCell[block.cells.length - 1];
      System.arraycopy(block.cells, 0, fewer, 0, index);
      System.arraycopy(block.cells, index + 1, fewer, index, fewer.length - index);
      rest = new CollisionChain(fewer, rest);
    }
    for (int i = depth - 1; i >= 0; i--) {
      rest = new CollisionChain(before[i].cells, rest);
    }
    return rest;
  }

  void forEach(Consumer<? super CollisionCell> action) {
    for (CollisionChain block = this; block != null; block = block.next) {
      for (CollisionCell cell : block.cells) {
        action.accept(cell);
      }
    }
  }
}
