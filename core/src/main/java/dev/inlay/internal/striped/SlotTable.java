package dev.inlay.internal.striped;

import static dev.inlay.internal.hash.StoredHash.EMPTY;
import static dev.inlay.internal.hash.StoredHash.SEALED;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.hash.StoredHash;
import dev.inlay.internal.striped.Marker.Frozen;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the table: hashes, and keys and values side by side. Any thread reads and
 * writes it without a lock. This is the one class that touches slots.
 *
 * <pre>
 *   hashes  | h0 | h1 | h2 | ...         4 bytes a slot: 28 bits of hash, TOUCHED, 2 passed bits
 *   slots   | k0 v0 | k1 v1 | k2 v2 |    2 references a slot
 * </pre>
 *
 * <h2>States of a slot</h2>
 *
 * <pre>
 *   state      hash     key      value            means                            next state: by whom
 *   EMPTY      0        null     null             no key was ever here             CLAIMED: who inserts; SEALED: who sweeps
 *   SEALED     19       null     null             look in the next table           (terminal)
 *   CLAIMED    h        null     null             a key of hash h may come         KEYED: who inserts a key of hash h, claimer or not;
 *                                                                                  BIN: the same; CLOSED: who sweeps
 *   CLOSED     h        CLOSED   null             no key will come                 (terminal)
 *   KEYED      h        K        null             K is absent                      LIVE, RESERVED: who inserts K; MOVED: who sweeps
 *   LIVE       h        K        V                K has V                          LIVE (update), RESERVED, DEAD: who writes K;
 *                                                                                  FROZEN: who sweeps
 *   RESERVED   h        K        Reservation r    what r says: before, or outcome  LIVE, DEAD: r's owner decides, anyone replaces r;
 *                                                                                  FROZEN: who sweeps
 *   DEAD       h        K        DEAD             K was removed; go on             BURIED: who removed it, but a sweep
 *   BURIED     h        BURIED   DEAD             the same, and K can be freed     (terminal)
 *   FROZEN     h        K        Frozen(V or r)   K has what is in it              MOVED: anyone, after copying it
 *   MOVED      h        any      MOVED            look in the next table           (terminal)
 *   BIN        h        BIN      null, tree,      all further keys of hash h       another tree, NO_TREE: who inserts or removes there;
 *                                NO_TREE                                           FROZEN, MOVED: who sweeps
 * </pre>
 *
 * <p>No state comes twice, but LIVE and RESERVED, in which the key stays: so who matched a key and
 * then changes the value by compare-and-set changes that key's value or nothing. A key that was
 * removed and is inserted again claims a slot further on, so a reader that walks forward cannot
 * miss it.
 *
 * <h2>Passed bits</h2>
 *
 * A claimed slot is <i>passed</i> when a key whose probe met it is put further on, or turns to the
 * next table. A read ends at the first slot that no key of its kind has passed (there are two bits,
 * and a hash bit says which is a key's). Bits are set before the value that lies beyond them, and
 * never cleared in a generation. Insertions do not rely on them; they walk to the first empty slot.
 *
 * <p>So a read that ends there need not ask whether the table is being swept: who writes its key in
 * the next table, or copies its mapping past this one ({@link Sweep#copy}), has marked the whole
 * way to the sealed slot before, unless the next table had become the root already; but then the
 * key was absent when the read began, from this table.
 *
 * <h2>Too many keys of one hash</h2>
 *
 * The ninth slot of one hash on a probe's way (dead ones count) is a BIN: its value is an immutable
 * tree of all further mappings of that hash. A sweep moves it as a whole; keys of its hash that are
 * inserted afterwards go to it, wherever it stands.
 *
 * <h2>Access modes</h2>
 *
 * All reads of hashes and values are volatile, and all changes are compare-and-set with volatile
 * effects: an operation on one key must be ordered with operations on others (a miss after an own
 * insertion elsewhere), which acquire and release alone would not give. On x86 and AArch64 the
 * reads cost no more than acquire reads. Keys are read with acquire: a key that is there was stored
 * by a compare-and-set, and what matters is only to see its fields.
 */
class SlotTable {

  /** How many slots of a key's own hash a probe may meet before it turns to the bin. */
  static final int SAME_HASH_LIMIT = 8;

  /** Result of {@link #locate}: the key is nowhere in this table. */
  static final int NOT_FOUND = -1;

  /** Result of {@link #claim}: the table is being replaced. */
  static final int CLOSED = -2;

  /** Result of {@link #claim}: no slot is empty. */
  static final int FULL = -3;

  /** Set in results of {@link #locate} and {@link #claim} that are the slot of a bin. */
  static final int IN_BIN = 1 << 30;

  private static final VarHandle HASH = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final int[] hashes;
  private final @Nullable Object[] slots;

  /**
   * Whether values other than plain ones and {@link Marker#DEAD} may stand here. Plain: it is set
   * before the compare-and-set that stores the first such value, and read after the volatile read
   * of a value.
   */
  private boolean markers;

  /** Whether reservations may stand here; implies {@link #markers}. */
  private boolean reservations;

  /**
   * Whether the next writer that inserts or removes is to start a sweep first: set by who saw that
   * too many slots are used, or too few. Plain: a hint.
   */
  boolean wantsSweep;

  /** How many tables of this map came before it. */
  final long generation;

  /** The removals counted by the map when this table was made. */
  final int deadBefore;

  /** The move to the next table, once there is one; never cleared. */
  private volatile @Nullable Sweep sweep;

  private static final VarHandle SWEEP;
  private static final VarHandle RESERVATIONS;

  static {
    try {
      RESERVATIONS =
          MethodHandles.lookup().findVarHandle(SlotTable.class, "reservations", boolean.class);
      SWEEP = MethodHandles.lookup().findVarHandle(SlotTable.class, "sweep", Sweep.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Makes an empty table. */
  SlotTable(int capacity, long generation, int deadBefore) {
    this.generation = generation;
    this.hashes = new int[capacity];
    this.slots = new Object[2 * capacity];
    this.deadBefore = deadBefore;
  }

  final int capacity() {
    return hashes.length;
  }

  final @Nullable Sweep sweep() {
    return sweep;
  }

  // ---------------------------------------------------------------- readers

  /**
   * Returns the key's value or {@code null}. Wait-free while nothing is swept.
   *
   * @param hashCode the key's own hash code, needed only in bins
   * @param spread what the key's stored hash is made of
   */
  final @Nullable Object get(Object key, int hashCode, int spread) {
    // The home slot, where most look-ups end, has code and branches of its own.
    int home = StoredHash.home(spread, hashes.length);
    int seen = (int) HASH.getVolatile(hashes, home);
    // Also true, by chance, of an empty or sealed slot: that has no key.
    if (StoredHash.comesFrom(seen, spread)) {
      Object candidate = SLOT.getAcquire(slots, 2 * home);
      if (candidate == key || (candidate != null && isEqual(key, candidate))) {
        Object value = SLOT.getVolatile(slots, 2 * home + 1);
        if (value != Marker.DEAD) {
          return markers && value instanceof Marker marker
              ? getMarked(key, hashCode, spread, marker, home)
              : value;
        }
      } else if (candidate == Marker.BIN) {
        return getFromBin(key, hashCode, spread, home);
      }
    }
    // Not passed: the key is not further on, nor, as a writer closes its key's way before it turns
    // to the next table, was it there when this look-up began.
    return (seen & StoredHash.passedBit(spread)) == 0
        ? null
        : getBeyond(key, hashCode, spread, home, seen);
  }

  /** Goes on with {@link #get} after a slot that its key has passed. */
  private @Nullable Object getBeyond(Object key, int hashCode, int spread, int start, int last) {
    int[] hashes = this.hashes;
    int passed = StoredHash.passedBit(spread);
    int at = start;
    int seen = last;
    for (int steps = 1; seen != SEALED && steps < hashes.length; steps++) {
      at = next(at);
      seen = (int) HASH.getVolatile(hashes, at);
      if (StoredHash.comesFrom(seen, spread)) {
        Object candidate = SLOT.getAcquire(slots, 2 * at);
        if (candidate == key || (candidate != null && isEqual(key, candidate))) {
          Object value = SLOT.getVolatile(slots, 2 * at + 1);
          if (value != Marker.DEAD) {
            return markers && value instanceof Marker marker
                ? getMarked(key, hashCode, spread, marker, at)
                : value;
          }
        } else if (candidate == Marker.BIN) {
          return getFromBin(key, hashCode, spread, at);
        }
      }
      if ((seen & passed) == 0) {
        return null;
      }
    }
    return getOnward(key, hashCode, StoredHash.ofSpread(spread));
  }

  /** Goes on with {@link #get} at a bin: in its tree, then behind it. */
  private @Nullable Object getFromBin(Object key, int hashCode, int spread, int at) {
    Object content = value(at);
    Object value = valueInBin(content, key, hashCode);
    return value != null ? value : getLater(key, hashCode, spread, at);
  }

  /** Looks for a key in the tables after this one, if there are any. */
  private @Nullable Object getOnward(Object key, int hashCode, int hash) {
    for (Sweep sweep = this.sweep; sweep != null; ) {
      sweep.lookedBeyond();
      SlotTable table = sweep.onward();
      Object value = table.getFrom(StoredHash.home(hash, table.capacity()), key, hashCode, hash);
      if (value != null) {
        return value;
      }
      sweep = table.sweep;
    }
    return null;
  }

  /** The user's {@code equals} is never shown a marker. */
  private static boolean isEqual(Object key, Object candidate) {
    return !Marker.isNoKey(candidate) && key.equals(candidate);
  }

  /** Goes on with {@link #get} after a value that is none. */
  private @Nullable Object getMarked(Object key, int hashCode, int spread, Marker marker, int at) {
    Object value = marker instanceof Frozen frozen ? frozen.value : marker;
    if (value instanceof Reservation reservation) {
      value = reservation.resolve();
    }
    if (value == null || !(value instanceof Marker)) {
      return value;
    }
    return getLater(key, hashCode, spread, at); // dead by decision, or moved
  }

  /** Looks behind a slot, and in the next tables: the slow way, which heeds no passed bits. */
  private @Nullable Object getLater(Object key, int hashCode, int spread, int at) {
    int hash = StoredHash.ofSpread(spread);
    Object later = getFrom(next(at), key, hashCode, hash);
    return later != null ? later : getOnward(key, hashCode, hash);
  }

  /** Looks for a key from a slot on to the first empty one, without heeding passed bits. */
  private @Nullable Object getFrom(int from, Object key, int hashCode, int hash) {
    int at = from;
    for (int steps = 0; steps < hashes.length; steps++) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (StoredHash.matches(seen, hash)) {
        Object candidate = SLOT.getAcquire(slots, 2 * at);
        Object value = null;
        if (candidate == Marker.BIN) {
          value = valueInBin(value(at), key, hashCode);
        } else if (candidate == key || (candidate != null && isEqual(key, candidate))) {
          value = resolved(SLOT.getVolatile(slots, 2 * at + 1));
        }
        if (value != null) {
          return value;
        }
      } else if (seen == EMPTY || seen == SEALED) {
        return null;
      }
      at = next(at);
    }
    return null;
  }

  /** Returns what a slot's content means for a reader of this table alone: a value or nothing. */
  static @Nullable Object resolved(@Nullable Object content) {
    Object value = content instanceof Frozen frozen ? frozen.value : content;
    if (value instanceof Reservation reservation) {
      value = reservation.resolve();
    }
    return value instanceof Marker ? null : value;
  }

  private @Nullable Object valueInBin(@Nullable Object content, Object key, int hashCode) {
    CollisionTree tree = tree(content);
    CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
    return cell == null ? null : resolved(cell.value());
  }

  /** Returns the tree that a bin's content is or carries, or {@code null}. */
  static @Nullable CollisionTree tree(@Nullable Object content) {
    Object value = content instanceof Frozen frozen ? frozen.value : content;
    return value instanceof CollisionTree tree ? tree : null;
  }

  /**
   * Reads what a look-up of this hash will read, so that many look-ups' cache misses overlap.
   * Returns something of it, lest the reads be optimised away.
   */
  final int touch(int hash) {
    int at = StoredHash.home(hash, hashes.length);
    int seen = hashes[at];
    Object key = slots[2 * at];
    return key == this ? 1 : seen;
  }

  /**
   * Reads the first key of this hash and its value, the objects themselves, after {@link #touch}
   * has fetched the way to them.
   */
  final int touchMapping(int hash) {
    int at = StoredHash.home(hash, hashes.length);
    for (int steps = 0; steps < SAME_HASH_LIMIT; steps++) {
      int seen = hashes[at];
      if (StoredHash.matches(seen, hash)) {
        int touched = slots[2 * at] instanceof Marker ? 1 : 0;
        return slots[2 * at + 1] instanceof Marker ? touched + 1 : touched;
      }
      if (seen == EMPTY) {
        break;
      }
      at = next(at);
    }
    return 0;
  }

  // ---------------------------------------------------------------- finding a place to write

  /**
   * Finds the slot of a key that has a value and is not dead, or the bin that holds it. A slot
   * without a value is not for this method to choose, though it holds the key: who comes late with
   * a copy leaves such slots, and there can be another slot of the key before it, which this walk
   * has met before it had a key. {@link #claim} leaves no slot of the hash behind without one.
   *
   * @return a slot, or one with {@link #IN_BIN}, or {@link #NOT_FOUND}
   */
  final int locate(Object key, int hashCode, int hash) {
    int[] hashes = this.hashes;
    int passed = StoredHash.passedBit(hash);
    int at = StoredHash.home(hash, hashes.length);
    boolean wrapped = false;
    for (; ; ) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (StoredHash.matches(seen, hash)) {
        Object candidate = SLOT.getAcquire(slots, 2 * at);
        if (candidate == key || (candidate != null && isEqual(key, candidate))) {
          Object value = SLOT.getVolatile(slots, 2 * at + 1);
          if (value != null && value != Marker.DEAD) {
            return at;
          }
        } else if (candidate == Marker.BIN && isInBin(at, key, hashCode)) {
          return at | IN_BIN;
        }
      }
      // Nothing lies beyond a sealed slot: while it was empty, nobody passed it.
      if ((seen & passed) == 0 || seen == SEALED) {
        return NOT_FOUND;
      }
      if (++at == hashes.length) {
        if (wrapped) {
          return NOT_FOUND;
        }
        wrapped = true;
        at = 0;
      }
    }
  }

  private boolean isInBin(int at, Object key, int hashCode) {
    CollisionTree tree = tree(value(at));
    CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
    return cell != null && cell.value() != Marker.DEAD;
  }

  /** Finds the slot of a key instance, whatever its value; runs no user code. */
  final int locateInstance(Object key, int hash) {
    int at = StoredHash.home(hash, hashes.length);
    for (int steps = 0; steps < hashes.length; steps++) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (StoredHash.matches(seen, hash)) {
        if (SLOT.getAcquire(slots, 2 * at) == key) {
          return at;
        }
      } else if (seen == EMPTY || seen == SEALED) {
        break;
      }
      at = next(at);
    }
    return NOT_FOUND;
  }

  /**
   * Claims a slot for a key: the first empty one on its way, unless the key is found before. All
   * slots on the way are passed.
   *
   * <p>Two walks for one key come to the same slot: a slot's key is set once, a walk leaves none of
   * its hash without one, and the first that holds the key and is not dead is the place.
   *
   * @return the slot, which now holds this key or an equal one and is not dead; or the slot of the
   *     bin that the key belongs in, with {@link #IN_BIN}; or {@link #CLOSED} or {@link #FULL}
   */
  final int claim(Object key, int hash) {
    int passed = StoredHash.passedBit(hash);
    int at = StoredHash.home(hash, hashes.length);
    int bin = NOT_FOUND;
    int sameHash = 0;
    // So the processor fetches the slot's line together with that of its hash, before the first
    // compare-and-set, past which it does not look ahead.
    Object fetched = SLOT.get(slots, 2 * at);
    if (fetched == this) {
      throw new AssertionError("a table is never a key"); // a use of the read that costs nothing
    }
    for (int steps = 0; steps < hashes.length; ) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (seen == EMPTY) {
        if (bin != NOT_FOUND) {
          return bin;
        }
        casHash(at, EMPTY, hash);
        continue; // whoever has claimed it: look again
      }
      if (seen == SEALED) {
        return CLOSED;
      }
      if (StoredHash.matches(seen, hash)) {
        boolean full = ++sameHash > SAME_HASH_LIMIT;
        Object present = SLOT.getAcquire(slots, 2 * at);
        if (present == null) {
          // A claimed slot is anybody's whose key has its hash.
          // Behind a bin it is left alone: only who comes late with a copy claims there.
          Object mine = full ? Marker.BIN : key;
          present = bin == NOT_FOUND && casKey(at, mine) ? mine : SLOT.getAcquire(slots, 2 * at);
        }
        if (present == Marker.CLOSED) {
          return CLOSED;
        }
        if (present == Marker.BIN) {
          bin = at | IN_BIN;
          if (full) {
            return bin;
          }
        } else if (present != null && (present == key || isEqual(key, present))) {
          Object value = SLOT.getVolatile(slots, 2 * at + 1);
          // Behind a bin, a slot without a value is a latecomer's: the key belongs in the bin.
          if (value == null ? bin == NOT_FOUND : value != Marker.DEAD) {
            return at;
          }
        }
      }
      if ((seen & passed) == 0) {
        pass(at, seen, passed);
      }
      at = next(at);
      steps++;
    }
    return bin != NOT_FOUND ? bin : FULL;
  }

  private int next(int at) {
    return at + 1 == hashes.length ? 0 : at + 1;
  }

  // ---------------------------------------------------------------- transitions

  /** Returns a slot's hash word. */
  final int hashWord(int at) {
    return (int) HASH.getVolatile(hashes, at);
  }

  /** Returns a slot's key, a marker in its place, or {@code null}. */
  final @Nullable Object key(int at) {
    return SLOT.getAcquire(slots, 2 * at);
  }

  /** Returns a slot's value or marker. */
  final @Nullable Object value(int at) {
    return SLOT.getVolatile(slots, 2 * at + 1);
  }

  /**
   * Announces that reservations may follow. Release and acquire: who finds it announced by another
   * has that thread's {@code markers} before its own compare-and-set too.
   */
  final void allowReservations() {
    if (!(boolean) RESERVATIONS.getAcquire(this)) {
      markers = true;
      RESERVATIONS.setRelease(this, true);
    }
  }

  /**
   * Tells whether a content that was read from this table is a marker, without touching the memory
   * of plain values.
   */
  final boolean isMarker(@Nullable Object content) {
    return content == Marker.DEAD || (markers && content instanceof Marker);
  }

  /** EMPTY to CLAIMED or SEALED. */
  boolean casHash(int at, int expected, int hash) {
    return HASH.compareAndSet(hashes, at, expected, hash);
  }

  /** Sets a passed bit. */
  void pass(int at, int seen, int passed) {
    setBit(at, seen, passed);
  }

  /** Sets a bit of a claimed slot's word; bits are never cleared, and its hash never changes. */
  private void setBit(int at, int seen, int bit) {
    int now = seen;
    while ((now & bit) == 0) {
      now = (int) HASH.compareAndExchange(hashes, at, now, now | bit);
    }
  }

  /** CLAIMED to KEYED, BIN or CLOSED. */
  boolean casKey(int at, Object key) {
    return SLOT.compareAndSet(slots, 2 * at, null, key);
  }

  /** Every change of a value. */
  boolean casValue(int at, @Nullable Object expected, Object value) {
    return SLOT.compareAndSet(slots, 2 * at + 1, expected, value);
  }

  /**
   * DEAD to BURIED. Release: whoever sees it sees the value dead. Only who made the slot dead does
   * this, so no other write can be lost.
   */
  void bury(int at) {
    SLOT.setRelease(slots, 2 * at, Marker.BURIED);
  }

  /** Starts the move to another table, unless one has been started. */
  boolean casSweep(Sweep sweep) {
    return SWEEP.compareAndSet(this, null, sweep);
  }

  // ---------------------------------------------------------------- sweeping

  /** Counts the slots that a sweep would copy. */
  final int survivors() {
    int survivors = 0;
    for (int at = 0; at < hashes.length; at++) {
      Object value = value(at);
      survivors += value == null || value == Marker.DEAD || value == Marker.MOVED ? 0 : 1;
    }
    return survivors;
  }

  /**
   * Closes the way of all keys of a hash: moves those that are here, and seals the empty slot in
   * which the next would be inserted, with passed bits on the way to it. From then on, writers of
   * these keys meet in the next table, and readers are led there.
   */
  final void close(int hash, Sweep sweep) {
    int passed = StoredHash.passedBit(hash);
    int at = StoredHash.home(hash, hashes.length);
    for (int steps = 0; steps < hashes.length; steps++) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (seen == EMPTY || StoredHash.matches(seen, hash)) {
        move(at, sweep);
        seen = (int) HASH.getVolatile(hashes, at);
      }
      if (seen == SEALED) {
        return;
      }
      if ((seen & passed) == 0) {
        pass(at, seen, passed);
      }
      at = next(at);
    }
  }

  /**
   * As {@link #move}, for the one thread that has claimed the slot's stripe. It is spared from
   * looking at the values themselves, each a cache miss, to see which are markers: all others touch
   * a slot before they freeze its value.
   */
  final void moveClaimed(int at, Sweep sweep) {
    int seen = (int) HASH.getVolatile(hashes, at);
    if (seen != EMPTY && seen != SEALED) {
      Object key = SLOT.getAcquire(slots, 2 * at);
      Object value = SLOT.getVolatile(slots, 2 * at + 1);
      boolean plain =
          key != null
              && !(key == Marker.BIN || key == Marker.BURIED || key == Marker.CLOSED)
              && value != null
              && value != Marker.DEAD
              && value != Marker.MOVED
              && !reservations
              // Volatile, and after the value: were it frozen by another, this would be seen.
              && ((int) HASH.getVolatile(hashes, at) & StoredHash.TOUCHED) == 0;
      if (plain) {
        Frozen frozen = new Frozen(value, false);
        markers = true;
        if (casValue(at, value, frozen)) {
          sweep.copy(key, StoredHash.hashOf(seen), at, frozen);
          finishMove(at);
          return;
        }
      }
    }
    move(at, sweep);
  }

  /**
   * Brings a slot into a terminal state, its mapping copied to the target. Any number of threads
   * may do this for the same slot at any time, also long after.
   */
  final void move(int at, Sweep sweep) {
    for (; ; ) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (seen == EMPTY) {
        if (casHash(at, EMPTY, SEALED)) {
          return;
        }
        continue;
      }
      if (seen == SEALED) {
        return;
      }
      Object key = SLOT.getAcquire(slots, 2 * at);
      if (key == null) {
        casKey(at, Marker.CLOSED);
        continue;
      }
      if (key == Marker.CLOSED || key == Marker.BURIED) {
        return;
      }
      Object value = SLOT.getVolatile(slots, 2 * at + 1);
      if (value == Marker.MOVED || value == Marker.DEAD) {
        return;
      }
      if (value == null || value == Marker.NO_TREE) {
        markers = true; // plain, before the compare-and-set
        casValue(at, value, Marker.MOVED);
      } else if (value instanceof Frozen frozen) {
        sweep.copy(key, StoredHash.hashOf(seen), at, frozen);
        finishMove(at);
      } else if (value instanceof Reservation reservation && reservation.isDecided()) {
        replaceDecided(at, reservation, sweep.chain, false);
      } else {
        setBit(at, seen, StoredHash.TOUCHED);
        markers = true;
        casValue(at, value, new Frozen(value, value instanceof Reservation));
      }
    }
  }

  /**
   * FROZEN to MOVED. Release: no other change of a frozen value is possible, nor does it matter how
   * often.
   */
  void finishMove(int at) {
    SLOT.setRelease(slots, 2 * at + 1, Marker.MOVED);
  }

  /** What became of an attempt to copy a mapping into a table. */
  enum Copied {
    /** It is here, or was; or the source is no longer frozen. */
    DONE,
    /** The key's way is closed: it is, or belongs, in the table after this one. */
    BEYOND,
    /** No slot is empty. */
    FULL
  }

  /**
   * Puts a frozen mapping into this table, unless that has been done. Key instances tell: the first
   * who claims a slot for this instance determines it, and the value goes in only while the source
   * is still frozen. So whoever comes late, after the mapping was moved and perhaps removed, finds
   * that slot used, or leaves a slot without a value.
   */
  final Copied copyIn(Object key, int hash, SlotTable source, int sourceAt, Frozen frozen) {
    int passed = StoredHash.passedBit(hash);
    int at = StoredHash.home(hash, hashes.length);
    for (int steps = 0; steps < hashes.length; ) {
      int seen = (int) HASH.getVolatile(hashes, at);
      if (seen == EMPTY) {
        casHash(at, EMPTY, hash);
        continue;
      }
      if (seen == SEALED) {
        return Copied.BEYOND;
      }
      if (StoredHash.matches(seen, hash)) {
        Object present = SLOT.getAcquire(slots, 2 * at);
        if (present == null) {
          present = casKey(at, key) ? key : SLOT.getAcquire(slots, 2 * at);
        }
        if (present == Marker.CLOSED) {
          return Copied.BEYOND;
        }
        if (present == key) {
          if (SLOT.getVolatile(slots, 2 * at + 1) == null && source.value(sourceAt) == frozen) {
            if (frozen.reserved) {
              allowReservations();
            }
            casValue(at, null, frozen.value);
          }
          return SLOT.getVolatile(slots, 2 * at + 1) == Marker.MOVED ? Copied.BEYOND : Copied.DONE;
        }
      }
      if ((seen & passed) == 0) {
        pass(at, seen, passed);
      }
      at = next(at);
      steps++;
    }
    return Copied.FULL;
  }

  /**
   * RESERVED and decided to LIVE or DEAD.
   *
   * @param bury whether to free the key if the mapping is dead. A sweep does not: the reservation
   *     may stand here as a copy, its source still frozen, and whoever copies it once more is to
   *     find the key's instance, or the reservation would come back behind it, or in the next
   *     table, and its death be counted twice. A writer has closed the key's way in the source
   *     before it comes here, and so has a walk, so then the source is frozen no more.
   */
  final boolean replaceDecided(int at, Reservation reservation, TableChain chain, boolean bury) {
    Object outcome = reservation.outcome();
    long death = reservation.death();
    if (outcome == null || !casValue(at, reservation, outcome)) {
      return false;
    }
    if (outcome == Marker.DEAD) {
      boolean counted = false;
      try {
        chain.count(death);
        counted = true;
        if (bury) {
          bury(at);
        }
      } catch (Error e) {
        if (!counted) {
          chain.owed += death;
        }
        if (!(e instanceof VirtualMachineError)) {
          throw e;
        }
      }
    }
    return true;
  }
}
