package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next version from one. One thread uses it, until {@link #publishable} has given the
 * version away.
 *
 * <p>A small edit copies each array that it changes. A large one marks its copies with a token and
 * changes them in place from then on, so that a thousand changes do not copy the root a thousand
 * times.
 *
 * <p>Each change is made of whole arrays that are linked in by one store when they are complete;
 * memory or stack that ends in between leaves the edit as it was before or after the change. User
 * code ({@code equals}, {@code compareTo}) runs before anything is changed.
 */
final class TrieEdit {

  /** A leaf with more mappings is split. */
  static final int MAX_LEAF = 24;

  /** A map that has shrunk to a quarter since its tree was built is built anew. */
  private static final int SHRINK = 4;

  private static final int LEAST_PEAK = 256;

  final Version base;
  private Object @Nullable [] token;
  private final Spot.WithPath spot = new Spot.WithPath();
  private Object[] root;
  private long size;
  private long slots;
  private long leaves;
  private long binned;
  private long rebuilds;
  private long peak;
  private boolean changed;

  /**
   * Starts from a version.
   *
   * @param large whether many changes are to come
   */
  TrieEdit(Version base, boolean large) {
    this.base = base;
    this.token = large ? new Object[0] : null;
    this.root = base.root;
    this.size = base.size;
    this.slots = base.slots();
    this.leaves = base.leaves();
    this.binned = base.binned();
    this.rebuilds = base.rebuilds();
    this.peak = base.peak;
  }

  boolean isChanged() {
    return changed;
  }

  long size() {
    return size;
  }

  Object[] root() {
    return root;
  }

  /** Returns the version made, with the number after that of the one it was made from. */
  Version publishable() {
    if (peak > LEAST_PEAK && size < peak / SHRINK) {
      try {
        rebuild();
      } catch (OutOfMemoryError | StackOverflowError e) {
        peak = size; // a favour: the removal succeeds without it, and the next quarter tries again
      }
    }
    Shape shape = new Shape(slots, leaves, binned, rebuilds);
    return new Version(root, size, base.number + 1, base.multiplier, peak, shape);
  }

  // ---------------------------------------------------------------- reading

  /** Goes to the place of a hash, for the methods that follow. */
  Spot seek(int hash) {
    spot.seek(root, hash);
    return spot;
  }

  @Nullable Object get(Object key, int hash) {
    return Trie.get(root, key, hash);
  }

  /** Returns the tree as it is now, and leaves it alone from now on: later changes copy anew. */
  Object[] freeze() {
    if (token != null) {
      token = new Object[0];
    }
    return root;
  }

  // ---------------------------------------------------------------- changing the place sought last

  /** Changes the value of the one mapping there. */
  void replaceValue(Object value) {
    @Nullable Object[] mappings = ownMappings();
    mappings[2 * spot.at + 1] = value;
    changed = true;
  }

  /** Removes the one mapping there. */
  void removeMapping() {
    int capacity = Trie.capacity(spot.hashes);
    int left = Trie.count(spot.hashes) - 1;
    int fitting = left < capacity / 4 ? capacityFor(left) : capacity;
    replaceLeaf(copyWithout(spot.at, fitting));
    size--;
    changed = true;
  }

  /** Inserts a mapping whose hash is not there. */
  void insert(int hash, Object key, Object value) {
    for (; ; ) {
      int count = Trie.count(spot.hashes) + 1;
      if (Trie.hasHole(spot.hashes)) {
        insertInHole(hash, key, value);
        break;
      }
      if (count <= MAX_LEAF) {
        Leaf leaf = copyWithout(-1, capacityFor(count));
        leaf.add(hash, key, value);
        replaceLeaf(leaf);
        break;
      }
      split();
      spot.seek(root, hash);
    }
    size++;
    peak = size > peak ? size : peak;
    changed = true;
  }

  private void insertInHole(int hash, Object key, Object value) {
    int at = ~spot.at;
    boolean mine = token != null && isMine(spot.mappings);
    int[] hashes = mine ? spot.hashes : spot.hashes.clone();
    @Nullable Object[] mappings = mine ? spot.mappings : owned(spot.mappings.clone());
    hashes[at] = hash;
    mappings[2 * at] = key;
    mappings[2 * at + 1] = value;
    hashes[hashes.length - 1]++;
    if (!mine) {
      link(hashes, mappings);
    }
  }

  /**
   * Changes what a key has in the place sought last, when other keys share it or are to.
   *
   * @param present the key's cell in the tree there, or {@code null}
   * @param value the new value, or {@code null} to remove
   */
  void changeBin(int hash, Object key, @Nullable CollisionCell present, @Nullable Object value) {
    boolean wasBin = spot.key() == Trie.BIN;
    CollisionTree tree;
    if (wasBin) {
      tree = (CollisionTree) Objects.requireNonNull(spot.value());
    } else {
      Object other = Objects.requireNonNull(spot.key());
      Object others = Objects.requireNonNull(spot.value());
      tree = CollisionTree.plus(null, new CollisionCell(hash, other, others));
    }
    CollisionTree changedTree = present == null ? tree : CollisionTree.minus(tree, present);
    if (value != null) {
      Object kept = present == null ? key : present.key();
      changedTree = CollisionTree.plus(changedTree, new CollisionCell(hash, kept, value));
    }
    replaceBin(changedTree, (value == null ? 0 : 1) - (present == null ? 0 : 1));
  }

  /**
   * Puts a tree in the place sought last, where there is one or a single mapping.
   *
   * @param tree the tree, or {@code null} to empty the place
   * @param more how many mappings more than before
   */
  void replaceBin(@Nullable CollisionTree tree, int more) {
    boolean wasBin = spot.key() == Trie.BIN;
    if (tree == null) {
      removeMapping();
      size += 1 + more;
    } else {
      @Nullable Object[] mappings = ownMappings();
      mappings[2 * spot.at] = Trie.BIN;
      mappings[2 * spot.at + 1] = tree;
      size += more;
    }
    binned += more + (wasBin ? 0 : 1);
    changed = true;
  }

  /** Removes all mappings. */
  void clear() {
    if (size != 0 || leaves > 1) {
      startEmpty();
      changed = true;
    }
  }

  private void startEmpty() {
    root = Trie.emptyRoot();
    size = 0;
    slots = 1;
    leaves = 1;
    binned = 0;
    peak = 0;
    rebuilds++;
  }

  /** Builds the tree anew, as small as its mappings allow. Runs no user code. */
  void rebuild() {
    TrieEdit compact = new TrieEdit(base, true);
    compact.startEmpty();
    LeafWalk walk = new LeafWalk(root);
    while (walk.advance()) {
      int[] hashes = walk.hashes();
      @Nullable Object[] mappings = walk.mappings();
      for (int at = 0; at < Trie.capacity(hashes); at++) {
        int hash = hashes[at];
        if (hash != 0) {
          compact.seek(hash);
          compact.insert(
              hash,
              Objects.requireNonNull(mappings[2 * at]),
              Objects.requireNonNull(mappings[2 * at + 1]));
        }
      }
    }
    root = compact.root;
    slots = compact.slots;
    leaves = compact.leaves;
    peak = size;
    rebuilds++;
    changed = true;
  }

  /** Makes a new value of a mapping; may throw. */
  interface ValueFunction {
    Object apply(Object key, Object value);
  }

  /** Replaces the value of each mapping. */
  void replaceValues(ValueFunction function) {
    LeafWalk walk = new LeafWalk(root);
    while (walk.advance()) {
      int[] hashes = walk.hashes();
      @Nullable Object[] before = walk.mappings();
      @Nullable Object[] mappings = owned(before.clone());
      int some = 0;
      for (int at = 0; at < Trie.capacity(hashes); at++) {
        if (hashes[at] != 0) {
          some = hashes[at];
          Object key = Objects.requireNonNull(mappings[2 * at]);
          Object value = Objects.requireNonNull(mappings[2 * at + 1]);
          mappings[2 * at + 1] =
              key == Trie.BIN
                  ? replaced((CollisionTree) value, function)
                  : function.apply(key, value);
        }
      }
      if (some != 0) {
        spot.seek(root, some);
        link(token == null ? hashes : hashes.clone(), mappings);
        changed = true;
      }
    }
  }

  private static CollisionTree replaced(CollisionTree tree, ValueFunction function) {
    CollisionTree all = null;
    for (CollisionCell cell : CollisionTree.cells(tree)) {
      Object value = function.apply(cell.key(), Objects.requireNonNull(cell.value()));
      all = CollisionTree.plus(all, new CollisionCell(cell.hashCodeOfKey(), cell.key(), value));
    }
    return Objects.requireNonNull(all);
  }

  // ---------------------------------------------------------------- leaves

  private static int capacityFor(int count) {
    return 1 + count + count / 2;
  }

  /** A leaf in the making. */
  private static final class Leaf {
    final int[] hashes;
    final @Nullable Object[] mappings;

    Leaf(int capacity) {
      hashes = new int[capacity + 1];
      mappings = new Object[2 * capacity + 1];
    }

    void add(int hash, @Nullable Object key, @Nullable Object value) {
      int at = ~Trie.find(hashes, hash);
      hashes[at] = hash;
      mappings[2 * at] = key;
      mappings[2 * at + 1] = value;
      hashes[hashes.length - 1]++;
    }
  }

  /** Copies the leaf sought last to a capacity, without one of its mappings or with all. */
  private Leaf copyWithout(int omitted, int capacity) {
    Leaf leaf = new Leaf(capacity);
    for (int at = 0; at < Trie.capacity(spot.hashes); at++) {
      if (spot.hashes[at] != 0 && at != omitted) {
        leaf.add(spot.hashes[at], spot.mappings[2 * at], spot.mappings[2 * at + 1]);
      }
    }
    return leaf;
  }

  /** Copies those mappings of a leaf whose hash has certain upper bits, counted in the rest. */
  private static Leaf copyOf(
      int[] hashes, @Nullable Object[] mappings, int bitsLeft, int bits, int upper) {
    Leaf leaf = new Leaf(capacityFor(Trie.count(hashes)));
    for (int at = 0; at < Trie.capacity(hashes); at++) {
      int hash = hashes[at];
      if (hash != 0 && upperBits(hash, bitsLeft, bits) == upper) {
        leaf.add(hash, mappings[2 * at], mappings[2 * at + 1]);
      }
    }
    int count = Trie.count(leaf.hashes);
    if (capacityFor(count) == Trie.capacity(leaf.hashes)) {
      return leaf;
    }
    Leaf fitting = new Leaf(capacityFor(count));
    for (int at = 0; at < Trie.capacity(leaf.hashes); at++) {
      if (leaf.hashes[at] != 0) {
        fitting.add(leaf.hashes[at], leaf.mappings[2 * at], leaf.mappings[2 * at + 1]);
      }
    }
    return fitting;
  }

  /** Returns the next bits of a hash of which some are left. */
  private static int upperBits(int hash, int bitsLeft, int bits) {
    return (int) (((hash << (Integer.SIZE - bitsLeft)) & 0xFFFF_FFFFL) >>> (Integer.SIZE - bits));
  }

  private boolean isMine(@Nullable Object[] array) {
    return array[array.length - 1] == token;
  }

  private @Nullable Object[] owned(@Nullable Object[] array) {
    array[array.length - 1] = token;
    return array;
  }

  /** As {@link #owned}, of an inner node or a directory, which has nothing null but its owner. */
  @SuppressWarnings("NullAway")
  private Object[] ownedNode(Object[] node) {
    node[node.length - 1] = token;
    return node;
  }

  /** Returns the mappings of the leaf sought last, as an array that may be written to. */
  private @Nullable Object[] ownMappings() {
    if (token != null && isMine(spot.mappings)) {
      return spot.mappings;
    }
    @Nullable Object[] mappings = owned(spot.mappings.clone());
    // Whoever owns the mappings owns the hashes, too.
    link(token == null ? spot.hashes : spot.hashes.clone(), mappings);
    return mappings;
  }

  private void replaceLeaf(Leaf leaf) {
    int more = Trie.capacity(leaf.hashes) - Trie.capacity(spot.hashes);
    link(leaf.hashes, owned(leaf.mappings));
    slots += more;
  }

  /** Puts a leaf in the place of the one sought last, in all slots that this has. */
  private void link(int[] hashes, @Nullable Object[] mappings) {
    Object[] directory = ownDirectory();
    link(directory, spot.slot(), hashes, mappings);
    spot.hashes = hashes;
    spot.mappings = mappings;
  }

  /** Puts a leaf in the place of another, in all slots of a directory that this has. */
  static void link(Object[] directory, int slot, int[] hashes, @Nullable Object[] mappings) {
    int first = firstSlot(directory, slot);
    int end = endSlot(directory, slot);
    for (int each = first; each < end; each++) {
      directory[2 * each] = hashes;
      directory[2 * each + 1] = mappings;
    }
  }

  private static int firstSlot(Object[] directory, int slot) {
    int first = slot;
    while (first > 0 && directory[2 * first - 1] == directory[2 * slot + 1]) {
      first--;
    }
    return first;
  }

  private static int endSlot(Object[] directory, int slot) {
    int end = slot + 1;
    while (2 * end + 1 < directory.length && directory[2 * end + 1] == directory[2 * slot + 1]) {
      end++;
    }
    return end;
  }

  // ---------------------------------------------------------------- the way to a leaf

  private Object[] ownDirectory() {
    Object[] directory = spot.directory();
    if (token != null && isMine(directory)) {
      return directory;
    }
    Object[] mine = ownedNode(directory.clone());
    linkNode(mine);
    return mine;
  }

  /** Puts a node in the place of the directory sought last. */
  private void linkNode(Object[] node) {
    Object[] child = node;
    for (int level = spot.depth - 1; level >= 0; level--) {
      Object[] inner = Objects.requireNonNull(spot.path[level]);
      boolean mine = token != null && isMine(inner);
      Object[] parent = mine ? inner : ownedNode(inner.clone());
      parent[spot.slots[level]] = child;
      spot.path[level + 1] = child;
      if (mine) {
        return;
      }
      child = parent;
    }
    spot.path[0] = child;
    root = child;
  }

  /** Makes two leaves of the one sought last, or room for two. */
  private void split() {
    Object[] directory = spot.directory();
    int directorySlots = directory.length >> 1;
    int first = firstSlot(directory, spot.slot());
    int end = endSlot(directory, spot.slot());
    if (end - first > 1) {
      splitLeaf(first, end);
    } else if (directorySlots < Trie.mostSlots(spot.bitsLeft)
        && directorySlots < 1L << spot.bitsLeft) {
      linkNode(doubled(directory));
    } else {
      deepen(directory);
    }
  }

  private void splitLeaf(int first, int end) {
    Object[] directory = spot.directory();
    int directoryBits = Integer.numberOfTrailingZeros(directory.length >> 1);
    int bits = directoryBits - Integer.numberOfTrailingZeros((end - first) / 2);
    int upper = first / ((end - first) / 2);
    Leaf low = copyOf(spot.hashes, spot.mappings, spot.bitsLeft, bits, upper);
    Leaf high = copyOf(spot.hashes, spot.mappings, spot.bitsLeft, bits, upper + 1);
    owned(low.mappings);
    owned(high.mappings);
    int more = Trie.capacity(low.hashes) + Trie.capacity(high.hashes) - Trie.capacity(spot.hashes);
    Object[] mine = ownDirectory();
    // No calls from here on: the stack may be at its end.
    slots += more;
    leaves++;
    rebuilds++;
    int middle = (first + end) / 2;
    for (int slot = first; slot < end; slot++) {
      Leaf leaf = slot < middle ? low : high;
      mine[2 * slot] = leaf.hashes;
      mine[2 * slot + 1] = leaf.mappings;
    }
  }

  private Object[] doubled(Object[] directory) {
    int before = directory.length >> 1;
    Object[] wider = new Object[4 * before + 1];
    for (int slot = 0; slot < before; slot++) {
      wider[4 * slot] = directory[2 * slot];
      wider[4 * slot + 1] = directory[2 * slot + 1];
      wider[4 * slot + 2] = directory[2 * slot];
      wider[4 * slot + 3] = directory[2 * slot + 1];
    }
    return ownedNode(wider);
  }

  /** Makes an inner node of a directory; each of its children is a directory of a few slots. */
  private void deepen(Object[] directory) {
    int moreSlots = 0;
    int moreLeaves = 0;
    int directorySlots = directory.length >> 1;
    int each = Math.max(1, directorySlots / Trie.INNER_SLOTS);
    Object[] inner = new Object[Trie.INNER_SLOTS + 1][];
    Object before = null;
    for (int child = 0; child < Trie.INNER_SLOTS; child++) {
      Object[] part = new Object[2 * each + 1];
      int from = child * directorySlots / Trie.INNER_SLOTS;
      for (int slot = 0; slot < each; slot++) {
        part[2 * slot] = directory[2 * (from + slot)];
        part[2 * slot + 1] = directory[2 * (from + slot) + 1];
      }
      int slotsOfLeaf = endSlot(directory, from) - firstSlot(directory, from);
      if (slotsOfLeaf * Trie.INNER_SLOTS > directorySlots) {
        // The leaf has slots of several children: each gets one of its own.
        @Nullable Object[] shared = Trie.mappings(directory, from);
        Leaf leaf =
            copyOf(Trie.hashes(directory, from), shared, spot.bitsLeft, Trie.INNER_BITS, child);
        owned(leaf.mappings);
        for (int slot = 0; slot < each; slot++) {
          part[2 * slot] = leaf.hashes;
          part[2 * slot + 1] = leaf.mappings;
        }
        moreSlots += Trie.capacity(leaf.hashes);
        if (shared == before) {
          moreLeaves++;
        } else {
          moreSlots -= Trie.capacity(Trie.hashes(directory, from));
          before = shared;
        }
      }
      inner[child] = ownedNode(part);
    }
    linkNode(ownedNode(inner));
    slots += moreSlots;
    leaves += moreLeaves;
    rebuilds++;
  }
}
