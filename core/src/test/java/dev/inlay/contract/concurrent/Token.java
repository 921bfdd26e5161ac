package dev.inlay.contract.concurrent;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A value that knows its key and counts how often it left the map. Equal only to itself, so that a
 * value seen twice, or with the wrong key, or leaving twice, is noticed.
 */
public final class Token {
  /** The key that it belongs to. */
  public final int key;

  private final AtomicInteger left = new AtomicInteger();

  /** A value for {@code key}. */
  public Token(int key) {
    this.key = key;
  }

  /** Notes that an operation on {@code key} reported that this value left the map. */
  public void leaves(int fromKey) {
    belongsTo(fromKey);
    if (left.incrementAndGet() != 1) {
      throw new AssertionError(this + " left the map twice");
    }
  }

  /** Fails if another key than its own shows it. */
  public void belongsTo(int otherKey) {
    if (key != otherKey) {
      throw new AssertionError("key " + otherKey + " shows " + this);
    }
  }

  /** Whether an operation reported that it left the map. */
  public boolean hasLeft() {
    return left.get() != 0;
  }

  @Override
  public String toString() {
    return "the value of key " + key;
  }
}
