package dev.inlay.jmh.bench;

/**
 * One thread's way through the keys it looks up and the values it writes; both start anew when they
 * end. Afterwards it can tell what the thread did, so that the map's content can be checked.
 *
 * <p>The keys are made beforehand, one after the other in the order of look-up, so that reading
 * them streams through memory while the map's entries are met in random order.
 */
public abstract class Cursor {
  private Object[] probes = {};
  private int[] ids = {};
  private Long[] values = {};
  private int probe;
  private int value;
  private int firstValue;
  private long finishedRounds;
  private long finishedValueRounds;

  /** Makes this the cursor of a thread that looks up keys of a filled map. */
  final void bind(FilledMap filled, int threadIndex) {
    bind(filled.probes(threadIndex), filled.values(), threadIndex);
    ids = filled.probeIds(threadIndex);
    filled.register(this);
  }

  /** Makes this the cursor of a thread. */
  final void bind(Object[] keys, Long[] pool, int threadIndex) {
    probes = keys;
    values = pool;
    firstValue = threadIndex * 17 % pool.length;
    value = firstValue;
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

  /** Returns where the next key is among the thread's keys. */
  final int nextPosition() {
    return probe;
  }

  /** Returns the next value to write, never the same as the one before. */
  final Long nextValue() {
    int position = value;
    Long next = values[position];
    if (++position == values.length) {
      position = 0;
      finishedValueRounds++;
    }
    value = position;
    return next;
  }

  /** Returns how often {@link #nextKey()} was called. */
  final long keysTaken() {
    return finishedRounds * probes.length + probe;
  }

  /** Returns how often {@link #nextValue()} was called. */
  final long valuesTaken() {
    return finishedValueRounds * values.length + value - firstValue;
  }

  /** Returns the value that {@link #nextValue()} gave at a step, the first being 0. */
  final long valueAt(long step) {
    return values[(int) ((firstValue + step) % values.length)];
  }

  /** Returns how many values there are, before they start anew. */
  final int poolLength() {
    return values.length;
  }

  /** Returns how many keys the thread has, before they start anew. */
  final int length() {
    return probes.length;
  }

  /** Returns the key at a position. */
  final Object keyAt(int position) {
    return probes[position];
  }

  /** Returns the id of the key at a position. */
  final int idAt(int position) {
    return ids[position];
  }

  /** Returns how often the key at a position was taken. */
  final long timesTaken(int position) {
    return timesTaken(position, keysTaken());
  }

  /** Returns how often the key at a position was among the first keys that were taken. */
  final long timesTaken(int position, long first) {
    return first / probes.length + (position < first % probes.length ? 1 : 0);
  }

  /**
   * Tells whether a value was written to the key that was taken at a step, the first being 0. Where
   * values are written at all, each key gets one, unless a benchmark says otherwise.
   */
  boolean wrote(long step) {
    return valuesTaken() > 0;
  }
}
