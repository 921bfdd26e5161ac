package dev.inlay.internal.hash;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Spreads a hash code over 64 bits, from which a table takes home slot, tag and shard.
 *
 * <p>Multiply-shift hashing (Dietzfelbinger, Hagerup, Katajainen, Penttonen: «A Reliable Randomized
 * Algorithm for the Closest-Pair Problem», 1997): the multiplier is random per map, so distinct
 * hash codes cannot be crafted to collide. The upper product half is folded into the lower one,
 * because arithmetic progressions (dense ids) would otherwise keep their structure in the home
 * slots and cluster for unlucky multipliers.
 *
 * <pre>
 *   63 58 57 56                      32 31                             0
 *  +---------+-------------------------+--------------------------------+
 *  | tag |c|     ...      shard suffix  |  home fraction (folded)        |
 *  +---------+-------------------------+--------------------------------+
 * </pre>
 *
 * <p>Equal hash codes have equal spreads; nothing here can tell them apart.
 */
public final class Spread {

  private Spread() {}

  /** Returns a random odd multiplier, one per map. */
  public static long randomMultiplier() {
    return ThreadLocalRandom.current().nextLong() | 1L;
  }

  /** Returns the spread of a hash code. */
  public static long of(int hashCode, long multiplier) {
    long product = hashCode * multiplier;
    return product ^ (product >>> 32);
  }

  /**
   * Returns the home slot in a table of any capacity: the home fraction scaled to it, so that order
   * is kept.
   */
  public static int home(long spread, int capacity) {
    return (int) (((spread & 0xFFFF_FFFFL) * capacity) >>> 32);
  }

  /** Returns the tag: 6 bits from 1 to 63; 0 is left to mark an empty slot. */
  public static int tag(long spread) {
    return Math.max((int) (spread >>> 58), 1);
  }

  /** Returns 0 or 1: in which of its two bits a key marks the slots that it passes. */
  public static int passingClass(long spread) {
    return (int) (spread >>> 57) & 1;
  }

  /** Returns the bits whose low end picks the shard. */
  public static int shardBits(long spread) {
    return (int) (spread >>> 32);
  }
}
