package dev.inlay.internal.snapshot;

import dev.inlay.internal.collision.CollisionCell;
import dev.inlay.internal.collision.CollisionTree;
import dev.inlay.internal.wait.WaitGraph;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write of one key. The key is looked up in a published version first, before the thread has the
 * turn, so that {@code equals} may take its time, throw, or use the map. What was found is a key
 * instance; the answer of {@code equals} holds as long as that instance stands there.
 */
abstract class KeyWrite extends Write {

  /** After so many stale attempts, trees are compared key by key. */
  private static final int PATIENCE = 3;

  /** After so many, the key is looked up in its thread's turn, where nothing else can change. */
  private static final int GREAT_PATIENCE = 16;

  final Object key;
  final int hash;

  /** How many attempts have been stale. */
  int attempt;

  /** What stood in the key's place: a key, {@link Trie#BIN}, or {@code null}. */
  private @Nullable Object seenKey;

  /** The value or tree that stood there. */
  private @Nullable Object seenValue;

  /** Whether the key that stood there is equal. */
  private boolean same;

  /** The key's cell, if a tree stood there and has it. */
  private @Nullable CollisionCell cell;

  KeyWrite(Object key, int hash) {
    this.key = key;
    this.hash = hash;
  }

  /** Looks the key up, and returns its value in that version, or {@code null}. Runs user code. */
  final @Nullable Object lookUp(Version version) {
    Spot spot = new Spot();
    spot.seek(version.root, hash);
    return lookUp(spot);
  }

  final @Nullable Object lookUp(Spot spot) {
    Object other = spot.key();
    Object value = spot.value();
    cell = null;
    same = false;
    seenKey = other;
    seenValue = value;
    if (other == null || value == null) {
      return null;
    }
    if (other == Trie.BIN) {
      cell = ((CollisionTree) value).find(key, hash);
      return cell == null ? null : cell.value();
    }
    same = other == key || key.equals(other);
    return same ? value : null;
  }

  /**
   * Tells whether what was seen of the key still holds at its place, though the tree there is
   * another one: by comparing the instances of all its keys. Takes its time, and ends what could go
   * on for ever: an {@code equals} that changes the very tree it is asked from.
   */
  private boolean holdsInAnotherTree(Spot spot) {
    if (seenKey != Trie.BIN || spot.key() != Trie.BIN) {
      return false;
    }
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (CollisionCell other : CollisionTree.cells((CollisionTree) seenValue)) {
      seen.add(other.key());
    }
    CollisionCell mine = cell;
    for (CollisionCell other : CollisionTree.cells((CollisionTree) spot.value())) {
      if (mine != null && other.key() == mine.key()) {
        cell = other;
        seenValue = spot.value();
        return true;
      }
      if (mine == null && !seen.contains(other.key())) {
        return false;
      }
    }
    return mine == null;
  }

  /** Tells whether what was seen of the key still holds at its place. */
  final boolean holdsAt(Spot spot) {
    return holdsExactlyAt(spot)
        || (attempt > PATIENCE && thread == Thread.currentThread() && holdsInAnotherTree(spot));
  }

  /** Of a single key, only the instance matters; its value may be another one by now. */
  private boolean holdsExactlyAt(Spot spot) {
    return spot.key() == seenKey && (seenKey != Trie.BIN || spot.value() == seenValue);
  }

  /**
   * Goes to the key's place in this thread's turn. When what was seen of it has not held too often,
   * looks there again: {@code equals} then runs in the turn, where an update of the map is refused.
   *
   * @return whether what was seen holds
   */
  final boolean goTo(TrieEdit edit) {
    Spot spot = edit.seek(hash);
    if (holdsAt(spot)) {
      return true;
    }
    if (attempt <= GREAT_PATIENCE) {
      return false;
    }
    lookUp(spot);
    return holdsAt(edit.seek(hash));
  }

  /** Returns the key's value at its place, where what was seen of it still holds. */
  final @Nullable Object presentAt(Spot spot) {
    return same ? spot.value() : cell == null ? null : cell.value();
  }

  /** Trees compare keys, which is user code: their changes are left to the thread itself. */
  @Override
  boolean canBeApplied(TrieEdit edit) {
    return attempt <= GREAT_PATIENCE
        && (same || seenKey == null || !holdsExactlyAt(edit.seek(hash)));
  }

  @Override
  final void apply(TrieEdit edit) {
    // Not only ever set: it may have been, in a turn whose publication failed.
    stale = !(thread == Thread.currentThread() ? goTo(edit) : holdsExactlyAt(edit.seek(hash)));
    if (!stale) {
      applyTo(edit, presentAt(edit.seek(hash)));
    }
  }

  @Override
  public final String what() {
    return "key " + WaitGraph.describe(key);
  }

