package dev.inlay.workload;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
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
  private final Map<?, ?> wrapped;
  private final Recording.Sized map;
  private final Supplier<Recording> blank;
  private volatile Recording recording;

  Tape(int every, Map<?, ?> map) {
    this(every, map, Recording::new);
  }

  Tape(int every, Map<?, ?> map, Supplier<Recording> blank) {
    mask = every - 1;
    wrapped = map;
    this.map = map instanceof dev.inlay.InlayMap<?, ?> inlay ? inlay::mappingCount : map::size;
    this.blank = blank;
    recording = begun();
  }

  int every() {
    return mask + 1;
  }

  Recording recording() {
    return recording;
  }

  /** Starts anew. */
  void reset() {
    recording = begun();
  }

  private Recording begun() {
    Recording fresh = blank.get();
    try {
      fresh.begin(map);
    } catch (Throwable e) {
      fresh.drop();
    }
    return fresh;
  }

  /** Returns the number of mappings now. */
  long size() {
    return map.size();
  }

  /** Looks at the hash codes of the map's keys, where that is safe while others use it. */
  Optional<HashCodes> hashCodes() {
    return wrapped instanceof ConcurrentMap<?, ?> ? HashCodes.of(wrapped) : Optional.empty();
  }

  /** Whether this operation is recorded. */
  boolean isDue() {
    return (ThreadLocalRandom.current().nextInt() & mask) == 0;
  }

  /** Returns how many of so many operations, which one call does, are recorded. */
  long due(long operations) {
    if (operations <= 0) {
      return 0;
    }
    long left = operations & mask;
    boolean more = left > 0 && (ThreadLocalRandom.current().nextInt() & mask) < left;
    return operations / every() + (more ? 1 : 0);
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

  /** Records operations that are due of a call that did many. */
  void record(Operation operation, long times) {
    Recording current = recording;
    try {
      if (times > 0) {
        current.add(operation, times, map);
      }
    } catch (Throwable e) {
      drop(current);
    }
  }

  /** Records a {@code getAll} that is due. */
  void recordGetAll(long keys) {
    Recording current = recording;
    try {
      current.addGetAll(keys, map);
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

  /** Counts a search among all elements: one that finds has seen half of them on average. */
  void countSearch(boolean found) {
    if (!found || ThreadLocalRandom.current().nextBoolean()) {
      count(Operation.ITERATE);
    }
  }

  /** Adds elements that an iteration saw which has not come to its end; below 0 takes them back. */
  void visit(long elements) {
    try {
      recording.visit(elements);
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
