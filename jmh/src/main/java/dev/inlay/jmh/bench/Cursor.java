package dev.inlay.jmh.bench;

/**
 * One thread's way through the keys it looks up and the values it writes; both start anew when they
 * end.
 *
 * <p>The keys are made beforehand, one after the other in the order of look-up, so that reading
 * them streams through memory while the map's entries are met in random order.
 */
public abstract class Cursor {
  private Object[] probes = {};
  private Long[] values = {};
  private int probe;
  private int value;
  private long finishedRounds;

  /** Makes this the cursor of a thread that looks up keys of a filled map. */
  final void bind(FilledMap filled, int threadIndex) {
    bind(filled.probes(threadIndex), filled.values(), threadIndex);
    filled.register(this);
  }

  /** Makes this the cursor of a thread. */
  final void bind(Object[] keys, Long[] pool, int threadIndex) {
    probes = keys;
    values = pool;
    value = threadIndex * 17 % pool.length;
  }

  /** Returns the next key to look up. */
  final Object nextKey() {
    int position = probe;
    Object key = probes[position];
    if (++position == probes.length) {
      position = 0;
      finishedRounds++;
    }
    probe = position;
    return key;
  }

  /** Returns the next value to write, never the same as the one before. */
  final Long nextValue() {
    int position = value;
    Long next = values[position];
    value = ++position == values.length ? 0 : position;
    return next;
  }

  /** Returns how often {@link #nextKey()} was called. */
  final long keysTaken() {
    return finishedRounds * probes.length + probe;
  }
}
