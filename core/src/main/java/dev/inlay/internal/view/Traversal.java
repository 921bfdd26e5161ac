package dev.inlay.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * A walk over the mappings of a map, from which iterators, spliterators, views and bulk operations
 * are made. One thread uses it. Weakly consistent: mappings that stay are met exactly once, others
 * at most while they are there.
 */
public abstract class Traversal<K, V> {

  private @Nullable K key;
  private @Nullable V value;

  /** For subclasses. */
  protected Traversal() {}

  /** Moves to the next mapping; {@code false} when there is none. */
  public abstract boolean advance();

  /** Called by {@link #advance} with the mapping it moved to. */
  @SuppressWarnings("unchecked")
  protected final boolean found(Object key, Object value) {
    this.key = (K) key;
    this.value = (V) value;
    return true;
  }

  /** Returns the key of the mapping moved to. */
  public final K key() {
    return present(key);
  }

  /** Returns the value of the mapping moved to, as it was then. */
  public final V value() {
    return present(value);
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("no mapping: advance first");
    }
    return part;
  }

  /** Remembers the mapping moved to as the one that {@link #removeMarked} removes. */
  public abstract void mark();

  /**
   * Removes the mapping that was marked.
   *
   * @param expected the value that it must still have, or {@code null} for any
   * @return whether it was removed
   */
  public abstract boolean removeMarked(@Nullable Object expected);

  /** Splits part of what is left off, or returns {@code null}. */
  public abstract @Nullable Traversal<K, V> trySplit();

  /** Estimates how many mappings are left. */
  public abstract long estimate();
}
