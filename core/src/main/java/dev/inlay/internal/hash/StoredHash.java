package dev.inlay.internal.hash;

/**
 * The form in which a table stores a key's hash, one {@code int} a slot, so that neither a probe
 * nor a rebuild needs the key.
 *
 * <pre>
 *   31                               4   3   2   1 0
 *  +----------------------------------+---+---+-----+
 *  |  28 bits of the spread hash code | 1 | 0 | 0 0 |   the three low bits are the slot's own: {@link #TOUCHED},
 *  +----------------------------------+---+---+-----+   and two passed bits
 * </pre>
 *
 * <p>Bit 3 is set in every stored hash, so {@link #EMPTY} and {@link #SEALED} are none. Distinct
 * hash codes cannot be crafted to be stored alike, see {@link Spread}; equal ones always are.
 */
public final class StoredHash {

  /** What stands in a slot that nobody has claimed. */
  public static final int EMPTY = 0;

  /**
   * What stands in a slot that nobody can claim any more, as its table is being replaced. It is
   * passed, so that a reader looks at it.
   */
  public static final int SEALED = 16 + 3;

  /** The slot may have been frozen by another thread than the one that claimed its stripe. */
  public static final int TOUCHED = 4;

  private static final int LOW_BITS = 4;
  private static final int BITS = Integer.SIZE - LOW_BITS;
  private static final int MARK = 1 << (LOW_BITS - 1);

  private StoredHash() {}

  /** Returns the stored form of a hash code. */
  public static int of(int hashCode, long multiplier) {
    return ofSpread(spread(hashCode, multiplier));
  }

  /** Returns what {@link #ofSpread} makes a stored hash of; readers do without that step. */
  public static int spread(int hashCode, long multiplier) {
    return (int) Spread.of(hashCode, multiplier);
  }

  /** Returns the stored form of a spread hash code. */
  public static int ofSpread(int spread) {
    return (spread & -(1 << LOW_BITS)) | MARK;
  }

  /**
   * Tells whether a slot's word carries the hash of a spread; by chance, also of an empty or sealed
   * slot.
   */
  public static boolean comesFrom(int seen, int spread) {
    return seen >>> LOW_BITS == spread >>> LOW_BITS;
  }

  /** Tells whether a slot's word carries a hash, with or without passed bits. */
  public static boolean matches(int seen, int hash) {
    return (seen & -MARK) == hash;
  }

  /** Returns the hash in a claimed slot's word. */
  public static int hashOf(int seen) {
    return seen & -MARK;
  }

  /** Returns the home slot in a table of any capacity; order is kept. */
  public static int home(int hash, int capacity) {
    return (int) (((long) (hash >>> LOW_BITS) * capacity) >>> BITS);
  }

  /** Returns the bit that keys of this hash set in the slots they pass, and heed: 1 or 2. */
  public static int passedBit(int hash) {
    return ((hash >>> LOW_BITS) & 1) + 1;
  }
}
