package dev.inlay.internal.striped;

import org.jspecify.annotations.Nullable;

/**
 * Reads many keys so that the processor fetches what they need from memory at the same time: for a
 * block of keys first all home slots, then all keys and values found there, then one look-up after
 * the other, for which everything is in cache by then. (Values, because whoever reads them looks at
 * them, as already the store into an array of their type does.)
 *
 * <p>The passes are independent loads without a branch on what they read, so a dozen of them are
 * under way at once, where single look-ups wait for one miss after the other. (Group prefetching:
 * Chen, Ailamaki, Gibbons, Mowry, «Improving Hash Join Performance through Prefetching», 2004.)
 */
public final class BatchReader {

  private static final int BLOCK = 32;

  /** Where the touched words go; never read. */
  @SuppressWarnings("UnusedVariable")
  private static int sink;

  private BatchReader() {}

  /**
   * Reads keys into values.
   *
   * @return how many keys were present
   * @throws NullPointerException if a key is null; values before it are written
   */
  public static int getAll(TableChain chain, Object[] keys, @Nullable Object[] values) {
    int found = 0;
    for (int from = 0; from < keys.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, keys.length);
      if (to - from > 2) {
        try {
          touch(chain, keys, from, to);
        } catch (RuntimeException | Error e) {
          // A hashCode that throws: it will again when its key's turn comes.
        }
      }
      for (int i = from; i < to; i++) {
        Object key = keys[i];
        if (key == null) {
          throw new NullPointerException("keys contains null");
        }
        Object value = chain.get(key, key.hashCode());
        values[i] = value;
        found += value == null ? 0 : 1;
      }
    }
    return found;
  }

  private static void touch(TableChain chain, Object[] keys, int from, int to) {
    SlotTable table = chain.root();
    int seen = 0;
    for (int i = from; i < to; i++) {
      Object key = keys[i];
      if (key != null) {
        seen += table.touch(chain.hash(key.hashCode()));
      }
    }
    for (int i = from; i < to; i++) {
      Object key = keys[i];
      if (key != null) {
        seen += table.touchMapping(chain.hash(key.hashCode()));
      }
    }
    if (seen == Integer.MIN_VALUE) {
      sink = seen; // a use of the reads, so that they are not optimised away
    }
  }
}
