package dev.inlay.workload;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded map writes to. Nothing here throws: recording must never break an operation of
 * the map.
 *
 * <p>Operations are sampled at random, not each so-manieth: a program that reads and writes in
 * turns would otherwise show only its reads.
 */
final class Tape {
  private final int mask;
  private final Recording.Sized map;
  private volatile Recording recording = new Recording();

  Tape(int every, Map<?, ?> map) {
    mask = every - 1;
    this.map = map instanceof dev.inlay.InlayMap<?, ?> inlay ? inlay::mappingCount : map::size;
    reset();
  }

  int every() {
    return mask + 1;
  }

  Recording recording() {
    return recording;
  }

  /** Starts anew. */
  void reset() {
    Recording fresh = new Recording();
    try {
      fresh.tick(map);
    } catch (Throwable e) {
      fresh.drop();
    }
    recording = fresh;
  }

  /** Returns the number of mappings now. */
  long size() {
    return map.size();
  }

  /** Whether this operation is recorded. */
  boolean isDue() {
    return (ThreadLocalRandom.current().nextInt() & mask) == 0;
  }

  /** Records an operation that is due, when it has succeeded. */
  void record(Operation operation, @Nullable Object key) {
    Recording current = recording;
    try {
      current.add(operation, key, map);
    } catch (Throwable e) {
      drop(current);
    }
  }

  /** Records a call that is due and did many operations. */
  void record(Operation operation, long times) {
    Recording current = recording;
    try {
      current.add(operation, times);
    } catch (Throwable e) {
      drop(current);
    }
  }

  /** Records a {@code getAll} that is due. */
  void recordGetAll(long keys) {
    Recording current = recording;
    try {
      current.addGetAll(keys);
    } catch (Throwable e) {
      drop(current);
    }
  }

  /** Counts an operation on the whole map. */
  void count(Operation operation) {
    try {
      recording.count(operation);
    } catch (Throwable e) {
      drop(recording);
    }
  }

  private static void drop(Recording recording) {
    try {
      recording.drop();
    } catch (Throwable e) {
      return; // then it is not even counted that something was not counted
    }
  }
}
