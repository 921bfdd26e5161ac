package dev.inlay.internal.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the leaves that begin in a range of hashes, in the order of hashes. It finds its way
 * from the root anew for each leaf, so it has no state but a position, and splits anywhere.
 */
final class LeafWalk {

  private static final long ALL = 1L << Integer.SIZE;

  private final Object[] root;
  private long position;
  private long end;
  private int[] hashes = {};
  private @Nullable Object[] mappings = {};

  /** Walks over all leaves. */
  LeafWalk(Object[] root) {
    this(root, 0, ALL);
  }

  private LeafWalk(Object[] root, long position, long end) {
    this.root = root;
    this.position = position;
    this.end = end;
  }

  /** Moves to the next leaf; {@code false} when there is none. */
  boolean advance() {
    while (position < end) {
      long leafStart = toLeafAt(position);
      boolean inRange = leafStart >= position;
      position = next;
      if (inRange) {
        return true;
      }
    }
    return false;
  }

  private long next;

  /** Goes to the leaf that has a hash, and returns the first hash that it could have. */
  private long toLeafAt(long hash) {
    Object[] node = root;
    int bitsLeft = Integer.SIZE;
    while (Trie.isInner(node)) {
      bitsLeft -= Trie.INNER_BITS;
      node =
          (Object[])
              Objects.requireNonNull(node[(int) (hash >>> bitsLeft) & (Trie.INNER_SLOTS - 1)]);
    }
    int slot = Trie.directorySlot(node, (int) hash, bitsLeft);
    int directorySlots = node.length >> 1;
    hashes = Trie.hashes(node, slot);
    mappings = Trie.mappings(node, slot);
    int first = slot;
    while (first > 0 && node[2 * first - 1] == mappings) {
      first--;
    }
    int last = slot;
    while (last + 1 < directorySlots && node[2 * last + 3] == mappings) {
      last++;
    }
    long width = (1L << bitsLeft) / directorySlots;
    long start = hash & -(1L << bitsLeft);
    next = start + (last + 1) * width;
    return start + first * width;
  }

  int[] hashes() {
    return hashes;
  }

  @Nullable Object[] mappings() {
    return mappings;
  }

  /** Splits the first half of the leaves left off, or returns {@code null}. */
  @Nullable LeafWalk trySplit() {
    long middle = (position + end) >>> 1;
    if (middle <= position) {
      return null;
    }
    LeafWalk prefix = new LeafWalk(root, position, middle);
    position = middle;
    return prefix;
  }

  /** Returns which part of all hashes is left, from 0 to 1. */
  double part() {
    return (double) (end - position) / ALL;
  }

  boolean isWhole() {
    return position == 0 && end == ALL;
  }
}
