package dev.inlay.internal.striped;

import dev.inlay.internal.hash.StoredHash;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map's tables that tell of each step: a listener is called before and after every change of a
 * slot and may stop the thread there; and the transitions of slots that were made are noted.
 */
class SteppedChain extends TableChain {

  /** Called in the thread that takes a step. */
  interface Listener {
    /** May throw: nothing has happened. */
    void before();

    /** Must not throw: a change never does, once it is made. */
    default void after() {}
  }

  /** What a weakened twin of the table leaves out. */
  enum Weakness {
    /** Nothing: the table as it is. */
    NONE,
    /** A sweep leaves empty slots open. */
    SLOTS_NOT_SEALED,
    /** A value is looked at, and then stored. */
    VALUES_STORED
  }

  private final Set<String> transitions = ConcurrentHashMap.newKeySet();
  volatile Listener listener = () -> {};

  /** Null while the superclass makes its first table; so it asks later. */
  private final @Nullable Weakness weakness;

  SteppedChain(int initialEntries) {
    this(initialEntries, Weakness.NONE);
  }

  SteppedChain(int initialEntries, Weakness weakness) {
    super(initialEntries, MAX_CAPACITY);
    this.weakness = weakness;
  }

  /** The transitions made, as {@code "LIVE > DEAD"}. */
  Set<String> transitions() {
    return new TreeSet<>(transitions);
  }

  @Override
  SlotTable newTable(int capacity, long generation, int deadBefore) {
    return new SteppedTable(capacity, generation, deadBefore);
  }

  final @Nullable Object value(Object key) {
    return get(key, key.hashCode());
  }

  private void before() {
    // Null while the superclass makes its first table.
    Listener now = listener;
    if (now != null) {
      now.before();
    }
  }

  private void after() {
    Listener now = listener;
    if (now != null) {
      now.after();
    }
  }

  private void note(String from, String to) {
    Set<String> noted = transitions;
    if (noted != null) {
      noted.add(from + " > " + to);
    }
  }

  private static String name(@Nullable Object key, @Nullable Object value) {
    if (value instanceof Marker.Frozen) {
      return "FROZEN";
    }
    if (value == Marker.MOVED) {
      return "MOVED";
    }
    if (key == Marker.BIN) {
      return value == Marker.NO_TREE ? "BIN without tree" : value == null ? "BIN" : "BIN with tree";
    }
    if (value instanceof Reservation) {
      return "RESERVED";
    }
    if (value == Marker.DEAD) {
      return "DEAD";
    }
    return value == null ? "KEYED" : "LIVE";
  }

  private final class SteppedTable extends SlotTable {

    SteppedTable(int capacity, long generation, int deadBefore) {
      super(capacity, generation, deadBefore);
    }

    @Override
    boolean casHash(int at, int expected, int hash) {
      before();
      boolean done =
          (weakness == Weakness.SLOTS_NOT_SEALED && hash == StoredHash.SEALED)
              || super.casHash(at, expected, hash);
      if (done) {
        note("EMPTY", hash == StoredHash.SEALED ? "SEALED" : "CLAIMED");
      }
      after();
      return done;
    }

    @Override
    void pass(int at, int seen, int passed) {
      before();
      if (seen != StoredHash.EMPTY) { // but in a twin, an empty slot is sealed before this
        super.pass(at, seen, passed);
      }
      after();
    }

    @Override
    boolean casKey(int at, Object key) {
      before();
      boolean done = super.casKey(at, key);
      if (done) {
        note("CLAIMED", key == Marker.BIN ? "BIN" : key == Marker.CLOSED ? "CLOSED" : "KEYED");
      }
      after();
      return done;
    }

    @Override
    boolean casValue(int at, @Nullable Object expected, Object value) {
      before();
      boolean done;
      if (weakness == Weakness.VALUES_STORED) {
        done = value(at) == expected;
        before();
        done = done && super.casValue(at, value(at), value);
      } else {
        done = super.casValue(at, expected, value);
      }
      if (done) {
        Object key = key(at);
        note(name(key, expected), name(key, value));
      }
      after();
      return done;
    }

    @Override
    void bury(int at) {
      before();
      super.bury(at);
      note("DEAD", "BURIED");
      after();
    }

    @Override
    void finishMove(int at) {
      before();
      super.finishMove(at);
      note("FROZEN", "MOVED");
      after();
    }

    @Override
    boolean casSweep(Sweep sweep) {
      before();
      boolean done = super.casSweep(sweep);
      after();
      return done;
    }
  }
}
