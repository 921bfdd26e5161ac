package dev.inlay.internal.snapshot;

import dev.inlay.internal.view.Traversal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The reads and writes of one update, before they are published. One thread uses it. */
public final class Transaction {

  private final Thread thread = Thread.currentThread();
  private final TrieEdit edit;
  private boolean open = true;

  /** Whether the edit is being changed, and cannot be used by what that calls. */
  private boolean busy;

  Transaction(TrieEdit edit) {
    this.edit = edit;
  }

  void end() {
    open = false;
  }

  private TrieEdit edit() {
    if (!open) {
      throw new IllegalStateException("the update has ended: its view cannot be used any more");
    }
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "the view of an update is for its own thread, "
              + thread.getName()
              + ", but is used by "
              + Thread.currentThread().getName());
    }
    if (busy) {
      throw new IllegalStateException(
          "recursive update: a function given to replaceAll, or compareTo, uses the view that runs it");
    }
    return edit;
  }

  private static int hash(TrieEdit edit, Object key) {
    return Trie.hash(key.hashCode(), edit.base.multiplier);
  }

  /** Returns the value of a key, or {@code null}. */
  public @Nullable Object get(Object key) {
    TrieEdit now = edit();
    return now.get(key, hash(now, key));
  }

  /** Sets the value of a key, or removes it; returns the value before. */
  public @Nullable Object set(Object key, @Nullable Object value) {
    TrieEdit now = edit();
    KeyWrite.Own write = new KeyWrite.Own(key, hash(now, key));
    Object before = write.find(now);
    busy = true; // keys that share a hash are compared by their compareTo
    try {
      write.set(now, value);
    } finally {
      busy = false;
    }
    return before;
  }

  /** Removes all mappings. */
  public void clear() {
    edit().clear();
  }

  /** Returns the number of mappings. */
  public long size() {
    return edit().size();
  }

  /** Replaces all values. */
  public void replaceAll(BiFunction<Object, Object, Object> function) {
    TrieEdit now = edit();
    busy = true;
    try {
      now.replaceValues(function::apply);
    } finally {
      busy = false;
    }
  }

  /** Walks over the mappings as they are now; later changes are not seen. */
  public <K, V> Traversal<K, V> traversal() {
    TrieEdit now = edit();
    return new TrieTraversal<>(now.freeze(), now.size(), null);
  }
}
