package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between two versions of one map. What both share is the same array in both,
 * and is skipped as a whole.
 */
public final class TrieDiff {

  /** Is told of each mapping that differs. */
  public interface Receiver {

    /** Called for a key that is in the newer version only. */
    void added(Object key, Object value);

    /** Called for a key that is in the older version only. */
    void removed(Object key, Object value);

    /** Called for a key that is in both, with values that are not the same instance. */
    void changed(Object key, Object before, Object after);
  }

  private final Version older;
  private final Version newer;
  private final Receiver receiver;

  /** The upper bits of the hashes that are compared now. */
  private int prefix;

  /** How many lower bits they have. */
  private int bitsLeft;

  private TrieDiff(Version older, Version newer, Receiver receiver) {
    this.older = older;
    this.newer = newer;
    this.receiver = receiver;
  }

  /**
   * Reports the differences.
   *
   * @throws IllegalArgumentException if they are not versions of one map
   */
  public static void report(Version older, Version newer, Receiver receiver) {
    if (older.multiplier != newer.multiplier) {
      throw new IllegalArgumentException("the versions are not of the same map");
    }
    new TrieDiff(older, newer, receiver).nodes(older.root, newer.root, 0, Integer.SIZE);
  }

  /** Tells whether two versions are of one map. */
  public static boolean areComparable(Version older, Version newer) {
    return older.multiplier == newer.multiplier;
  }

  private void nodes(Object[] before, Object[] after, int prefix, int bitsLeft) {
    if (before == after) {
      return;
    }
    if (Trie.isInner(before) || Trie.isInner(after)) {
      int childBits = bitsLeft - Trie.INNER_BITS;
      for (int child = 0; child < Trie.INNER_SLOTS; child++) {
        nodes(
            child(before, child),
            child(after, child),
            (prefix << Trie.INNER_BITS) | child,
            childBits);
      }
    } else {
      this.prefix = prefix;
      this.bitsLeft = bitsLeft;
      directories(before, after);
    }
  }

  /** Returns a child of an inner node, or that part of a directory that it would be. */
  private static Object[] child(Object[] node, int child) {
    if (Trie.isInner(node)) {
      return (Object[]) Objects.requireNonNull(node[child]);
    }
    int slots = node.length >> 1;
    int first = (int) ((long) child * slots / Trie.INNER_SLOTS);
    int each = Math.max(1, slots / Trie.INNER_SLOTS);
    // A leaf may be in the parts of several children: each looks at its own hashes only.
    return Arrays.copyOfRange(node, 2 * first, 2 * (first + each) + 1);
  }

  private void directories(Object[] before, Object[] after) {
    int slotsBefore = before.length >> 1;
    int slotsAfter = after.length >> 1;
    int slots = Math.max(slotsBefore, slotsAfter);
    Object lastBefore = null;
    Object lastAfter = null;
    for (int slot = 0; slot < slots; slot++) {
      int inBefore = slot * slotsBefore / slots;
      int inAfter = slot * slotsAfter / slots;
      @Nullable Object[] mappingsBefore = Trie.mappings(before, inBefore);
      @Nullable Object[] mappingsAfter = Trie.mappings(after, inAfter);
      if (mappingsBefore == mappingsAfter) {
        continue;
      }
      if (mappingsBefore != lastBefore) {
        lastBefore = mappingsBefore;
        goneOrChanged(Trie.hashes(before, inBefore), mappingsBefore);
      }
      if (mappingsAfter != lastAfter) {
        lastAfter = mappingsAfter;
        added(Trie.hashes(after, inAfter), mappingsAfter);
      }
    }
  }

  private boolean isInRange(int hash) {
    return hash != 0 && (bitsLeft == Integer.SIZE || hash >>> bitsLeft == prefix);
  }

  private void goneOrChanged(int[] hashes, @Nullable Object[] mappings) {
    Spot spot = new Spot();
    for (int at = 0; at < Trie.capacity(hashes); at++) {
      if (isInRange(hashes[at])) {
        Object key = Objects.requireNonNull(mappings[2 * at]);
        Object value = Objects.requireNonNull(mappings[2 * at + 1]);
        spot.seek(newer.root, hashes[at]);
        if (spot.key() == key && spot.value() == value) {
          continue; // the same mapping or tree, in another leaf
        }
        if (key == Trie.BIN) {
          for (CollisionCell cell : cellsNotIn(spot, (CollisionTree) value)) {
            goneOrChanged(cell.key(), Objects.requireNonNull(cell.value()), hashes[at], spot);
          }
        } else {
          goneOrChanged(key, value, hashes[at], spot);
        }
      }
    }
  }

  /** Returns the cells of a tree that are not in the tree of the other version, if there is one. */
  private static List<CollisionCell> cellsNotIn(Spot other, CollisionTree tree) {
    List<CollisionCell> cells = new ArrayList<>(Arrays.asList(CollisionTree.cells(tree)));
    if (other.key() == Trie.BIN) {
      Set<CollisionCell> shared = Collections.newSetFromMap(new IdentityHashMap<>());
      Collections.addAll(shared, CollisionTree.cells((CollisionTree) other.value()));
      cells.removeIf(shared::contains);
    }
    return cells;
  }

  private void goneOrChanged(Object key, Object value, int hash, Spot inNewer) {
    Object now = new KeyWrite.Own(key, hash).lookUp(inNewer);
    if (now == null) {
      receiver.removed(key, value);
    } else if (now != value) {
      receiver.changed(key, value, now);
    }
  }

  private void added(int[] hashes, @Nullable Object[] mappings) {
    Spot spot = new Spot();
    for (int at = 0; at < Trie.capacity(hashes); at++) {
      if (isInRange(hashes[at])) {
        Object key = Objects.requireNonNull(mappings[2 * at]);
        Object value = Objects.requireNonNull(mappings[2 * at + 1]);
        spot.seek(older.root, hashes[at]);
        if (spot.key() == key && spot.value() == value) {
          continue;
        }
        if (key == Trie.BIN) {
          for (CollisionCell cell : cellsNotIn(spot, (CollisionTree) value)) {
            added(cell.key(), Objects.requireNonNull(cell.value()), hashes[at], spot);
          }
        } else {
          added(key, value, hashes[at], spot);
        }
      }
    }
  }

  private void added(Object key, Object value, int hash, Spot inOlder) {
    if (new KeyWrite.Own(key, hash).lookUp(inOlder) == null) {
      receiver.added(key, value);
    }
  }
}
