package dev.inlay;

import java.util.Objects;

/**
 * The guarantees of a map, as data: for a test that picks the right map, for a log line, for a
 * design review.
 *
 * @param reads how far a reader may be held up by other threads
 * @param writes how far a writer of one key may be held up by other threads
 * @param compute how the {@code compute} family runs its function
 * @param iteration what iterators, streams and views show
 * @param snapshot what {@link InlayMap#snapshot()} shows
 * @param size how exact {@link InlayMap#size()} is while other threads write
 * @param multiKeyUpdates whether several keys can be changed all or nothing
 */
public record MapTraits(
    Progress reads,
    Progress writes,
    ComputeAtomicity compute,
    Consistency iteration,
    Consistency snapshot,
    SizeAccuracy size,
    boolean multiKeyUpdates) {

  /**
   * States guarantees.
   *
   * @param reads how far a reader may be held up by other threads
   * @param writes how far a writer of one key may be held up by other threads
   * @param compute how the {@code compute} family runs its function
   * @param iteration what iterators, streams and views show
   * @param snapshot what {@link InlayMap#snapshot()} shows
   * @param size how exact {@link InlayMap#size()} is while other threads write
   * @param multiKeyUpdates whether several keys can be changed all or nothing
   * @throws NullPointerException if an argument is null
   */
  public MapTraits {
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(writes, "writes");
    Objects.requireNonNull(compute, "compute");
    Objects.requireNonNull(iteration, "iteration");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(size, "size");
  }

  /**
   * Progress guarantees, in the terms of Herlihy and Shavit, «The Art of Multiprocessor
   * Programming».
   */
  public enum Progress {
    /** Every operation finishes in a bounded number of its own steps. */
    WAIT_FREE,
    /** Some operation always finishes, whichever threads are suspended. */
    LOCK_FREE,
    /** A suspended thread can hold up others that need the same lock. */
    BLOCKING
  }

  /** How a {@code compute} function runs. */
  public enum ComputeAtomicity {
    /** Exactly once, with the key's shard locked against other writers. */
    EXACTLY_ONCE_SHARD_LOCKED,
    /** Exactly once, with only that key held against other writers. */
    EXACTLY_ONCE_KEY_RESERVED,
    /** Exactly once, inside the map's one writer. */
    EXACTLY_ONCE_SINGLE_WRITER
  }

  /** What a reader of many entries sees. */
  public enum Consistency {
    /** Entries that stay are seen exactly once; those that come and go may or may not be seen. */
    WEAK,
    /** All entries are of one moment. */
    ONE_MOMENT
  }

  /** How exact a size is while other threads write. */
  public enum SizeAccuracy {
    /** A sum of counters that is exact when no thread writes. */
    EXACT_WHEN_QUIET,
    /** Always the size of one moment. */
    EXACT
  }
}
