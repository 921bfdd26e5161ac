package dev.inlay.internal.striped;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.StoredHash;

/** Checks every invariant of a map's tables while no thread writes; for tests. */
public final class SlotInspector {

  private SlotInspector() {}

  /**
   * Checks a map that no thread writes and in which no function runs.
   *
   * @throws IllegalStateException that says what is broken
   */
  public static void check(TableChain chain) {
    chain.mappingCount(); // settles what an overflow of the stack left
    SlotTable root = chain.settledRoot();
    require(root.sweep() == null, "the root is being swept");
    long live = 0;
    long binned = 0;
    for (int at = 0; at < root.capacity(); at++) {
      int seen = root.hashWord(at);
      Object key = root.key(at);
      Object value = root.value(at);
      if (seen == StoredHash.EMPTY) {
        require(key == null && value == null, "slot %d is empty, and holds something", at);
        continue;
      }
      require(seen != StoredHash.SEALED, "slot %d is sealed", at);
      require(
          StoredHash.matches(seen, StoredHash.hashOf(seen)) && (seen & 8) != 0,
          "slot %d holds no hash",
          at);
      require(key != Marker.CLOSED && value != Marker.MOVED, "slot %d was moved", at);
      require(!(value instanceof Marker.Frozen), "slot %d is frozen", at);
      if (value instanceof Reservation reservation) {
        require(reservation.isDecided(), "slot %d is reserved", at);
        value = SlotTable.resolved(value);
      }
      require(value == null || key != null, "slot %d has a value and no key", at);
      if (key == Marker.BURIED) {
        require(value == Marker.DEAD, "slot %d is buried alive", at);
      } else if (key == Marker.BIN) {
        CollisionTree tree = SlotTable.tree(value);
        for (CollisionCell cell : CollisionTree.cells(tree)) {
          if (SlotTable.resolved(cell.value()) != null) {
            binned++;
            require(
                chain.hash(cell.hashCodeOfKey()) == StoredHash.hashOf(seen),
                "the bin at %d holds a key of another hash",
                at);
          }
        }
        requireReach(root, at, StoredHash.hashOf(seen));
      } else if (value != null && !(value instanceof Marker)) {
        live++;
        requireReach(root, at, StoredHash.hashOf(seen));
      }
    }
    require(
        live + binned == chain.roughCount(),
        "%d mappings are counted, and %d there",
        chain.roughCount(),
        live + binned);
    require(
        binned == chain.figures().binnedEntries(),
        "%d mappings are counted in bins, and %d there",
        chain.figures().binnedEntries(),
        binned);
  }

  private static void requireReach(SlotTable table, int slot, int hash) {
    int passed = StoredHash.passedBit(hash);
    for (int at = StoredHash.home(hash, table.capacity()); at != slot; ) {
      require((table.hashWord(at) & passed) != 0, "slot %d is out of reach", slot);
      at = at + 1 == table.capacity() ? 0 : at + 1;
    }
  }

  private static void require(boolean condition, String broken, Object... arguments) {
    if (!condition) {
      throw new IllegalStateException("broken: " + String.format(broken, arguments));
    }
  }
}
