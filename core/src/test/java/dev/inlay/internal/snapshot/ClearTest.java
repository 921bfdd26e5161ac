package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClearTest {

  /** Whether or not mappings are left, and whether or not the tree has kept its shape. */
  @Test
  void leavesTheLeastTree() {
    for (int size : new int[] {0, 1, 500}) {
      for (boolean emptied : new boolean[] {false, true}) {
        VersionWriter writer = TestVersions.fixed();
        for (int key = 0; key < size; key++) {
          writer.store(key, key, true, true);
        }
        for (int key = 0; emptied && key < size; key++) {
          assertThat(writer.exchange(key, null, null)).isEqualTo(key);
        }
        writer.clear();
        assertThat(writer.current().size).isZero();
        assertThat(writer.current().leaves()).isLessThanOrEqualTo(1);
        Version cleared = writer.current();
        writer.clear();
        assertThat(writer.current()).as("nothing to do").isSameAs(cleared);
      }
    }
  }
}
