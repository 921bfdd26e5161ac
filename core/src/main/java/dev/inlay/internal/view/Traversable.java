package dev.inlay.internal.view;

import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;

/** A map whose mappings can be walked; what views need of a map. */
public interface Traversable<K, V> {

  /** Starts a walk over all mappings. */
  Traversal<K, V> traversal();

  /**
   * Removes the mappings that a filter accepts.
   *
   * @param valueToo whether a mapping is removed only while it has the value that was tested
   * @return whether one was removed
   */
  boolean removeIf(BiPredicate<? super K, ? super V> filter, boolean valueToo);

  /** Returns the map itself, through which views read and write. */
  ConcurrentMap<K, V> map();
}
