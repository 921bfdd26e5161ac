package dev.inlay.internal.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The place of a hash in a version, or where it would be: found without asking any key. */
class Spot {

  private static final int[] NO_HASHES = {};
  private static final Object[] NO_MAPPINGS = {};

  int[] hashes = NO_HASHES;
  @Nullable Object[] mappings = NO_MAPPINGS;

  /** The position in the leaf, or the complement of the one where the hash would be. */
  int at;

  /** Goes to the place of a hash. */
  void seek(Object[] root, int hash) {
    Object[] node = root;
    int left = Integer.SIZE;
    while (Trie.isInner(node)) {
      left -= Trie.INNER_BITS;
      node = Objects.requireNonNull((Object[]) node[Trie.innerSlot(hash, left)]);
    }
    toLeaf(node, Trie.directorySlot(node, hash, left), hash);
  }

  final void toLeaf(Object[] directory, int slot, int hash) {
    hashes = Trie.hashes(directory, slot);
    mappings = Trie.mappings(directory, slot);
    at = Trie.find(hashes, hash);
  }

  /** Returns the key there, {@link Trie#BIN}, or {@code null}. */
  final @Nullable Object key() {
    return at < 0 ? null : mappings[2 * at];
  }

  /** Returns the value there, or the tree. */
  final @Nullable Object value() {
    return at < 0 ? null : mappings[2 * at + 1];
  }

  /** A spot that remembers the way to it. */
  static final class WithPath extends Spot {

    private static final int LONGEST = Integer.SIZE / Trie.INNER_BITS + 2;

    /** The nodes on the way, from the root to the directory. */
    final Object[][] path = new Object[LONGEST][];

    /** The slot taken in each. */
    final int[] slots = new int[LONGEST];

    /** The position of the directory in {@link #path}. */
    int depth;

    /** How many bits of the hash are left to the directory. */
    int bitsLeft;

    @Override
    void seek(Object[] root, int hash) {
      Object[] node = root;
      int level = 0;
      int left = Integer.SIZE;
      while (Trie.isInner(node)) {
        left -= Trie.INNER_BITS;
        int slot = Trie.innerSlot(hash, left);
        path[level] = node;
        slots[level++] = slot;
        node = Objects.requireNonNull((Object[]) node[slot]);
      }
      int slot = Trie.directorySlot(node, hash, left);
      path[level] = node;
      slots[level] = slot;
      depth = level;
      bitsLeft = left;
      toLeaf(node, slot, hash);
    }

    Object[] directory() {
      return Objects.requireNonNull(path[depth]);
    }

    int slot() {
      return slots[depth];
    }
  }
}
