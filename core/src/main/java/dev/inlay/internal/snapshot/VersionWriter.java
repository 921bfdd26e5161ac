package dev.inlay.internal.snapshot;

import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.hash.Spread;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The current version of a map, and all writes of it.
 *
 * <h2>Linearisation points</h2>
 *
 * <ul>
 *   <li>a write: the store of the version that shows it, which shows all writes that were carried
 *       out together, in the order in which they were
 *   <li>a read, and a write that found nothing to change: the read of the version
 * </ul>
 *
 * <p>A write looks its key up in the current version first, as {@code equals} is the user's code.
 * It then waits for its turn, and holds only if the same key instances still stand where they
 * stood; else it begins anew.
 */
public class VersionWriter extends Turn {

  /** At most so many waiting writes are looked at, so that no one works for others only. */
  private static final int LARGEST_BATCH = 256;

  private final long multiplier;

  private static final Object STALE = new Object();

  /**
   * Volatile: a reader that sees a version sees all of it, and what its writers did before; and
   * reads of two threads agree on the order of versions of several maps.
   */
  private volatile Version current;

  private final ChangeFeed feed;

  /** The writes that this turn carries out for others. Guarded by the turn. */
  private @Nullable Write batch;

  /** Whether this turn has done what it is to publish. Guarded by the turn. */
  private boolean published;

  /** Makes an empty map's first version. */
  public VersionWriter() {
    this(Version.empty(Spread.randomMultiplier()));
  }

  /** Goes on from a version of another map, with which the new map shares what is alike. */
  public VersionWriter(Version first) {
    multiplier = first.multiplier;
    current = first;
    feed = new ChangeFeed();
  }

  /** Returns the current version. */
  public final Version current() {
    return current;
  }

  /** Returns how often a thread had to wait for its turn. */
  public final long contended() {
    return waits();
  }

  private int hash(Object key) {
    return Trie.hash(key.hashCode(), multiplier);
  }

  // ---------------------------------------------------------------- single keys

