package dev.inlay.internal.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the leaves that begin in a range of hashes, in the order of hashes. It finds its way
 * from the root anew for each leaf, so it has no state but a position, and splits anywhere.
 */
final class LeafWalk {

  private static final long ALL = 1L << Integer.SIZE;

  /**
   * How many leaves are found at once. Leaves are all over the heap, and the processor waits for
   * each; but it waits for several together when nothing else comes between.
   */
  private static final int AHEAD = 16;

  private final Object[] root;
  private long position;
  private long end;

  /** The leaves found that come next, from {@link #taken} to {@link #found}. */
  private final int[][] hashesAhead = new int[AHEAD][];

  private final @Nullable Object[][] mappingsAhead = new Object[AHEAD][];
  private int taken;
  private int found;

  private int[] hashes = {};
  private @Nullable Object[] mappings = {};

  /** Keeps the compiler from leaving out what only brings memory near. */
  int touched;

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
    if (taken == found && !lookAhead()) {
      return false;
    }
    hashes = hashesAhead[taken];
    mappings = mappingsAhead[taken++];
    return true;
  }

  private boolean lookAhead() {
    taken = 0;
    found = 0;
    while (position < end && found < AHEAD) {
      long leafStart = toLeafAt(position);
      if (leafStart >= position) {
        hashesAhead[found] = hashes;
        mappingsAhead[found++] = mappings;
      }
      position = next;
    }
    int sum = 0;
    for (int leaf = 0; leaf < found; leaf++) {
      @Nullable Object[] ahead = mappingsAhead[leaf];
      sum += hashesAhead[leaf].length + (ahead[ahead.length >> 1] == null ? 0 : 1);
    }
    touched = sum;
    return found > 0;
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

  /** Returns which part of all hashes is left, from 0 to 1, without the leaves found already. */
  double part() {
    return (double) (end - position) / ALL;
  }

  /** Returns how many slots the leaves have that were found already and come next. */
  long slotsAhead() {
    long slots = 0;
    for (int leaf = taken; leaf < found; leaf++) {
      slots += Trie.capacity(hashesAhead[leaf]);
    }
    return slots;
  }

  boolean isWhole() {
    return position == 0 && end == ALL;
  }
}
