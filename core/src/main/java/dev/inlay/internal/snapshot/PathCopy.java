package dev.inlay.internal.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The next version for one change of one leaf that neither grows nor is split: copies of the arrays
 * on the way to it, and nothing else. What most single writes need; all others are {@link
 * TrieEdit}s.
 */
final class PathCopy {

  private PathCopy() {}

  /**
   * Returns the version in which one mapping has another value.
   *
   * @param spot the mapping's place in the base
   */
  static Version replaced(Version base, Spot spot, int hash, Object value) {
    @Nullable Object[] mappings = unowned(spot.mappings.clone());
    mappings[2 * spot.at + 1] = value;
    Object[] root = withLeaf(base.root, hash, spot.hashes, mappings);
    return new Version(root, base.size, base.number + 1, base.multiplier, base.peak, base.shape);
  }

  /**
   * Returns the version with one mapping more, or {@code null} when its leaf has no room.
   *
   * @param spot the place in the base where its hash would be
   */
  static @Nullable Version inserted(Version base, Spot spot, int hash, Object key, Object value) {
    if (!Trie.hasHole(spot.hashes)) {
      return null;
    }
    int at = ~spot.at;
    int[] hashes = spot.hashes.clone();
    hashes[at] = hash;
    hashes[hashes.length - 1]++;
    @Nullable Object[] mappings = unowned(spot.mappings.clone());
    mappings[2 * at] = key;
    mappings[2 * at + 1] = value;
    Object[] root = withLeaf(base.root, hash, hashes, mappings);
    long size = base.size + 1;
    return new Version(
        root, size, base.number + 1, base.multiplier, Math.max(size, base.peak), base.shape);
  }

  /** Copies the nodes on the way to the leaf of a hash, and puts another leaf there. */
  private static Object[] withLeaf(
      Object[] root, int hash, int[] hashes, @Nullable Object[] mappings) {
    Object[] copy = unownedNode(root.clone());
    Object[] node = copy;
    int bitsLeft = Integer.SIZE;
    while (Trie.isInner(node)) {
      bitsLeft -= Trie.INNER_BITS;
      int slot = Trie.innerSlot(hash, bitsLeft);
      Object[] child = unownedNode(((Object[]) Objects.requireNonNull(node[slot])).clone());
      node[slot] = child;
      node = child;
    }
    TrieEdit.link(node, Trie.directorySlot(node, hash, bitsLeft), hashes, mappings);
    return copy;
  }

  private static @Nullable Object[] unowned(@Nullable Object[] copy) {
    copy[copy.length - 1] = null;
    return copy;
  }

  /** As {@link #unowned}, of a node, which has nothing null but its owner. */
  @SuppressWarnings("NullAway")
  private static Object[] unownedNode(Object[] copy) {
    copy[copy.length - 1] = null;
    return copy;
  }
}
