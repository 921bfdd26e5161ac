package dev.inlay.internal.collision;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable balanced tree of the mappings that found no slot: an AVL tree with path copying
 * (Adelson-Velsky and Landis, 1962; Myers: «Efficient Applicative Data Types», 1984). Readers walk
 * it without a lock.
 *
 * <p>It is ordered by hash code, then by the key's own comparable class, then by {@code compareTo}.
 * Keys that cannot be told apart this way (no {@link Comparable}, or {@code compareTo} is 0 for
 * unequal keys) share a node, and are told apart by {@code equals} along its chain. So 100,000
 * {@code Comparable} keys of one hash code cost a logarithm each; keys that are not comparable cost
 * a walk, as nothing but {@code equals} distinguishes them.
 *
 * <p>A {@code compareTo} that throws or lies harms only the call that runs it, and look-ups of the
 * keys it lies about: rebalancing moves nodes without comparing.
 */
public final class CollisionTree {

  private final @Nullable CollisionTree left;
  private final @Nullable CollisionTree right;
  private final int hashCode;
  private final @Nullable Class<?> type;
  private final CollisionChain chain;
  private final int height;
  private final int size;

  private CollisionTree(
      @Nullable CollisionTree left,
      CollisionTree content,
      CollisionChain chain,
      @Nullable CollisionTree right) {
    this(left, content.hashCode, content.type, chain, right);
  }

  private CollisionTree(
      @Nullable CollisionTree left,
      int hashCode,
      @Nullable Class<?> type,
      CollisionChain chain,
      @Nullable CollisionTree right) {
    this.left = left;
    this.right = right;
    this.hashCode = hashCode;
    this.type = type;
    this.chain = chain;
    this.height = 1 + Math.max(height(left), height(right));
    this.size = chain.size() + sizeOf(left) + sizeOf(right);
  }

  /** Returns the number of mappings in a tree, 0 for none. */
  public static int sizeOf(@Nullable CollisionTree tree) {
    return tree == null ? 0 : tree.size;
  }

  /** Returns the height in nodes, 0 for none; for the structure validator. */
  public static int height(@Nullable CollisionTree tree) {
    return tree == null ? 0 : tree.height;
  }

  /** Returns the cell of a key, or {@code null}. */
  public @Nullable CollisionCell find(Object key, int hashCode) {
    Class<?> type = ComparableType.of(key);
    CollisionCell found = findOrdered(key, hashCode, type);
    return found != null ? found : findAmongOthers(this, key, hashCode, type);
  }

