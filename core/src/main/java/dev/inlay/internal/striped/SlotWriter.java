package dev.inlay.internal.striped;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.hash.StoredHash;
import dev.inlay.internal.striped.Marker.Frozen;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Writes of single keys. Each locates a place (a slot, or a cell in a bin), reads what is there,
 * and changes it by one compare-and-set; when that fails another writer has succeeded, and it looks
 * again.
 *
 * <h2>Linearisation points</h2>
 *
 * <ul>
 *   <li>insertion, update, removal: the successful compare-and-set of the slot's or the cell's
 *       value; of an insertion into a bin, that of the bin's tree
 *   <li>an operation of the {@code compute} family that ran its function: the write of its
 *       reservation's outcome
 *   <li>an operation that found nothing to change: the read that told it so, as in {@link
 *       SlotTable#get}
 * </ul>
 *
 * <h2>Two tables</h2>
 *
 * While a table is being swept, a writer begins in the source. A value that stands there unfrozen
 * is changed there. Otherwise the writer closes its key's way ({@link TableChain#next}) and goes on
 * in the target.
 *
 * <p>{@code equals}, {@code hashCode} and {@code compareTo} run between reads, never between two
 * changes that belong together.
 */
public final class SlotWriter {

  /** Result of {@link #reserveAndRun}: the place was not as it had been seen. */
  private static final Object LOST = new Object();

  private static final long NO_HASH_CODE = Long.MIN_VALUE;

  private SlotWriter() {}

  /**
   * Stores a value.
   *
   * @param absent whether to store when the key is absent
   * @param present whether to store when the key is present
   * @return the value before, or {@code null}
   */
  public static @Nullable Object store(
      TableChain chain, Object key, Object value, boolean absent, boolean present) {
    int hashCode = key.hashCode();
    int hash = chain.hash(hashCode);
    SlotTable table = chain.root();
    int losses = 0;
    for (; ; ) {
      int at = table.locate(key, hashCode, hash);
      if (at == SlotTable.NOT_FOUND) {
        if (!absent) {
          if (table.sweep() == null) {
            return unchanged(chain, null);
          }
          table = chain.next(table, hash);
          continue;
        }
        at = claim(chain, table, key, hash);
        if (at < 0) {
          table = chain.next(table, hash);
          continue;
        }
      }
      CollisionCell cell = null;
      if ((at & SlotTable.IN_BIN) != 0) {
        at &= ~SlotTable.IN_BIN;
        cell = cell(table, at, key, hashCode);
        if (cell == null) {
          if (!absent) {
            continue;
          }
          if (insertInBin(chain, table, at, new CollisionCell(hashCode, key, value), null)) {
            return null;
          }
          if (isMovedBin(table, at)) {
            table = chain.next(table, hash);
          }
          continue;
        }
      }
      Object now = value(table, at, cell);
      if (now == null) {
        if (!absent) {
          return unchanged(chain, null);
        }
        if (insert(chain, table, at, value)) {
          return null;
        }
      } else if (!isMarker(table, cell, now)) {
        if (!present) {
          return unchanged(chain, now);
        }
        if (casValue(table, at, cell, now, value)) {
          chain.afterUpdate();
          return now;
        }
        Backoff.pause(Backoff.pauses(losses++));
      } else if (now instanceof Reservation reservation && !reservation.isDecided()) {
        // Where the answer is that of before, it need not be waited for.
        Object before = reservation.before;
        boolean mine = reservation.owner == Thread.currentThread();
        if (before == null ? !absent : !present) {
          return unchanged(chain, before);
        }
        if (!mine) {
          chain.countWait();
        }
        reservation.await(losses++);
      } else {
        table = settle(chain, table, at, cell, now, hash);
      }
    }
  }

  /**
   * Replaces or removes the value of a present key.
   *
   * @param expected the value that must be there, by {@code equals}, or {@code null} for any
   * @param replacement the new value, or {@code null} to remove
   * @return the value before, or {@code null} when nothing changed
   */
  public static @Nullable Object exchange(
      TableChain chain, Object key, @Nullable Object expected, @Nullable Object replacement) {
    int hashCode = key.hashCode();
    int hash = chain.hash(hashCode);
    SlotTable table = chain.root();
    int losses = 0;
    if (replacement == null) {
      chain.beforeRemoval(table);
      table = chain.root();
    }
    for (; ; ) {
      int at = table.locate(key, hashCode, hash);
      if (at == SlotTable.NOT_FOUND) {
        if (table.sweep() == null) {
          return unchanged(chain, null);
        }
        table = chain.next(table, hash);
        continue;
      }
      CollisionCell cell = null;
      if ((at & SlotTable.IN_BIN) != 0) {
        at &= ~SlotTable.IN_BIN;
        cell = cell(table, at, key, hashCode);
        if (cell == null) {
          continue;
        }
      }
      Object now = value(table, at, cell);
      if (now == null) {
        return unchanged(chain, null);
      }
      if (!isMarker(table, cell, now)) {
        if (expected != null && now != expected && !expected.equals(now)) {
          return unchanged(chain, null);
        }
        if (replacement != null
            ? casValue(table, at, cell, now, replacement)
            : remove(chain, table, at, cell, now)) {
          if (replacement != null) {
            chain.afterUpdate();
          }
          return now;
        }
        Backoff.pause(Backoff.pauses(losses++));
      } else if (now instanceof Reservation reservation && !reservation.isDecided()) {
        Object before = reservation.before;
        if (before == null
            || (expected != null && before != expected && !expected.equals(before))) {
          return unchanged(chain, null);
        }
        if (reservation.owner != Thread.currentThread()) {
          chain.countWait();
        }
        reservation.await(losses++);
      } else {
        table = settle(chain, table, at, cell, now, hash);
      }
    }
  }

  /**
   * Runs a function exactly once, with the key's place reserved, and stores its result.
   *
   * @param kind when it runs, and on what
   * @param function of the type that {@code kind} says
   * @param given what {@code MERGE} stores, without running the function, when the key is absent
   * @return the new value, or the present one when the function was not to run on it
   */
  public static @Nullable Object compute(
      TableChain chain, Object key, Remapping kind, Object function, @Nullable Object given) {
    int hashCode = key.hashCode();
    int hash = chain.hash(hashCode);
    SlotTable table = chain.root();
    Reservation mine = null;
    int losses = 0;
    for (; ; ) {
      int at = table.locate(key, hashCode, hash);
      if (at == SlotTable.NOT_FOUND) {
        if (!kind.ifAbsent) {
          if (table.sweep() == null) {
            return unchanged(chain, null);
          }
          table = chain.next(table, hash);
          continue;
        }
        at = claim(chain, table, key, hash);
        if (at < 0) {
          table = chain.next(table, hash);
          continue;
        }
      }
      CollisionCell cell = null;
      if ((at & SlotTable.IN_BIN) != 0) {
        at &= ~SlotTable.IN_BIN;
        cell = cell(table, at, key, hashCode);
        if (cell == null) {
          if (!kind.ifAbsent) {
            continue;
          }
          if (given != null) {
            if (insertInBin(chain, table, at, new CollisionCell(hashCode, key, given), null)) {
              return given;
            }
          } else {
            mine = mine == null ? new Reservation(key) : mine;
            mine.before = null;
            Object after =
                reserveAndRun(chain, table, at, null, hashCode, null, mine, kind, function, given);
            if (after != LOST) {
              return after;
            }
          }
          if (isMovedBin(table, at)) {
            table = chain.next(table, hash);
          }
          continue;
        }
      }
      Object now = value(table, at, cell);
      if (now == null) {
        if (!kind.ifAbsent) {
          return unchanged(chain, null);
        }
        if (given != null) {
          if (insert(chain, table, at, given)) {
            return given;
          }
        } else {
          mine = mine == null ? new Reservation(key) : mine;
          mine.before = null;
          chain.lookWhetherFull(table, at);
          Object after =
              reserveAndRun(
                  chain, table, at, null, NO_HASH_CODE, null, mine, kind, function, given);
          if (after != LOST) {
            return after;
          }
        }
      } else if (!isMarker(table, cell, now)) {
        if (!kind.ifPresent) {
          return unchanged(chain, now);
        }
        mine = mine == null ? new Reservation(key) : mine;
        mine.before = now;
        Object after =
            reserveAndRun(chain, table, at, cell, NO_HASH_CODE, now, mine, kind, function, given);
        if (after != LOST) {
          chain.afterUpdate();
          return after;
        }
        Backoff.pause(Backoff.pauses(losses++));
      } else if (now instanceof Reservation reservation && !reservation.isDecided()) {
        Object before = reservation.before;
        if (before == null ? !kind.ifAbsent : !kind.ifPresent) {
          return unchanged(chain, before);
        }
        if (reservation.owner != Thread.currentThread()) {
          chain.countWait();
        }
        reservation.await(losses++);
      } else {
        table = settle(chain, table, at, cell, now, hash);
      }
    }
  }

  /** Returns what an operation answers that changed nothing; such a one, too, helps a sweep. */
  private static @Nullable Object unchanged(TableChain chain, @Nullable Object answer) {
    chain.afterUpdate();
    return answer;
  }

  /**
   * Reserves a place, runs the function, and decides; or returns {@link #LOST} when another writer
   * was there first. The reservation is made inside the block whose end decides, and deciding is
   * one store: so a thread that has reserved always decides, though the stack may overflow
   * anywhere.
   *
   * @param insertHashCode the key's hash code when it is to be inserted into the bin at the slot,
   *     else {@link #NO_HASH_CODE}
   */
  @SuppressWarnings("Finally") // the death of a thread is not to be swallowed
  private static @Nullable Object reserveAndRun(
      TableChain chain,
      SlotTable table,
      int at,
      @Nullable CollisionCell place,
      long insertHashCode,
      @Nullable Object now,
      Reservation mine,
      Remapping kind,
      Object function,
      @Nullable Object given) {
    table.allowReservations();
    CollisionCell cell =
        insertHashCode == NO_HASH_CODE
            ? place
            : new CollisionCell((int) insertHashCode, mine.key(), mine);
    Object after = null;
    boolean reserved = false;
    boolean returned = false;
    try {
      if (insertHashCode != NO_HASH_CODE && cell != null) {
        reserved = insertInBin(chain, table, at, cell, mine);
      } else {
        reserved =
            cell == null
                ? table.casValue(at, now, mine)
                : now != null && cell.compareAndSetValue(now, mine);
      }
      if (!reserved) {
        return LOST;
      }
      after = kind.apply(function, mine.key(), now, given);
      VarHandle.releaseFence(); // what the function wrote is seen by who sees its result
      if (now == null && after != null) {
        chain.count(TableChain.INSERTED); // before it is there; nothing can fail between
      }
      returned = true;
    } finally {
      if (reserved) {
        Object kept = returned ? after : now;
        mine.decided = kept == null ? Marker.DEAD : kept;
        try {
          tidy(chain, table, at, cell, mine);
        } catch (Error e) { // not even begun
          chain.untidy = true;
          if (!(e instanceof VirtualMachineError)) {
            throw e;
          }
        }
      }
    }
    return after;
  }

  /**
   * Replaces an own reservation by its outcome, wherever sweeps have taken it. Whatever fails here,
   * the operation has succeeded: then others tidy up, see {@link TableChain#untidy}.
   */
  private static void tidy(
      TableChain chain, SlotTable table, int at, @Nullable CollisionCell cell, Reservation mine) {
    try {
      if (!replaceDecided(chain, table, at, cell, mine)) {
        // The outcome was a plain store. A compare-and-set that fails need not order it before what
        // this thread reads next, as one that succeeds does.
        VarHandle.fullFence();
        if (cell == null) {
          follow(chain, table, at, mine);
        }
      }
      mine.wake();
      if (mine.decided == Marker.DEAD) {
        chain.lookWhetherEmpty(table, at);
      }
    } catch (Error e) {
      chain.untidy = true;
      if (!(e instanceof VirtualMachineError)) {
        throw e;
      }
    }
  }

  private static void follow(TableChain chain, SlotTable table, int at, Reservation mine) {
    int hash = StoredHash.hashOf(table.hashWord(at));
    Place place = new Place(table, at);
    while (place != null) {
      Object content = place.table.value(place.at);
      if (content == mine) {
        replaceDecided(chain, place.table, place.at, null, mine);
      } else if (content == Marker.MOVED || content instanceof Frozen) {
        Object key = place.table.key(place.at);
        place = key == null ? null : place.next(chain, key, hash);
      } else {
        return; // others have replaced it
      }
    }
  }

  /** Replaces all reservations that are decided; called when an owner could not. */
  static void tidyAll(TableChain chain) {
    SlotTable table = chain.settledRoot();
    for (int at = 0; at < table.capacity(); at++) {
      Object content = table.value(at);
      if (content instanceof Reservation reservation) {
        if (!replaceDecided(chain, table, at, null, reservation) && reservation.isDecided()) {
          follow(chain, table, at, reservation);
        }
      } else {
        for (CollisionCell cell : CollisionTree.cells(SlotTable.tree(content))) {
          if (cell.value() instanceof Reservation reservation) {
            replaceDecided(chain, table, at, cell, reservation);
          }
        }
      }
    }
  }

  /** A slot of a table, and where its mapping has been moved. */
  private record Place(SlotTable table, int at) {

    /** Returns the slot of the same key instance in the next table that has one, if any. */
    @Nullable Place next(TableChain chain, Object key, int hash) {
      SlotTable next = chain.next(table, hash);
      int found = next.locateInstance(key, hash);
      while (found < 0) {
        if (next.sweep() == null) {
          return null;
        }
        next = chain.next(next, hash);
        found = next.locateInstance(key, hash);
      }
      return new Place(next, found);
    }
  }

  // ---------------------------------------------------------------- places

  private static @Nullable Object value(SlotTable table, int at, @Nullable CollisionCell cell) {
    return cell == null ? table.value(at) : cell.value();
  }

  private static boolean isMarker(SlotTable table, @Nullable CollisionCell cell, Object content) {
    return cell == null ? table.isMarker(content) : content instanceof Marker;
  }

  private static boolean casValue(
      SlotTable table, int at, @Nullable CollisionCell cell, Object expected, Object value) {
    return cell == null
        ? table.casValue(at, expected, value)
        : cell.compareAndSetValue(expected, value);
  }

  /** Claims a slot; makes room first where that is needed. Negative: go on in the next table. */
  private static int claim(TableChain chain, SlotTable table, Object key, int hash) {
    chain.beforeInsertion(table);
    if (table.sweep() != null) {
      return SlotTable.CLOSED;
    }
    int at = table.claim(key, hash);
    if (at == SlotTable.FULL) {
      chain.sweepFull(table);
    }
    return at;
  }

  /** Gives a key that has a slot its first value. */
  @SuppressWarnings("Finally") // the death of a thread is not to be swallowed
  private static boolean insert(TableChain chain, SlotTable table, int at, Object value) {
    boolean counted = false;
    boolean inserted = false;
    try {
      chain.count(TableChain.INSERTED);
      counted = true;
      inserted = table.casValue(at, null, value);
    } finally {
      if (counted && !inserted) {
        try {
          chain.count(TableChain.REMOVED);
        } catch (Error e) {
          chain.owed += TableChain.REMOVED;
          if (!(e instanceof VirtualMachineError)) {
            throw e;
          }
        }
      }
    }
    if (inserted) {
      chain.lookWhetherFull(table, at);
    } else {
      chain.countBinned(TableChain.NEVER_CAME); // nor has a slot died: it is another writer's
    }
    return inserted;
  }

  private static boolean remove(
      TableChain chain, SlotTable table, int at, @Nullable CollisionCell cell, Object value) {
    if (cell != null) {
      return removeFromBin(chain, table, at, cell, value);
    }
    if (!table.casValue(at, value, Marker.DEAD)) {
      return false;
    }
    boolean counted = false;
    try {
      chain.count(TableChain.REMOVED);
      counted = true;
      table.bury(at);
      chain.lookWhetherEmpty(table, at);
    } catch (Error e) { // it is removed all the same
      if (!counted) {
        chain.owed += TableChain.REMOVED;
      }
      if (!(e instanceof VirtualMachineError)) {
        throw e;
      }
    }
    return true;
  }

  /** Goes on after a marker that is no undecided reservation; returns the table to look in. */
  private static SlotTable settle(
      TableChain chain,
      SlotTable table,
      int at,
      @Nullable CollisionCell cell,
      Object marker,
      int hash) {
    if (marker instanceof Reservation reservation) {
      replaceDecided(chain, table, at, cell, reservation);
      return table;
    }
    if (cell == null && (marker == Marker.MOVED || marker instanceof Frozen)) {
      return chain.next(table, hash);
    }
    return table;
  }

  private static boolean replaceDecided(
      TableChain chain,
      SlotTable table,
      int at,
      @Nullable CollisionCell cell,
      Reservation reservation) {
    Object outcome = reservation.outcome();
    if (cell == null) {
      return table.replaceDecided(at, reservation, chain, true);
    }
    long death = reservation.death();
    if (outcome == null || !cell.compareAndSetValue(reservation, outcome)) {
      return false;
    }
    if (outcome == Marker.DEAD) {
      Error late;
      try {
        late = bringOut(chain, table, at, cell, death);
      } catch (Error e) { // not even begun
        chain.owed += death;
        chain.owedBinned += TableChain.REMOVED;
        late = e;
      }
      if (late != null && !(late instanceof VirtualMachineError)) {
        throw late;
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- bins

  /** Returns the live cell of a key in a bin, or {@code null}. */
  private static @Nullable CollisionCell cell(SlotTable table, int at, Object key, int hashCode) {
    CollisionTree tree = SlotTable.tree(table.value(at));
    CollisionCell cell = tree == null ? null : tree.find(key, hashCode);
    return cell == null || cell.value() == Marker.DEAD ? null : cell;
  }

  private static boolean isMovedBin(SlotTable table, int at) {
    Object content = table.value(at);
    return content == Marker.MOVED || content instanceof Frozen;
  }

  /**
   * Inserts a cell whose key is in no live cell; {@code false} when the bin has changed meanwhile.
   *
   * @param reservation what the cell holds, if it is one: then it is counted once it is decided
   */
  @SuppressWarnings("Finally") // the death of a thread is not to be swallowed
  private static boolean insertInBin(
      TableChain chain,
      SlotTable table,
      int at,
      CollisionCell cell,
      @Nullable Reservation reservation) {
    Object content = table.value(at);
    CollisionTree tree = null;
    if (content instanceof CollisionTree present) {
      tree = present;
      CollisionCell other = tree.find(cell.key(), cell.hashCodeOfKey());
      if (other != null) {
        if (other.value() != Marker.DEAD) {
          return false;
        }
        tree = CollisionTree.minus(tree, other);
      }
    } else if (content != null && content != Marker.NO_TREE) {
      return false;
    }
    CollisionTree more = CollisionTree.plus(tree, cell);
    long amount = reservation == null ? TableChain.INSERTED : 0;
    boolean counted = false;
    boolean binned = false;
    boolean inserted = false;
    try {
      chain.count(amount);
      counted = true;
      chain.countBinned(TableChain.INSERTED);
      binned = true;
      inserted = table.casValue(at, content, more);
    } finally {
      if (!inserted) {
        long back = TableChain.NEVER_CAME - amount;
        try {
          if (counted) {
            chain.count(back);
            counted = false;
          }
          if (binned) {
            chain.countBinned(TableChain.REMOVED);
            binned = false;
          }
        } catch (Error e) {
          chain.owed += counted ? back : 0;
          chain.owedBinned += binned ? TableChain.REMOVED : 0;
          if (!(e instanceof VirtualMachineError)) {
            throw e;
          }
        }
      }
    }
    return inserted;
  }

  private static boolean removeFromBin(
      TableChain chain, SlotTable table, int at, CollisionCell cell, Object value) {
    if (!cell.compareAndSetValue(value, Marker.DEAD)) {
      return false;
    }
    Error late;
    try {
      late = bringOut(chain, table, at, cell, TableChain.REMOVED);
    } catch (Error e) { // not even begun
      chain.owed += TableChain.REMOVED;
      chain.owedBinned += TableChain.REMOVED;
      late = e;
    }
    if (late != null && !(late instanceof VirtualMachineError)) {
      throw late;
    }
    return true;
  }

  /**
   * Counts the death of a cell, and takes it out of its bin; returns what failed when it had begun,
   * after which nothing is left to do.
   */
  private static @Nullable Error bringOut(
      TableChain chain, SlotTable table, int at, CollisionCell cell, long death) {
    boolean counted = false;
    boolean unbinned = false;
    try {
      chain.count(death);
      counted = true;
      chain.countBinned(TableChain.REMOVED);
      unbinned = true;
      unlink(chain, table, at, cell);
      return null;
    } catch (Error e) {
      if (!counted) {
        chain.owed += death;
      }
      if (!unbinned) {
        chain.owedBinned += TableChain.REMOVED;
      }
      return e;
    }
  }

  /**
   * Takes a dead cell out of its bin, so that its key can be freed. It is dead whether that
   * succeeds or not, and is dropped at the latest when its key is inserted again.
   */
  private static void unlink(TableChain chain, SlotTable table, int at, CollisionCell cell) {
    try {
      Place place = new Place(table, at);
      while (place != null) {
        Object content = place.table.value(place.at);
        if (content == Marker.MOVED || content instanceof Frozen) {
          place = place.next(chain, Marker.BIN, StoredHash.hashOf(table.hashWord(at)));
        } else if (content instanceof CollisionTree tree) {
          CollisionTree fewer = CollisionTree.minus(tree, cell);
          Object left = fewer == null ? Marker.NO_TREE : fewer;
          if (fewer == tree || place.table.casValue(place.at, tree, left)) {
            return;
          }
        } else {
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      return; // compareTo is user code, memory and stack may end; the cell is dead all the same
    }
  }

  // ---------------------------------------------------------------- by position

  /**
   * Removes what a traversal met at a slot or in a cell, even if its key can no longer be found; if
   * that has gone, what has been put for the key since.
   *
   * @param expected the very value that must be there, or {@code null} for any
   * @return whether it was removed
   */
  static boolean removeAt(
      TableChain chain,
      SlotTable start,
      int startAt,
      Object key,
      @Nullable CollisionCell cell,
      @Nullable Object expected) {
    chain.beforeRemoval(chain.root());
    SlotTable table = start;
    int at = startAt;
    for (; ; ) {
      Object now = value(table, at, cell);
      if (now == null) {
        return removeByKey(chain, key, expected);
      }
      if (!isMarker(table, cell, now)) {
        if (expected != null && now != expected) {
          return removeByKey(chain, key, expected);
        }
        if (remove(chain, table, at, cell, now)) {
          return true;
        }
      } else if (now == Marker.DEAD) {
        // That very mapping is gone; the key may have been inserted again.
        return removeByKey(chain, key, expected);
      } else if (now instanceof Reservation reservation) {
        if (!reservation.isDecided()) {
          if (reservation.before == null) {
            return removeByKey(chain, key, expected);
          }
          if (reservation.owner != Thread.currentThread()) {
            chain.countWait();
          }
          reservation.await(0);
        }
        replaceDecided(chain, table, at, cell, reservation);
      } else {
        Place place = new Place(table, at).next(chain, key, StoredHash.hashOf(table.hashWord(at)));
        if (place == null) {
          return removeByKey(chain, key, expected);
        }
        table = place.table;
        at = place.at;
      }
    }
  }

  private static boolean removeByKey(TableChain chain, Object key, @Nullable Object expected) {
    return exchange(chain, key, expected, null) != null;
  }
}
