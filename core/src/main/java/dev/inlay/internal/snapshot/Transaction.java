package dev.inlay.internal.snapshot;

import dev.inlay.internal.view.Traversal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The reads and writes of one update, before they are published. One thread uses it. */
public final class Transaction {

  private final Thread thread = Thread.currentThread();
  private final TrieEdit edit;
  private boolean open = true;

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
    Object before = write.goTo(now);
    write.set(now, value);
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
    edit().replaceValues(function::apply);
  }

  /** Walks over the mappings as they are now; later changes are not seen. */
  public <K, V> Traversal<K, V> traversal() {
    TrieEdit now = edit();
    return new TrieTraversal<>(now.freeze(), now.size(), null);
  }
}