  private @Nullable CollisionCell findOrdered(Object key, int hashCode, @Nullable Class<?> type) {
    CollisionTree node = this;
    while (node != null) {
      int order = node.compare(key, hashCode, type);
      if (order == 0) {
        return node.chain.find(key);
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  /**
   * Looks for an equal key of another class, which is ordered elsewhere: below or above all keys of
   * this class. Costs a walk over the keys of the same hash code but other classes only, so a
   * logarithm when all are of one class.
   */
  private static @Nullable CollisionCell findAmongOthers(
      CollisionTree tree, Object key, int hashCode, @Nullable Class<?> type) {
    CollisionCell found = type == null ? null : findBeside(tree, key, hashCode, type, -1);
    return found != null ? found : findBeside(tree, key, hashCode, type, 1);
  }

  private static @Nullable CollisionCell findBeside(
      @Nullable CollisionTree node, Object key, int hashCode, @Nullable Class<?> type, int side) {
    while (node != null) {
      int order = Integer.compare(node.hashCode, hashCode);
      if (order == 0) {
        order = ComparableType.order(node.type, type);
        if (order != 0 && order > 0 == side > 0) {
          CollisionCell found = node.chain.find(key);
          if (found == null) {
            found = findBeside(node.left, key, hashCode, type, side);
          }
          if (found != null) {
            return found;
          }
          node = node.right;
          continue;
        }
        // Not on the side looked for: that side lies beyond this node.
        order = -side;
      }
      node = order < 0 ? node.right : node.left;
    }
    return null;
  }

  private int compare(Object key, int hashCode, @Nullable Class<?> type) {
    int order = Integer.compare(hashCode, this.hashCode);
    if (order == 0) {
      order = ComparableType.order(type, this.type);
    }
    return order == 0 && type != null
        ? ComparableType.compare(type, key, chain.first().key())
        : order;
  }

  /**
   * Returns a tree with one more cell, whose key is known to be absent. A key about which it and a
   * key of the tree do not agree ({@code a.compareTo(b)} against {@code b.compareTo(a)}) is put
   * among those that cannot be compared, lest it mislead look-ups of others.
   */
  public static CollisionTree plus(@Nullable CollisionTree tree, CollisionCell cell) {
    Class<?> type = ComparableType.of(cell.key());
    boolean agreed = type == null || tree == null || tree.agreesOn(cell, type);
    return plus(tree, cell, agreed ? type : null);
  }

  private boolean agreesOn(CollisionCell cell, Class<?> type) {
    CollisionTree node = this;
    while (node != null) {
      int order = node.compare(cell.key(), cell.hashCodeOfKey(), type);
      if (node.hashCode == cell.hashCodeOfKey() && node.type == type) {
        int reverse = ComparableType.compare(type, node.chain.first().key(), cell.key());
        if (Integer.signum(order) != -Integer.signum(reverse)) {
          return false;
        }
      }
      if (order == 0) {
        return true;
      }
      node = order < 0 ? node.left : node.right;
    }
    return true;
  }

  private static CollisionTree plus(
      @Nullable CollisionTree node, CollisionCell cell, @Nullable Class<?> type) {
    if (node == null) {
      return new CollisionTree(null, cell.hashCodeOfKey(), type, CollisionChain.of(cell), null);
    }
    int order = node.compare(cell.key(), cell.hashCodeOfKey(), type);
    if (order == 0) {
      return new CollisionTree(node.left, node, node.chain.plus(cell), node.right);
    }
    return order < 0
        ? balanced(plus(node.left, cell, type), node, node.chain, node.right)
        : balanced(node.left, node, node.chain, plus(node.right, cell, type));
  }

  /**
   * Returns a tree without a cell, {@code null} when nothing is left, the same tree when the cell
   * is not in it.
   */
  public static @Nullable CollisionTree minus(CollisionTree tree, CollisionCell cell) {
    CollisionTree without = minusOrdered(tree, cell, ComparableType.of(cell.key()));
    // A compareTo that lies may hide the cell from its own path: then look everywhere.
    return without == tree ? minusAnywhere(tree, cell) : without;
  }

  private static @Nullable CollisionTree minusOrdered(
      @Nullable CollisionTree node, CollisionCell cell, @Nullable Class<?> type) {
    if (node == null) {
      return null;
    }
    int order = node.compare(cell.key(), cell.hashCodeOfKey(), type);
    if (order == 0) {
      return withoutHere(node, cell);
    }
    if (order < 0) {
      CollisionTree child = minusOrdered(node.left, cell, type);
      return child == node.left ? node : balanced(child, node, node.chain, node.right);
    }
    CollisionTree child = minusOrdered(node.right, cell, type);
    return child == node.right ? node : balanced(node.left, node, node.chain, child);
  }

  private static @Nullable CollisionTree minusAnywhere(
      @Nullable CollisionTree node, CollisionCell cell) {
    if (node == null) {
      return null;
    }
    CollisionTree here = withoutHere(node, cell);
    if (here != node) {
      return here;
    }
    CollisionTree child = minusAnywhere(node.left, cell);
    if (child != node.left) {
      return balanced(child, node, node.chain, node.right);
    }
    child = minusAnywhere(node.right, cell);
    return child == node.right ? node : balanced(node.left, node, node.chain, child);
  }

  private static @Nullable CollisionTree withoutHere(CollisionTree node, CollisionCell cell) {
    CollisionChain chain = node.chain.minus(cell);
    if (chain == node.chain) {
      return node;
    }
    if (chain != null) {
      return new CollisionTree(node.left, node, chain, node.right);
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    CollisionTree least = node.right;
    while (least.left != null) {
      least = least.left;
    }
    return balanced(node.left, least, least.chain, withoutLeast(node.right));
  }

  private static @Nullable CollisionTree withoutLeast(CollisionTree node) {
    return node.left == null
        ? node.right
        : balanced(withoutLeast(node.left), node, node.chain, node.right);
  }

  private static CollisionTree balanced(
      @Nullable CollisionTree left,
      CollisionTree content,
      CollisionChain chain,
      @Nullable CollisionTree right) {
    if (left != null && left.height > height(right) + 1) {
      if (left.right != null && left.right.height > height(left.left)) {
        CollisionTree top = left.right;
        return new CollisionTree(
            new CollisionTree(left.left, left, left.chain, top.left),
            top,
            top.chain,
            new CollisionTree(top.right, content, chain, right));
      }
      return new CollisionTree(
          left.left, left, left.chain, new CollisionTree(left.right, content, chain, right));
    }
    if (right != null && right.height > height(left) + 1) {
      if (right.left != null && right.left.height > height(right.right)) {
        CollisionTree top = right.left;
        return new CollisionTree(
            new CollisionTree(left, content, chain, top.left),
            top,
            top.chain,
            new CollisionTree(top.right, right, right.chain, right.right));
      }
      return new CollisionTree(
          new CollisionTree(left, content, chain, right.left), right, right.chain, right.right);
    }
    return new CollisionTree(left, content, chain, right);
  }

  /** Runs an action on each cell, in order. */
  public static void forEach(@Nullable CollisionTree tree, Consumer<? super CollisionCell> action) {
    for (CollisionTree node = tree; node != null; node = node.right) {
      forEach(node.left, action);
      node.chain.forEach(action);
    }
  }

  /** Returns all cells. */
  public static CollisionCell[] cells(@Nullable CollisionTree tree) {
    CollisionCell[] cells = new CollisionCell[sizeOf(tree)];
    int[] next = {0};
    forEach(tree, cell -> cells[next[0]++] = cell);
    return cells;
  }
}
