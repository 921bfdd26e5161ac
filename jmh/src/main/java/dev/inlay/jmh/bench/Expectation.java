package dev.inlay.jmh.bench;

import java.util.BitSet;
import java.util.List;

/**
 * What the keys of a map may have as values, given what each thread did.
 *
 * <p>The last of all writes to a key is some thread's last write to that key. So each thread's way
 * is gone back, and the first write that is met to each key gives a value that is allowed. A way
 * can be longer than there is time for: where its end holds no write to a key, any value that
 * benchmarks write is allowed.
 */
final class Expectation {

  /** Decides whether the key of an id may have a value. */
  @FunctionalInterface
  interface Allowed {
    boolean test(int id, long value);
  }

  /** How often each key may be met on the way back. */
  private static final int ROUNDS = 8;

  private Expectation() {}

  /**
   * Allows what may have been written last.
   *
   * @param actual the value of each id, as the map has it
   * @param cursors the threads' ways
   */
  static Allowed lastWrites(long[] actual, List<? extends Cursor> cursors) {
    BitSet written = new BitSet();
    BitSet matched = new BitSet();
    BitSet unknown = new BitSet();
    for (Cursor cursor : cursors) {
      goBack(cursor, actual, written, matched, unknown);
    }
    return (id, value) ->
        (matched.get(id) && value == actual[id])
            || (!written.get(id) && value == id)
            || (unknown.get(id) && ValuePool.contains(value));
  }

  private static void goBack(
      Cursor cursor, long[] actual, BitSet written, BitSet matched, BitSet unknown) {
    if (cursor.valuesTaken() == 0) {
      return;
    }
    long end = cursor.keysTaken();
    long first = Math.max(0, end - (long) ROUNDS * cursor.length());
    long value = cursor.valuesTaken();
    BitSet met = new BitSet();
    for (long step = end - 1; step >= first; step--) {
      if (cursor.wrote(step)) {
        value--;
        int id = cursor.idAt((int) (step % cursor.length()));
        if (!met.get(id)) {
          met.set(id);
          if (actual[id] == cursor.valueAt(value)) {
            matched.set(id);
          }
        }
      }
    }
    written.or(met);
    if (first > 0) {
      for (int position = 0; position < cursor.length(); position++) {
        if (!met.get(cursor.idAt(position))) {
          unknown.set(cursor.idAt(position));
        }
      }
    } else if (value != 0) {
      throw new IllegalStateException("the benchmark is broken: " + value + " writes too many");
    }
  }

  /**
   * Allows the id of a key and one more for each time that a thread took the key.
   *
   * @param entries how many keys there are
   * @param cursors the threads' ways
   */
  static Allowed counts(int entries, List<? extends Cursor> cursors) {
    long[] counts = new long[entries];
    for (Cursor cursor : cursors) {
      for (int position = 0; position < cursor.length(); position++) {
        counts[cursor.idAt(position)] += cursor.timesTaken(position);
      }
    }
    return (id, value) -> value == id + counts[id];
  }
}