  @Override
  final @Nullable Version alone(Version base) {
    Spot spot = new Spot();
    spot.seek(base.root, hash);
    return holdsExactlyAt(spot) ? alone(base, spot) : null;
  }

  /**
   * As {@link #alone(Version)}.
   *
   * @param spot the key's place, where what was seen of it holds
   */
  abstract @Nullable Version alone(Version base, Spot spot);

  /** Returns the version in which the key has a value, if that takes no more than copies. */
  final @Nullable Version with(Object value, Version base, Spot spot) {
    if (same) {
      return PathCopy.replaced(base, spot, hash, value);
    }
    return seenKey == null ? PathCopy.inserted(base, spot, hash, key, value) : null;
  }

  /**
   * Carries the write out at the place the edit has gone to.
   *
   * @param present the key's value, or {@code null}
   */
  abstract void applyTo(TrieEdit edit, @Nullable Object present);

  /** Sets or removes the key's value, at the place the edit has gone to. */
  final void set(TrieEdit edit, @Nullable Object value) {
    if (same) {
      if (value == null) {
        edit.removeMapping();
      } else {
        edit.replaceValue(value);
      }
    } else if (seenKey == null) {
      if (value != null) {
        edit.insert(hash, key, value);
      }
    } else if (cell != null || value != null) {
      edit.changeBin(hash, key, cell, value);
    }
  }

  /** Put, putIfAbsent, replace. */
  static final class Store extends KeyWrite {
    private final Object value;
    private final boolean ifAbsent;
    private final boolean ifPresent;
    @Nullable Object before;

    Store(Object key, int hash, Object value, boolean ifAbsent, boolean ifPresent) {
      super(key, hash);
      this.value = value;
      this.ifAbsent = ifAbsent;
      this.ifPresent = ifPresent;
    }

    boolean changes(@Nullable Object present) {
      return present == null ? ifAbsent : ifPresent;
    }

    @Override
    @Nullable Version alone(Version base, Spot spot) {
      Object present = presentAt(spot);
      before = present;
      return changes(present) ? with(value, base, spot) : null;
    }

    @Override
    void applyTo(TrieEdit edit, @Nullable Object present) {
      before = present;
      if (changes(present)) {
        set(edit, value);
      }
    }
  }

  /** Remove, and the conditional remove and replace. */
  static final class Exchange extends KeyWrite {
    private final @Nullable Object expected;
    private final @Nullable Object replacement;

    /** The value that was found to be equal to the expected one. */
    private @Nullable Object matched;

    @Nullable Object before;

    Exchange(Object key, int hash, @Nullable Object expected, @Nullable Object replacement) {
      super(key, hash);
      this.expected = expected;
      this.replacement = replacement;
    }

    /** Tells whether something is to be done to a value; runs the value's {@code equals}. */
    boolean matches(@Nullable Object present) {
      if (present == null
          || (expected != null && expected != present && !expected.equals(present))) {
        return false;
      }
      matched = present;
      return true;
    }

    @Override
    @Nullable Version alone(Version base, Spot spot) {
      Object present = presentAt(spot);
      if (replacement == null || present == null || (expected != null && present != matched)) {
        return null;
      }
      before = present;
      return with(replacement, base, spot);
    }

    @Override
    void applyTo(TrieEdit edit, @Nullable Object present) {
      if (expected != null && present != null && present != matched) {
        // The value's equals may change it each time it is asked; in the turn it cannot.
        if (attempt <= GREAT_PATIENCE || !matches(present)) {
          stale = attempt <= GREAT_PATIENCE;
          return;
        }
        edit.seek(hash);
      }
      before = present;
      if (present != null) {
        set(edit, replacement);
      }
    }
  }

  /** What a key is to have: a function's result, or one of many changes. Its own thread sets it. */
  static final class Own extends KeyWrite {

    Own(Object key, int hash) {
      super(key, hash);
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
    @Nullable Version alone(Version base, Spot spot) {
      return null;
    }

    @Override
    void applyTo(TrieEdit edit, @Nullable Object present) {
      throw new AssertionError("no other thread carries it out");
    }

    /**
     * Looks the key up in an edit, and leaves the edit at its place. What {@code equals} does to
     * the same edit meanwhile is not lost.
     *
     * @throws IllegalStateException if it does that each time
     */
    @Nullable Object find(TrieEdit edit) {
      for (; ; attempt++) {
        lookUp(edit.seek(hash));
        Spot spot = edit.seek(hash);
        if (holdsAt(spot)) {
          return presentAt(spot);
        }
        if (attempt > GREAT_PATIENCE) {
          throw new IllegalStateException(
              "equals of " + what() + " changes the map each time it is asked");
        }
      }
    }
  }
}
