package dev.inlay.internal.table;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.Spread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a flat table: tags, and keys and values side by side. Read by any thread
 * without a lock; written by one thread at a time, who holds the lock of the shard that the table
 * belongs to. This is the one class that touches slots; each access says in its name what it
 * guarantees.
 *
 * <pre>
 *   tags    | t0 | t1 | t2 | ...        1 byte a slot: 6 bits of tag, 0 = empty; 2 bits passed
 *   slots   | k0 v0 | k1 v1 | k2 v2 |   2 references a slot
 *   hashes  | h0 | h1 | h2 | ...        4 bytes a slot, only when some key's hashCode is user code
 * </pre>
 *
 * <h2>Slot states</h2>
 *
 * <pre>
 *   state   tag   key    value          reader                   next state, by the lock holder
 *   EMPTY   0     -      -              ends the probe           LIVE (claim)
 *   LIVE    tag   K      V | pending    compares K, returns V    LIVE (new value), DEAD (remove)
 *   DEAD    tag   null   null           goes on as below         none: dead until the next generation
 *
 *   passed  a claimed slot becomes <i>passed</i> when a key whose probe met it is put further on; for ever in this
 *           generation. There are two passed bits, and a hash bit says which is a key's: so fewer probes go on
 *           in vain. A probe ends at the first slot whose bit is not set: what it looks for is not beyond.
 * </pre>
 *
 * <p>Most misses end in their home slot, occupied or not; without the passed bit they would walk to
 * an empty slot. (The overflow bits of Facebook's F14 tables serve the same end.)
 *
 * <p>A slot is claimed once in a generation: a key in a slot never changes but to null. So a reader
 * that matched the key reads that key's value or null, never another key's (no ABA), and needs no
 * stamp. A key that is removed and inserted again claims a slot further on in its probe sequence,
 * so a reader walking forward cannot miss it.
 *
 * <h2>Linearisation points</h2>
 *
 * <ul>
 *   <li>insertion: {@link #claim}'s release of the tag (the key and value stored before it become
 *       visible with it)
 *   <li>update, removal: the release of the value ({@code null} for removal)
 *   <li>hit: the volatile read of the value
 *   <li>miss: the volatile read of the tag that was not passed and so ended the probe, or of the
 *       collision tree; slots are passed before the tag of the key that passes them is released. If
 *       that slot was the key's and is dead: the read of its key or value, which is null
 *   <li>a table that a newer generation replaced is never written again: reads of it take effect at
 *       the latest when it was replaced, which lies within the reader's call, as the reader fetched
 *       the table after it began
 * </ul>
 *
 * <h2>Too many collisions</h2>
 *
 * When a key meets {@link #SAME_TAG_LIMIT} slots of its own tag (dead ones included) before an
 * empty one, it goes to the collision tree, and the slots before the last of them are passed. So
 * whoever looks for it meets all of them, too, and only then looks into the tree. The count only
 * rises within a generation, so a key's places in one generation follow each other in the order in
 * which readers look: slots first, tree last. (A tree that a rebuild adopts as a whole is
 * <i>loose</i>: its keys have passed nothing, and every miss looks there.)
 */
public class FlatTable {

  /** How many slots with a key's own tag a probe may meet before it turns to the collision tree. */
  public static final int SAME_TAG_LIMIT = 8;

  /**
   * Result of {@link #locate} and {@link #claimable}: too many slots of its tag; the key belongs to
   * the tree.
   */
  public static final int SATURATED = Integer.MIN_VALUE;

  private static final byte EMPTY = 0;
  private static final int TAG_BITS = 0x3F;

  private static final long SIGNS = 0x8080_8080_8080_8080L;

  private static final VarHandle TAGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final int capacity;
  private final byte[] tags;
  private final @Nullable Object[] slots;
  private final int @Nullable [] hashes;

  /**
   * Whether a pending value may stand in this table; never cleared in a generation. Plain: it is
   * written before the first pending value is released, and read after a value was read with
   * acquire.
   */
  private boolean pendingValues;

  /**
   * Whether the tree holds keys whose probes in this table do not saturate, so that every miss has
   * to look there. Plain: set before the table is published.
   */
  private boolean looseCollisions;

  /**
   * Null but under attack. Volatile: its read ends a miss, so it is the miss's linearisation point.
   */
  private volatile @Nullable CollisionTree collisions;

  /** Makes an empty table; it is to be published with release, after it has been filled. */
  protected FlatTable(int capacity, boolean storesHashes) {
    this.capacity = capacity;
    this.tags = new byte[capacity];
    this.slots = new Object[2 * capacity];
    this.hashes = storesHashes ? new int[capacity] : null;
  }

  /** Returns the number of slots. */
  public final int capacity() {
    return capacity;
  }

  /** Returns how many slots may be used before the table is to be rebuilt. */
  public final int maxUsed() {
    return TableSizing.maxUsed(capacity);
  }

  /** Tells whether hash codes are stored, so that keys of any class may be claimed. */
  public final boolean storesHashes() {
    return hashes != null;
  }

  /** Returns the bit that keys of a spread's class set in the slots they pass. */
  private static int passedBit(long spread) {
    return (TAG_BITS + 1) * (1 + Spread.passingClass(spread));
  }

  // ---------------------------------------------------------------- readers, no lock

  /**
   * Returns the key's value or {@code null}. Wait-free: each step moves on by one slot, and at
   * least one is empty.
   *
   * <p>Slot by slot, with a branch for each: while a tag is on its way from memory, the processor
   * guesses that it matches, and fetches the slot and the key already (ADR 8).
   *
   * @param hashCode the key's hash code, needed only for the collision tree
   */
  public final @Nullable Object get(Object key, int hashCode, long spread) {
    byte[] tags = this.tags;
    int tag = Spread.tag(spread);
    int passed = passedBit(spread);
    int at = Spread.home(spread, capacity);
    int sameTag = 0;
    for (; ; ) {
      int seen = tagVolatile(tags, at);
      if ((seen & TAG_BITS) == tag) {
        // Plain read: the key was stored before its tag was released, so it is there, or null once
        // dead.
        Object candidate = slots[2 * at];
        if (candidate == key || (candidate != null && key.equals(candidate))) {
          Object value = valueVolatile(at);
          if (value != null) {
            return pendingValues ? PendingValue.resolve(value) : value;
          }
        } else if (candidate == null) {
          // This may be all that tells the key absent, so what is read next must not be older.
          VarHandle.acquireFence();
        }
        if (++sameTag == SAME_TAG_LIMIT) {
          return valueIn(collisions, key, hashCode);
        }
      }
      if ((seen & passed) == 0) {
        return looseCollisions ? valueIn(collisions, key, hashCode) : null;
      }
      if (++at == capacity) {
        at = 0;
      }
    }
  }

  private static @Nullable Object valueIn(@Nullable CollisionTree tree, Object key, int hashCode) {
    CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
    return cell == null ? null : PendingValue.resolve(cell.value());
  }

  /**
   * Finds the slot of a live key, which may have died when this returns. Runs the key's {@code
   * equals}, so it is called without a lock; what it found is checked by the writer under the lock
   * with {@link #stillLive} or {@link #stillAbsent}, which run no user code.
   *
   * @return the slot; or a negative number for {@link #stillAbsent}, which may be {@link
   *     #SATURATED}
   */
  public final int locate(Object key, long spread) {
    byte[] tags = this.tags;
    int tag = Spread.tag(spread);
    int passed = passedBit(spread);
    int at = Spread.home(spread, capacity);
    int sameTag = 0;
    for (; ; ) {
      int seen = tagVolatile(tags, at);
      if ((seen & TAG_BITS) == tag) {
        Object candidate = slots[2 * at];
        if (candidate == key || (candidate != null && key.equals(candidate))) {
          return at;
        }
        if (candidate == null) {
          VarHandle.acquireFence(); // as in get
        }
        if (++sameTag == SAME_TAG_LIMIT) {
          return SATURATED;
        }
      }
      if ((seen & passed) == 0) {
        return ~(2 * at + (seen == EMPTY ? 1 : 0));
      }
      if (++at == capacity) {
        at = 0;
      }
    }
  }

  /**
   * Reads the home slot of a key to insert, before the lock is taken: so the processor fetches its
   * line together with that of the tags, and not only when the insertion stores to it.
   */
  public final void fetch(long spread) {
    if (slots[2 * Spread.home(spread, capacity)] == this) {
      throw new AssertionError("a table is never a key"); // a use of the read that costs nothing
    }
  }

  /**
   * Returns the tree in which a key may be that {@link #locate} did not find in a slot, or {@code
   * null} when it can be in none: as a rule only keys of saturated probes are in the tree.
   *
   * @param located what {@link #locate} returned
   */
  public final @Nullable CollisionTree treeBeyond(int located) {
    return located == SATURATED || looseCollisions ? collisions : null;
  }

  /**
   * Returns which of the eight slots from {@code at} on are claimed, as the sign bits of the bytes
   * of a {@code long}, the first slot lowest. One branch for eight slots, where asking each costs a
   * misprediction for every other one.
   *
   * <p>Plain and fence, as no wider access can be volatile at any address; a traversal needs no
   * more than to see keys that were there when it began, and what it reads next is ordered by the
   * fence.
   */
  public final long claimedAcquire(int at) {
    long word = 0;
    if (at + Long.BYTES <= tags.length) {
      word = (long) TAGS.get(tags, at);
    } else {
      for (int i = capacity - 1; i >= at; i--) {
        word = word << Byte.SIZE | (tags[i] & 0xFF);
      }
    }
    VarHandle.acquireFence();
    return (((word & ~SIGNS) + ~SIGNS) | word) & SIGNS;
  }

  /**
   * Returns the key in a claimed slot for a traversal, or {@code null} when the slot is empty or
   * dead.
   */
  public final @Nullable Object keyAcquire(int at) {
    return tagVolatile(tags, at) == EMPTY ? null : slots[2 * at];
  }

  /** Returns the resolved value in a slot for a traversal, or {@code null} when there is none. */
  public final @Nullable Object valueAcquire(int at) {
    Object value = valueVolatile(at);
    return pendingValues ? PendingValue.resolve(value) : value;
  }

  /** Returns the tree of keys that found no slot, or {@code null}. */
  public final @Nullable CollisionTree collisions() {
    return collisions;
  }

  // ---------------------------------------------------------------- the lock holder

  /**
   * Tells whether the slot found by {@link #locate} still holds its key: a slot's key only ever
   * turns to null.
   */
  public final boolean stillLive(int at) {
    return slots[2 * at] != null;
  }

  /**
   * Tells whether a key that {@link #locate} did not find is still in no slot: an insertion of it
   * would have claimed, or passed, the slot that ended the probe. A saturated key never comes into
   * a slot of this generation.
   *
   * @param located what {@link #locate} returned: the slot that ended the probe, and whether it was
   *     empty then
   */
  public final boolean stillAbsent(int located, long spread) {
    if (located == SATURATED) {
      return true;
    }
    int seen = tags[~located >>> 1];
    return (~located & 1) != 0 ? seen == EMPTY : (seen & passedBit(spread)) == 0;
  }

  /** Returns the resolved value of a live slot. Plain: only lock holders write. */
  public final @Nullable Object valueLocked(int at) {
    Object value = slots[2 * at + 1];
    return pendingValues ? PendingValue.resolve(value) : value;
  }

  /** Sets the value of a live slot. Release: whoever reads it sees what its writer did before. */
  public final void setValueRelease(int at, Object value) {
    SLOT.setRelease(slots, 2 * at + 1, value);
  }

  /**
   * Turns an empty slot into a live one; all slots from the key's home up to it are passed. The tag
   * goes last and with release: a reader that sees it sees key, value and the passed bits on the
   * way to it. Should the stack overflow before that, the slot is still empty.
   */
  public final void claim(int at, Object key, Object value, int hashCode, long spread) {
    slots[2 * at] = key;
    slots[2 * at + 1] = value;
    if (hashes != null) {
      hashes[at] = hashCode;
    }
    TAG.setRelease(tags, at, (byte) Spread.tag(spread));
  }

  /**
   * Marks the slots from a home up to a slot as passed, before that one is claimed. Plain: the
   * release of the claim comes after it. Marks without a claim only make probes longer.
   */
  public final void pass(long spread, int upTo) {
    byte[] tags = this.tags;
    int passed = passedBit(spread);
    for (int passing = Spread.home(spread, capacity); passing != upTo; ) {
      tags[passing] |= (byte) passed;
      if (++passing == capacity) {
        passing = 0;
      }
    }
  }

  /**
   * Returns the empty slot that ended a probe, if it was one: the first on the key's way, with all
   * before it passed, so that the key may claim it straight away; else a negative number.
   *
   * @param located what {@link #locate} returned, and {@link #stillAbsent} confirmed
   */
  public static int emptyEnd(int located) {
    return located != SATURATED && (~located & 1) != 0 ? ~located >>> 1 : -1;
  }

  /**
   * Turns a live slot into a dead one: the value first, which is the removal; then the key, so that
   * it can be freed. Release both: a reader that finds no key takes the mapping for removed, and
   * others must not find its value after that. Once the value is gone nothing fails any more: where
   * the second release does, for lack of stack, a plain store has to do.
   */
  public final void killRelease(int at) {
    SLOT.setRelease(slots, 2 * at + 1, null);
    try {
      SLOT.setRelease(slots, 2 * at, null);
    } catch (Error e) {
      slots[2 * at] = null;
    }
  }

  /** Marks slots as passed for a key that goes to the tree, as {@link #claimable} said. */
  public final void passToSaturation(long spread) {
    int tag = Spread.tag(spread);
    int sameTag = 0;
    int at = Spread.home(spread, capacity);
    while ((tags[at] & TAG_BITS) != tag || ++sameTag < SAME_TAG_LIMIT) {
      if (++at == capacity) {
        at = 0;
      }
    }
    pass(spread, at);
  }

  /** Makes every miss look into the tree; called before the table is published. */
  public final void loosenCollisions() {
    looseCollisions = true;
  }

  /** Sets the tree; called with the lock held. */
  public final void setCollisions(@Nullable CollisionTree tree) {
    collisions = tree;
  }

  /** Announces that pending values may follow in this generation. */
  public final void allowPendingValues() {
    pendingValues = true;
  }

  /**
   * Returns the slot that a key known to be absent would claim, or {@link #SATURATED}. Runs no user
   * code.
   */
  public final int claimable(long spread) {
    byte[] tags = this.tags;
    int tag = Spread.tag(spread);
    int at = Spread.home(spread, capacity);
    int sameTag = 0;
    for (int seen = tags[at]; seen != EMPTY; seen = tags[at]) {
      if ((seen & TAG_BITS) == tag && ++sameTag == SAME_TAG_LIMIT) {
        return SATURATED;
      }
      if (++at == capacity) {
        at = 0;
      }
    }
    return at;
  }

  /** Returns the hash code of a live slot's key, without running user code. */
  public final int hashCodeLocked(int at) {
    if (hashes != null) {
      return hashes[at];
    }
    Object key = slots[2 * at];
    if (key == null) {
      throw new AssertionError("slot " + at + " holds no key");
    }
    return key.hashCode();
  }

  /** Returns the key of a slot, or {@code null} when it is empty or dead. */
  public final @Nullable Object keyLocked(int at) {
    return slots[2 * at];
  }

  /** Tells whether a slot was claimed in this generation, live or dead. */
  public final boolean claimedLocked(int at) {
    return tags[at] != EMPTY;
  }

  /**
   * Tells whether a probe for a spread meets a slot: all before it are passed, and not too many
   * have its tag.
   */
  public final boolean isReachable(int slot, long spread) {
    int tag = Spread.tag(spread);
    int passed = passedBit(spread);
    int sameTag = 0;
    int at = Spread.home(spread, capacity);
    while (at != slot && (tags[at] & passed) != 0) {
      if ((tags[at] & TAG_BITS) == tag) {
        sameTag++;
      }
      at = (at + 1) % capacity;
    }
    return at == slot && (tags[at] & TAG_BITS) == tag && sameTag < SAME_TAG_LIMIT;
  }

  /** Tells whether a probe for a key of this spread, if it is in no slot, comes to the tree. */
  public final boolean reachesTree(long spread) {
    int tag = Spread.tag(spread);
    int passed = passedBit(spread);
    int sameTag = 0;
    int at = Spread.home(spread, capacity);
    while (!looseCollisions) {
      if ((tags[at] & TAG_BITS) == tag && ++sameTag == SAME_TAG_LIMIT) {
        return true;
      }
      if ((tags[at] & passed) == 0) {
        return false;
      }
      at = (at + 1) % capacity;
    }
    return true;
  }

  // ---------------------------------------------------------------- access modes

  /**
   * Volatile: a tag that is not passed is the linearisation point of a miss, so it takes part in
   * the total order of volatile accesses; acquire would do for what follows a match. On x86-64 and
   * AArch64 both are the same instruction.
   */
  private static byte tagVolatile(byte[] tags, int at) {
    return (byte) TAG.getVolatile(tags, at);
  }

  /** Volatile: the linearisation point of a hit. */
  private @Nullable Object valueVolatile(int at) {
    return SLOT.getVolatile(slots, 2 * at + 1);
  }
}
