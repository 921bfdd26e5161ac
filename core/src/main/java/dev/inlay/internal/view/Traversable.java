package dev.inlay.internal.view;

import java.util.concurrent.ConcurrentMap;

/** A map whose mappings can be walked; what views need of a map. */
public interface Traversable<K, V> {

  /** Starts a walk over all mappings. */
  Traversal<K, V> traversal();

  /** Returns the map itself, through which views read and write. */
  ConcurrentMap<K, V> map();
}
