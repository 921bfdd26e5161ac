package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.view.Traversal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A walk over the mappings of one version; removals go to the current one. */
public final class TrieTraversal<K, V> extends Traversal<K, V> {

  private static final CollisionCell[] NO_CELLS = {};
  private static final int[] NO_HASHES = {0};
  private static final Object[] NO_MAPPINGS = {};

  private final LeafWalk walk;
  private final long size;
  private final @Nullable VersionWriter writer;
  private int[] hashes = NO_HASHES;
  private @Nullable Object[] mappings = NO_MAPPINGS;
  private int at;
  private CollisionCell[] cells = NO_CELLS;
  private int nextCell;
  private @Nullable CollisionCell cell;
  private @Nullable Met marked;

  /** Walks over a version that is not to be written through. */
  public TrieTraversal(Version version) {
    this(version.root, version.size, null);
  }

  /** Walks over the current version. */
  public TrieTraversal(VersionWriter writer) {
    this(writer.current(), writer);
  }

  private TrieTraversal(Version version, VersionWriter writer) {
    this(version.root, version.size, writer);
  }

  TrieTraversal(Object[] root, long size, @Nullable VersionWriter writer) {
    this(new LeafWalk(root), size, writer);
  }

  private TrieTraversal(LeafWalk walk, long size, @Nullable VersionWriter writer) {
    this.walk = walk;
    this.size = size;
    this.writer = writer;
  }

  @Override
  public boolean advance() {
    if (nextCell < cells.length) {
      return foundCell();
    }
    cell = null;
    for (; ; ) {
      int[] hashes = this.hashes;
      while (at < hashes.length - 1) {
        if (hashes[at++] != 0) {
          Object key = Objects.requireNonNull(mappings[2 * at - 2]);
          Object value = Objects.requireNonNull(mappings[2 * at - 1]);
          if (key == Trie.BIN) {
            cells = CollisionTree.cells((CollisionTree) value);
            nextCell = 0;
            return foundCell();
          }
          return found(key, value);
        }
      }
      if (!walk.advance()) {
        return false;
      }
      this.hashes = walk.hashes();
      mappings = walk.mappings();
      at = 0;
    }
  }

  private boolean foundCell() {
    CollisionCell next = cells[nextCell++];
    cell = next;
    return found(next.key(), Objects.requireNonNull(next.value()));
  }

  @Override
  public void mark() {
    marked = met(null);
  }

  /** Returns the mapping moved to, for removals of many. */
  public Met met(@Nullable Object expected) {
    return new Met(hashes[at - 1], (Object) key(), cell, expected);
  }

  @Override
  public boolean removeMarked(@Nullable Object expected) {
    Met met = Objects.requireNonNull(marked, "marked");
    if (writer == null) {
      throw new UnsupportedOperationException("a snapshot cannot be modified");
    }
    return writer.removeMet(List.of(new Met(met.hash(), met.key(), met.cell(), expected)));
  }

  @Override
  public @Nullable TrieTraversal<K, V> trySplit() {
    if (estimate() <= 2 * TrieEdit.MAX_LEAF) {
      return null;
    }
    LeafWalk prefix = walk.trySplit();
    return prefix == null ? null : new TrieTraversal<>(prefix, size, writer);
  }

  @Override
  public long estimate() {
    long inLeaf = Math.max(0L, hashes.length - 1L - at) / 2 + cells.length - nextCell;
    return inLeaf + Math.round(size * walk.part());
  }

  /** Tells whether {@link #estimate} is exact: nothing has been met or split off. */
  public boolean isWhole() {
    return walk.isWhole();
  }
}
