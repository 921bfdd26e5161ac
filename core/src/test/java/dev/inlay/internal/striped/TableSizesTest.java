package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When tables grow and shrink, and when they do not. */
class TableSizesTest {

  private static TableChain chain(int initialEntries) {
    return new TableChain(initialEntries, TableChain.MAX_CAPACITY, 0x9E37_79B9_7F4A_7C15L);
  }

  private static void put(TableChain chain, int key) {
    SlotWriter.store(chain, key, key, true, true);
  }

  private static void remove(TableChain chain, int key) {
    SlotWriter.exchange(chain, key, null, null);
  }

  @Test
  void noTableIsFilledUp() {
    for (int initial : new int[] {0, 30, 100, 1_200}) {
      TableChain chain = chain(initial);
      for (int key = 0; key < 6_000; key++) {
        SlotTable root = chain.root();
        put(chain, key);
        int used = key + 1;
        if (root == chain.root() && root.sweep() == null) {
          int slack = root.capacity() < 2_048 ? 0 : root.capacity() / 10;
          assertThat(used)
              .as("of %d slots", root.capacity())
              .isLessThanOrEqualTo(StripedSizing.maxUsed(root.capacity()) + slack);
        }
        assertThat(root.capacity()).isLessThan(Math.max(2 * initial + 16, 3 * used + 16));
      }
    }
  }

  @Test
  void anEmptiedTableShrinks() {
    for (int size : new int[] {120, 5_000}) {
      TableChain chain = chain(0);
      for (int key = 0; key < size; key++) {
        put(chain, key);
      }
      for (int key = 1; key < size; key++) {
        remove(chain, key);
      }
      assertThat(chain.figures().slots()).isLessThan(size / 2);
    }
  }

  @Test
  void aTableThatIsHalfFullDoesNotShrink() {
    TableChain chain = chain(0);
    for (int key = 0; key < 1_000; key++) {
      put(chain, key);
    }
    chain.trim();
    long sweeps = chain.figures().sweeps();
    for (int key = 0; key < 500; key++) {
      remove(chain, key);
    }
    assertThat(chain.figures().sweeps()).isEqualTo(sweeps);
  }

  /** Not below the size that it was made with. */
  @Test
  void aPresizedTableStays() {
    for (int initial : new int[] {100, 1_000}) {
      TableChain chain = chain(initial);
      for (int round = 0; round < initial / 2; round++) {
        put(chain, 1);
        remove(chain, 1);
      }
      assertThat(chain.figures().sweeps()).isZero();
    }
  }

  @Test
  void trimmingLeavesNoRoomAndNothingDead() {
    TableChain wide = chain(5_000);
    put(wide, 1);
    wide.trim();
    assertThat(wide.figures().slots()).isLessThan(20);

    TableChain used = chain(0);
    for (int key = 0; key < 20; key++) {
      put(used, key);
    }
    used.trim();
    remove(used, 3);
    put(used, 20);
    assertThat(used.figures().deadSlots()).isPositive();
    used.trim();
    assertThat(used.figures().deadSlots()).isZero();
    long sweeps = used.figures().sweeps();
    used.trim();
    assertThat(used.figures().sweeps()).as("nothing to do").isEqualTo(sweeps);
  }

  /** Slots of removed keys are used up, and given back. */
  @Test
  void everNewKeysLeaveNothing() {
    TableChain chain = chain(0);
    for (int key = 0; key < 20_000; key++) {
      put(chain, key);
      remove(chain, key - 10);
      if (chain.root().sweep() == null) {
        assertThat(chain.figures().slots()).isLessThan(40);
      }
    }
    assertThat(chain.figures().sweeps()).isLessThan(20_000 / 4);
    assertThat(chain.mappingCount()).isEqualTo(10);
  }

  /** Keys of bins use no slots. */
  @Test
  void manyKeysOfOneHashAskForNoSlots() {
    record Same(int id) implements Comparable<Same> {
      @Override
      public int hashCode() {
        return 42;
      }

      @Override
      public int compareTo(Same other) {
        return Integer.compare(id, other.id);
      }
    }

    TableChain chain = chain(0);
    for (int id = 0; id < 500; id++) {
      SlotWriter.store(chain, new Same(id), id, true, true);
    }
    assertThat(chain.figures().slots()).isLessThan(40);
    assertThat(chain.figures().binnedEntries()).isEqualTo(492);
    for (int id = 0; id < 500; id++) {
      SlotWriter.exchange(chain, new Same(id), null, null);
    }
    assertThat(chain.figures().binnedEntries()).isZero();
    assertThat(chain.mappingCount()).isZero();
  }
}
