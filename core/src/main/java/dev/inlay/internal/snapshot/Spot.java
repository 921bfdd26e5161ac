package dev.inlay.internal.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The place of a hash in a version, or where it would be: found without asking any key. */
final class Spot {

  /** The nodes on the way, from the root to the directory. */
  final Object[][] path = new Object[7][];

  /** The slot taken in each. */
  final int[] slots = new int[7];

  /** The position of the directory in {@link #path}. */
  int depth;

  /** How many bits of the hash are left to the directory. */
  int bitsLeft;

  int[] hashes = {};
  @Nullable Object[] mappings = {};

  /** The position in the leaf, or the complement of the one where the hash would be. */
  int at;

  /** Goes to the place of a hash. */
  void seek(Object[] root, int hash) {
    Object[] node = root;
    int level = 0;
    int left = Integer.SIZE;
    while (Trie.isInner(node)) {
      left -= Trie.INNER_BITS;
      int slot = (hash >>> left) & (Trie.INNER_SLOTS - 1);
      path[level] = node;
      slots[level++] = slot;
      node = (Object[]) Objects.requireNonNull(node[slot]);
    }
    int slot = Trie.directorySlot(node, hash, left);
    path[level] = node;
    slots[level] = slot;
    depth = level;
    bitsLeft = left;
    hashes = Trie.hashes(node, slot);
    mappings = Trie.mappings(node, slot);
    at = Trie.find(hashes, hash);
  }

  Object[] directory() {
    return Objects.requireNonNull(path[depth]);
  }

  int slot() {
    return slots[depth];
  }

  /** Returns the key there, {@link Trie#BIN}, or {@code null}. */
  @Nullable Object key() {
    return at < 0 ? null : mappings[2 * at];
  }

  /** Returns the value there, or the tree. */
  @Nullable Object value() {
    return at < 0 ? null : mappings[2 * at + 1];
  }
}