  /**
   * Stores a value.
   *
   * @param ifAbsent whether to store when the key is absent
   * @param ifPresent whether to store when the key is present
   * @return the value before, or {@code null}
   */
  public final @Nullable Object store(
      Object key, Object value, boolean ifAbsent, boolean ifPresent) {
    int hash = hash(key);
    for (int attempt = 0; ; attempt++) {
      KeyWrite.Store write = new KeyWrite.Store(key, hash, value, ifAbsent, ifPresent);
      write.attempt = attempt;
      Object present = write.lookUp(current);
      if (!write.changes(present)) {
        return present;
      }
      carryOut(write);
      if (!write.stale) {
        return write.before;
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
  public final @Nullable Object exchange(
      Object key, @Nullable Object expected, @Nullable Object replacement) {
    int hash = hash(key);
    for (int attempt = 0; ; attempt++) {
      KeyWrite.Exchange write = new KeyWrite.Exchange(key, hash, expected, replacement);
      write.attempt = attempt;
      if (!write.matches(write.lookUp(current))) {
        return null;
      }
      carryOut(write);
      if (!write.stale) {
        return write.before;
      }
    }
  }

  /**
   * Runs a function exactly once, in this thread's turn, and publishes its result.
   *
   * @param kind when it runs, and on what
   * @param function of the type that {@code kind} says
   * @param given what {@code MERGE} stores, without running the function, when the key is absent
   * @return the new value, or the present one when the function was not to run on it
   */
  public final @Nullable Object compute(
      Object key, Remapping kind, Object function, @Nullable Object given) {
    int hash = hash(key);
    for (int attempt = 0; ; attempt++) {
      KeyWrite.Own write = new KeyWrite.Own(key, hash);
      write.attempt = attempt;
      Object present = write.lookUp(current);
      if (present == null ? !kind.ifAbsent : !kind.ifPresent) {
        return present;
      }
      Object after = inTurn(write, turn -> computeInTurn(turn, write, kind, function, given));
      if (after != STALE) {
        return after;
      }
    }
  }

  private @Nullable Object computeInTurn(
      InTurn turn, KeyWrite.Own write, Remapping kind, Object function, @Nullable Object given) {
    TrieEdit before = new TrieEdit(current, false);
    if (!write.goTo(before)) {
      return STALE;
    }
    Object present = write.presentAt(before.seek(write.hash));
    if (present == null ? !kind.ifAbsent : !kind.ifPresent) {
      return present;
    }
    Object after;
    if (kind == Remapping.MERGE && present == null) {
      after = given;
    } else {
      after = kind.apply(function, write.key, present, given);
    }
    if (after != null || present != null) {
      TrieEdit edit = turn.edit(somebodyWaits());
      edit.seek(write.hash);
      write.set(edit, after);
    }
    return after;
  }

  // ---------------------------------------------------------------- many keys

  /** Runs a function on reads and writes of any number of keys, and publishes all of them. */
  public final <R extends @Nullable Object> R update(Function<Transaction, R> function) {
    return inTurn(
        new SoloWrite(),
        turn -> {
          Transaction transaction = new Transaction(turn.edit(true));
          try {
            return function.apply(transaction);
          } finally {
            transaction.end();
          }
        });
  }

  /** Sets many keys, or removes those whose value is null, in one step. */
  public final void setAll(List<?> keys, List<? extends @Nullable Object> values) {
    inTurn(
        new SoloWrite(),
        turn -> {
          setAll(turn.edit(true), keys, values);
          return true;
        });
  }

  /**
   * Sets many keys, or removes those whose value is null, if a version is still the current one.
   *
   * @return whether it was
   */
  public final boolean setAllIfCurrent(
      Version expected, List<?> keys, List<? extends @Nullable Object> values) {
    return current == expected
        && inTurn(
            new SoloWrite(),
            turn -> {
              if (current != expected) {
                return false;
              }
              setAll(turn.edit(true), keys, values);
              return true;
            });
  }

  private static void setAll(TrieEdit edit, List<?> keys, List<? extends @Nullable Object> values) {
    Iterator<? extends @Nullable Object> value = values.iterator();
    for (Object key : keys) {
      KeyWrite.Own write = new KeyWrite.Own(key, Trie.hash(key.hashCode(), edit.base.multiplier));
      write.find(edit);
      write.set(edit, value.next());
    }
  }

  /** Replaces all values in one step. */
  public final void replaceAll(BiFunction<Object, Object, Object> function) {
    inTurn(
        new SoloWrite(),
        turn -> {
          turn.edit(false).replaceValues(function::apply);
          return true;
        });
  }

  /** Removes all mappings in one step. */
  public final void clear() {
    if (current.size != 0 || current.leaves() > 1) {
      inTurn(
          new SoloWrite(),
          turn -> {
            turn.edit(false).clear();
            return true;
          });
    }
  }

  /** Builds the tree anew, as small as its mappings allow. */
  public final void trim() {
    inTurn(
        new SoloWrite(),
        turn -> {
          turn.edit(false).rebuild();
          return true;
        });
  }

  /**
   * Removes mappings that were met in a version, in one step: those whose key instance is still
   * there, or, if it is not, an equal one.
   *
   * @return whether one was removed
   */
  public final boolean removeMet(List<Met> mappings) {
    return !mappings.isEmpty()
        && inTurn(
            new SoloWrite(),
            turn -> {
              TrieEdit edit = turn.edit(mappings.size() > 1);
              mappings.forEach(met -> met.remove(edit));
              return edit.isChanged();
            });
  }

  // ---------------------------------------------------------------- listeners

  /** Returns the feed of changes. */
  public final ChangeFeed feed() {
    return feed;
  }

  /** Adds a listener, which will see all versions after the current one. */
  public final void subscribe(ChangeFeed.Mailbox mailbox) {
    inTurn(
        new SoloWrite(),
        turn -> {
          feed.add(mailbox, current);
          return true;
        });
  }

  // ---------------------------------------------------------------- turns

  /** A write that its own thread carries out. */
  private static final class SoloWrite extends Write {
    @Override
    void apply(TrieEdit edit) {
      throw new AssertionError("no other thread carries it out");
    }

    @Override
    boolean canBeApplied(TrieEdit edit) {
      return false;
    }

    @Override
    boolean isSolo() {
      return true;
    }

    @Override
    public String what() {
      return "the whole map";
    }
  }

  /** What a write does in its turn; may make an edit. */
  private interface Body<R extends @Nullable Object> {
    R run(InTurn turn);
  }

  /** The edit of a turn, if one was made. */
  private final class InTurn {
    private @Nullable TrieEdit edit;

    TrieEdit edit(boolean large) {
      TrieEdit made = new TrieEdit(current, large);
      edit = made;
      return made;
    }
  }

  private boolean somebodyWaits() {
    ConcurrentLinkedQueue<Write> queue = waiting();
    return queue != null && !queue.isEmpty();
  }

  /** Carries out a plain write, or waits until another thread has. */
  private void carryOut(KeyWrite write) {
    inTurn(write, null);
  }

  /**
   * Takes the turn, runs a write, publishes, and gives the turn back; or waits until another thread
   * has carried the write out, and returns null.
   *
   * @param body what to do, or {@code null} to carry out the write as it is
   */
  @SuppressWarnings("NullAway") // R may be nullable; it is returned as it is
  private <R extends @Nullable Object> R inTurn(Write write, @Nullable Body<R> body) {
    R result = null;
    boolean mine = take(write);
    // No calls between: a stack that ends here would leave the turn taken for ever.
    try {
      if (mine) {
        taker = write.thread;
        hold = write;
        // It may have been carried out by another thread just before this one took the turn.
        if (!write.queued || write.claim()) {
          if (body == null) {
            Version next = somebodyWaits() ? null : write.alone(current);
            if (next == null) {
              TrieEdit edit = new TrieEdit(current, somebodyWaits());
              write.apply(edit);
              finish(edit);
            } else {
              publish(next);
            }
          } else {
            InTurn turn = new InTurn();
            result = body.run(turn);
            finish(turn.edit);
          }
        }
      }
    } finally {
      if (mine) {
        // No calls before the turn is free: the stack may be at its end.
        for (Write other = batch; other != null; other = other.next) {
          other.state = published ? Write.DONE : Write.WAITING;
        }
        if (write.queued) {
          write.state = Write.DONE;
        }
        Write done = published ? batch : null;
        batch = null;
        published = false;
        hold = null;
        taker = null;
        this.turn = FREE;
        afterTurn(done);
      }
    }
    return result;
  }

  /** Makes the version of an edit; tests let it fail. */
  Version versionOf(TrieEdit edit) {
    return edit.publishable();
  }

  /**
   * Carries out what else waits, and publishes what an edit has made, if it has changed anything.
   */
  private void finish(@Nullable TrieEdit own) {
    TrieEdit edit = own == null && somebodyWaits() ? new TrieEdit(current, true) : own;
    if (edit != null) {
      carryOutForOthers(edit);
      if (edit.isChanged()) {
        publish(versionOf(edit));
      }
    }
    published = true;
  }

  private void publish(Version next) {
    ChangeFeed.Link link = feed.linkFor(next);
    current = next;
    // No calls from here on: it is published.
    published = true;
    ChangeFeed.Link last = feed.tail;
    if (link != null && last != null) {
      last.next = link;
    }
    feed.tail = link;
  }

  /**
   * Wakes who waits, and tells listeners. The write is done, or has failed, whatever fails here.
   */
  private void afterTurn(@Nullable Write done) {
    try {
      for (Write other = done; other != null; other = other.next) {
        LockSupport.unpark(other.thread);
      }
      wakeNext();
      feed.deliver();
    } catch (StackOverflowError | OutOfMemoryError e) {
      return; // waiters look by themselves, and the next publication tells listeners
    }
  }

  private void carryOutForOthers(TrieEdit edit) {
    ConcurrentLinkedQueue<Write> queue = waiting();
    if (queue == null) {
      return;
    }
    int left = LARGEST_BATCH;
    for (Write other : queue) {
      if (--left < 0) {
        return;
      }
      if (!other.isOver() && other.canBeApplied(edit) && other.claim()) {
        other.next = batch;
        batch = other;
        try {
          other.apply(edit);
        } catch (StackOverflowError | OutOfMemoryError e) {
          // This thread's own shortage: the other is to try itself.
          batch = other.next;
          other.state = Write.WAITING;
          return;
        }
      }
    }
  }
}
