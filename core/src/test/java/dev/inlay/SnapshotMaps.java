package dev.inlay;

import dev.inlay.internal.snapshot.TestVersions;

/** Gives tests of other packages maps whose hashes are the same in each run. */
public final class SnapshotMaps {

  private SnapshotMaps() {}

  /** Makes an empty map. */
  public static <K, V> SnapshotMap<K, V> fixed() {
    return SnapshotMap.on(TestVersions.fixed());
  }
}
