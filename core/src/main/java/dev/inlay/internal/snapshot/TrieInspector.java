package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the inner structure of a version, for tests. */
public final class TrieInspector {

  private final Version version;
  private final Set<Object> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
  private long size;
  private long slots;
  private long binned;

  private TrieInspector(Version version) {
    this.version = version;
  }

  /**
   * Checks a version.
   *
   * @throws IllegalStateException if something is wrong
   */
  public static void check(Version version) {
    TrieInspector inspector = new TrieInspector(version);
    inspector.node(version.root, 0, Integer.SIZE);
    require(inspector.size == version.size, "size", inspector.size, version.size);
    require(inspector.slots == version.slots(), "slots", inspector.slots, version.slots());
    require(
        inspector.leaves.size() == version.leaves(), "leaves", inspector.leaves, version.leaves());
    require(inspector.binned == version.binned(), "binned", inspector.binned, version.binned());
    long walked = 0;
    TrieTraversal<Object, Object> traversal = new TrieTraversal<>(version);
    while (traversal.advance()) {
      walked++;
    }
    require(walked == version.size, "walked", walked, version.size);
  }

  private static void require(boolean condition, String what, Object found, Object told) {
    if (!condition) {
      throw new IllegalStateException(what + " is " + found + ", but should be " + told);
    }
  }

  private void node(Object[] node, long prefix, int bitsLeft) {
    if (Trie.isInner(node)) {
      require(node.length == Trie.INNER_SLOTS + 1, "length", node.length, Trie.INNER_SLOTS + 1);
      for (int child = 0; child < Trie.INNER_SLOTS; child++) {
        node(
            (Object[]) Objects.requireNonNull(node[child]),
            (prefix << Trie.INNER_BITS) | child,
            bitsLeft - Trie.INNER_BITS);
      }
      return;
    }
    int directorySlots = node.length >> 1;
    require(Integer.bitCount(directorySlots) == 1, "directory", directorySlots, "a power of two");
    int most = Trie.mostSlots(bitsLeft);
    require(directorySlots <= most, "directory", directorySlots, most);
    @Nullable Object[] last = {};
    for (int slot = 0; slot < directorySlots; slot++) {
      @Nullable Object[] mappings = Trie.mappings(node, slot);
      if (mappings != last) {
        last = mappings;
        int end = slot + 1;
        while (end < directorySlots && Trie.mappings(node, end) == mappings) {
          end++;
        }
        int width = end - slot;
        require(Integer.bitCount(width) == 1 && slot % width == 0, "width", width, "aligned");
        leaf(Trie.hashes(node, slot), mappings);
      }
      int[] hashes = Trie.hashes(node, slot);
      for (int at = 0; at < Trie.capacity(hashes); at++) {
        if (hashes[at] != 0) {
          require(
              bitsLeft == Integer.SIZE || hashes[at] >>> bitsLeft == prefix,
              "prefix of " + Integer.toHexString(hashes[at]),
              prefix,
              bitsLeft);
          int own = Trie.directorySlot(node, hashes[at], bitsLeft);
          require(Trie.hashes(node, own) == hashes, "leaf of slot", own, slot);
        }
      }
    }
  }

  private void leaf(int[] hashes, @Nullable Object[] mappings) {
    require(leaves.add(mappings), "leaf", "in two places", "in one");
    int capacity = Trie.capacity(hashes);
    require(mappings.length == 2 * capacity + 1, "capacity", capacity, mappings.length);
    slots += capacity;
    int count = 0;
    for (int at = 0; at < capacity; at++) {
      Object key = mappings[2 * at];
      Object value = mappings[2 * at + 1];
      if (hashes[at] == 0) {
        require(key == null && value == null, "hole", String.valueOf(key), "empty");
        continue;
      }
      count++;
      require(key != null && value != null, "mapping", at, "whole");
      require(Trie.find(hashes, hashes[at]) == at, "place", at, Trie.find(hashes, hashes[at]));
      if (key == Trie.BIN) {
        CollisionCell[] cells = CollisionTree.cells((CollisionTree) value);
        require(cells.length > 0, "bin", 0, "not empty");
        for (CollisionCell cell : cells) {
          require(cell.hashCodeOfKey() == hashes[at], "hash in bin", cell.hashCodeOfKey(), at);
          require(cell.value() != null, "value in bin", "null", "there");
        }
        size += cells.length;
        binned += cells.length;
      } else {
        size++;
      }
    }
    require(count == Trie.count(hashes), "count", count, Trie.count(hashes));
    require(count < capacity, "holes", 0, "at least one");
  }
}
