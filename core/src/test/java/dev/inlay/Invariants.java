package dev.inlay;

/** Lets tests of other packages check the inner structure of maps that are quiet. */
public final class Invariants {

  private Invariants() {}

  /**
   * Checks a map.
   *
   * @throws IllegalStateException if its structure is not as it must be
   */
  public static void check(InlayMap<?, ?> map) {
    if (map instanceof ShardedMap<?, ?> sharded) {
      sharded.checkInvariants();
    } else if (map instanceof StripedMap<?, ?> striped) {
      striped.checkInvariants();
    } else {
      ((SnapshotMap<?, ?>) map).checkInvariants();
    }
  }
}
