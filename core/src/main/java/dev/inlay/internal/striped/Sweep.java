package dev.inlay.internal.striped;

import dev.inlay.internal.striped.SlotTable.Copied;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The move of all mappings from one table to the next, in stripes of slots that writers claim.
 *
 * <p>A stripe whose thread sleeps is swept again by others once all stripes are claimed, as moving
 * a slot twice does no harm: nobody waits. When all are done, the target takes the source's place.
 */
class Sweep {

  /** Slots that one writer moves in one go: some microseconds. */
  static final int STRIPE = 256;

  /** A power of two. */
  private static final int LOOK_UPS_PER_HELP = 32;

  final SlotTable source;
  final SlotTable target;
  final TableChain chain;
  private final int stripes;
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger left;
  private final AtomicIntegerArray done;

  /** Plain, so some are not counted: it is only to be every few dozen. */
  private int lookUpsBeyond;

  Sweep(TableChain chain, SlotTable source, SlotTable target) {
    this.chain = chain;
    this.source = source;
    this.target = target;
    this.stripes = (source.capacity() + STRIPE - 1) / STRIPE;
    this.left = new AtomicInteger(stripes);
    this.done = new AtomicIntegerArray((stripes + Integer.SIZE - 1) / Integer.SIZE);
    if (stripes % Integer.SIZE != 0) {
      done.setPlain(done.length() - 1, -1 << stripes); // bits of no stripe
    }
  }

  /**
   * Returns the table to go on in after the source: the root, if that is further on already. A
   * thread that has slept need not walk through all tables that have come and gone meanwhile.
   */
  SlotTable onward() {
    SlotTable root = chain.root();
    return root.generation - target.generation > 0 ? root : target;
  }

  /** As {@link #help}, for operations that have succeeded, or can without it. */
  void helpIfPossible() {
    try {
      help();
    } catch (OutOfMemoryError | StackOverflowError | IllegalStateException e) {
      return; // the next insertion goes on, or fails
    }
  }

  /**
   * Called by a look-up that has to go on in the target. Of a few dozen, one helps: a map that is
   * only read from now on should not keep two tables for ever, nor look into both.
   */
  void lookedBeyond() {
    if ((++lookUpsBeyond & (LOOK_UPS_PER_HELP - 1)) == 0) {
      helpIfPossible();
    }
  }

  /** Sweeps one stripe, if one is left. */
  void help() {
    if (claimed.get() < stripes) {
      int stripe = claimed.getAndIncrement();
      if (stripe < stripes) {
        sweep(stripe, true);
        return;
      }
    }
    if (chain.root() == source) {
      helpWithWhatSleepersLeft();
    }
  }

  private void helpWithWhatSleepersLeft() {
    for (int word = 0; word < done.length(); word++) {
      int open = ~done.get(word);
      if (open != 0) {
        sweep(word * Integer.SIZE + Integer.numberOfTrailingZeros(open), false);
        return;
      }
    }
    // All are done, but whoever did the last may sleep before it says so.
    chain.replaceRoot(source, target);
  }

  /** Sweeps until the target has taken the source's place. */
  void finish() {
    while (chain.root() == source) {
      help();
    }
  }

  private void sweep(int stripe, boolean mine) {
    int end = Math.min((stripe + 1) * STRIPE, source.capacity());
    for (int at = stripe * STRIPE; at < end; at++) {
      if (mine) {
        source.moveClaimed(at, this);
      } else {
        source.move(at, this);
      }
    }
    if (markDone(stripe) && left.decrementAndGet() == 0) {
      chain.replaceRoot(source, target);
    }
  }

  /**
   * Copies a frozen mapping of the source into the first table after it that takes it. As a rule
   * that is the target. Only when writers that had not seen the sweep begin have filled the source
   * after the target's size was chosen, the target can be too small; then it is swept itself.
   *
   * <p>As a writer does, it goes on to another table only after it has closed the key's way in the
   * one before. That table becomes the root once the source is swept, and a look-up that begins
   * there is led on by passed bits: a slot that was closed before its key came has none yet.
   */
  void copy(Object key, int hash, int at, Marker.Frozen frozen) {
    SlotTable table = target;
    while (source.value(at) == frozen) {
      Copied copied = table.copyIn(key, hash, source, at, frozen);
      if (copied == Copied.DONE) {
        return;
      }
      if (copied == Copied.FULL) {
        chain.sweepOverflowing(table);
      }
      Sweep next = table.sweep();
      if (next == null) {
        throw new AssertionError("a slot is closed in a table that nobody sweeps");
      }
      table.close(hash, next);
      table = next.target;
    }
  }

  private boolean markDone(int stripe) {
    int word = stripe / Integer.SIZE;
    int bit = 1 << stripe;
    for (; ; ) {
      int now = done.get(word);
      if ((now & bit) != 0) {
        return false;
      }
      if (done.compareAndSet(word, now, now | bit)) {
        return true;
      }
    }
  }
}
