package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that a traversal has met and that is to be removed. Found again by its hash as it was
 * stored and its key instance, so a key whose {@code hashCode} or {@code equals} has gone astray
 * can be removed, too.
 *
 * @param hash the stored hash
 * @param key the key
 * @param cell its cell, if it was in a tree
 * @param expected the value that the key must still have, or {@code null} for any
 */
public record Met(int hash, Object key, @Nullable CollisionCell cell, @Nullable Object expected) {

  /** Removes the mapping from an edit, if it is there. */
  void remove(TrieEdit edit) {
    Spot spot = edit.seek(hash);
    if (spot.key() == key) {
      if (isExpected(spot.value())) {
        edit.removeMapping();
      }
    } else if (spot.key() != Trie.BIN || !removeFromBin(edit, spot)) {
      removeEqual(edit);
    }
  }

  private boolean isExpected(@Nullable Object value) {
    return expected == null || expected == value || expected.equals(value);
  }

  private boolean removeFromBin(TrieEdit edit, Spot spot) {
    CollisionTree tree = (CollisionTree) Objects.requireNonNull(spot.value());
    if (cell != null) {
      CollisionTree fewer = CollisionTree.minus(tree, cell);
      if (fewer != tree) {
        edit.replaceBin(fewer, -1);
        return true;
      }
    }
    for (CollisionCell other : CollisionTree.cells(tree)) {
      if (other.key() == key) {
        if (isExpected(other.value())) {
          edit.replaceBin(CollisionTree.minus(tree, other), -1);
        }
        return true;
      }
    }
    return false;
  }

  private void removeEqual(TrieEdit edit) {
    KeyWrite.Own write = new KeyWrite.Own(key, hash);
    Object present = write.find(edit);
    if (present != null && isExpected(present)) {
      edit.seek(hash);
      write.set(edit, null);
    }
  }
}
