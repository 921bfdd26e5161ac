package dev.inlay;

/**
 * Figures of a map's inner state, taken by {@link InlayMap#stats()}; weakly consistent, like {@link
 * InlayMap#size()}.
 *
 * @param entries mappings present
 * @param segments independently guarded parts in existence (shards of a {@code ShardedMap})
 * @param slots table slots allocated
 * @param deadSlots slots whose mapping was removed and that wait for the next rebuild
 * @param collisionEntries mappings kept outside the slots because too many keys collide with them
 * @param tableBytes estimated heap of tables and shards, without keys and values, in bytes
 * @param rebuilds tables rebuilt since the map was made, to grow, shrink, clean or split
 * @param contendedLocks waits for other threads: lock acquisitions that did not succeed at once,
 *     and in a {@code StripedMap} waits for a function that runs for the very key
 */
public record MapStats(
    long entries,
    int segments,
    long slots,
    long deadSlots,
    long collisionEntries,
    long tableBytes,
    long rebuilds,
    long contendedLocks) {

  /**
   * Returns the share of slots that hold a mapping, 0 for a map without slots.
   *
   * @return a number from 0 to 1
   */
  public double load() {
    return slots == 0 ? 0 : (double) (entries - collisionEntries) / slots;
  }
}
