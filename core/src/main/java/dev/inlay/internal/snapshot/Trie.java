package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.Spread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a version: a wide radix tree over the hash, made of bare arrays, with small flat
 * tables as leaves. Nothing that a published version reaches is ever written again.
 *
 * <pre>
 *   inner      Object[][]   65: 64 nodes, by the next 6 bits of the hash; the last is the owner
 *   directory  Object[]     2 n + 1, n a power of two up to 128 (the root) or 32: for each value of
 *                           the next log2(n) bits a leaf, as its hashes and its mappings; the last
 *                           is the owner
 *   leaf       int[]        c + 1: hashes in open addressing, 0 where no mapping is; the last is
 *                           the number of mappings
 *              Object[]     2 c + 1: keys and values side by side; the last is the owner
 * </pre>
 *
 * <p>A directory of twice the slots that its leaves need has each of them in two neighbouring slots
 * (extendible hashing: Fagin et al., 1979): so a leaf that is full is split alone, and a directory
 * doubles without touching leaves. One that can double no more becomes an inner node of 64. A map
 * of a thousand mappings has one directory; one of a million has two inner nodes above it.
 *
 * <p>A leaf has each hash once. Further keys of the same hash share its slot, in a {@link
 * CollisionTree} under the key {@link #BIN}; in it, hashes stand for hash codes.
 *
 * <p>The owner is {@code null} or the {@link TrieEdit} token of the unpublished edit that made the
 * array and may still write to it.
 */
final class Trie {

  /** Stands in the place of a key where several keys have one hash; the value is their tree. */
  static final Object BIN = new Object();

  static final int INNER_BITS = 6;
  static final int INNER_SLOTS = 1 << INNER_BITS;

  private static final int MAX_ROOT_SLOTS = 128;
  private static final int MAX_LOWER_SLOTS = 32;

  private static final int MARK = 1;

  private Trie() {}

  /** Returns the hash of a hash code: never 0. */
  static int hash(int hashCode, long multiplier) {
    return (int) Spread.of(hashCode, multiplier) | MARK;
  }

  static Object[] emptyRoot() {
    return new Object[] {new int[2], new Object[3], null};
  }

  static boolean isInner(Object[] node) {
    return node.getClass() == Object[][].class;
  }

  /**
   * Returns how many slots a directory may have. The root has more, which saves the reads of small
   * maps one load; those below have fewer, as each write copies them.
   */
  static int mostSlots(int bitsLeft) {
    return bitsLeft == Integer.SIZE ? MAX_ROOT_SLOTS : MAX_LOWER_SLOTS;
  }

  /** Returns the slot of an inner node for a hash of which some bits are left below the node. */
  static int innerSlot(int hash, int bitsLeft) {
    return (hash >>> bitsLeft) & (INNER_SLOTS - 1);
  }

  /** Returns the slot of a directory for a hash of which some upper bits are used already. */
  static int directorySlot(Object[] directory, int hash, int bitsLeft) {
    long rest = (hash << (Integer.SIZE - bitsLeft)) & 0xFFFF_FFFFL;
    return (int) ((rest * (directory.length >> 1)) >>> Integer.SIZE);
  }

  static int[] hashes(Object[] directory, int slot) {
    return (int[]) present(directory[2 * slot]);
  }

  static @Nullable Object[] mappings(Object[] directory, int slot) {
    return (Object[]) present(directory[2 * slot + 1]);
  }

  private static Object present(@Nullable Object part) {
    return Objects.requireNonNull(part);
  }

  /** Returns where the search for a hash begins in a leaf of some capacity. */
  static int home(int hash, int capacity) {
    return ((hash & 0xFFFF) * capacity) >>> 16;
  }

  static int capacity(int[] hashes) {
    return hashes.length - 1;
  }

  static int count(int[] hashes) {
    return hashes[hashes.length - 1];
  }

  /** Tells whether one mapping more fits: a quarter of the slots stays free. */
  static boolean hasHole(int[] hashes) {
    int capacity = capacity(hashes);
    return count(hashes) < capacity - Math.max(1, capacity / 4);
  }

  /**
   * Returns where a hash stands in a leaf, or, if it does not, the bitwise complement of where it
   * would.
   */
  static int find(int[] hashes, int hash) {
    int capacity = hashes.length - 1;
    int at = home(hash, capacity);
    for (; ; ) {
      int seen = hashes[at];
      if (seen == hash) {
        return at;
      }
      if (seen == 0) {
        return ~at;
      }
      if (++at == capacity) {
        at = 0;
      }
    }
  }

  /** Returns the value of a key, or {@code null}. */
  static @Nullable Object get(Object[] root, Object key, int hash) {
    Object[] node = root;
    int bitsLeft = Integer.SIZE;
    while (isInner(node)) {
      bitsLeft -= INNER_BITS;
      node = (Object[]) present(node[innerSlot(hash, bitsLeft)]);
    }
    int slot = directorySlot(node, hash, bitsLeft);
    int[] hashes = hashes(node, slot);
    int capacity = hashes.length - 1;
    int at = home(hash, capacity);
    for (; ; ) {
      int seen = hashes[at];
      if (seen == hash) {
        return valueAt(mappings(node, slot), at, key, hash);
      }
      if (seen == 0) {
        return null;
      }
      if (++at == capacity) {
        at = 0;
      }
    }
  }

  private static @Nullable Object valueAt(
      @Nullable Object[] mappings, int at, Object key, int hash) {
    Object candidate = present(mappings[2 * at]);
    if (candidate == key) {
      return mappings[2 * at + 1];
    }
    if (candidate == BIN) {
      CollisionCell cell = ((CollisionTree) present(mappings[2 * at + 1])).find(key, hash);
      return cell == null ? null : cell.value();
    }
    return key.equals(candidate) ? mappings[2 * at + 1] : null;
  }
}
