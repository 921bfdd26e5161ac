package dev.inlay.contract.concurrent;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A value that knows its key and counts how often it left the map. Equal only to itself, so that a
 * value seen twice, or with the wrong key, or leaving twice, is noticed.
 */
final class Token {
  final int key;
  private final AtomicInteger left = new AtomicInteger();

  Token(int key) {
    this.key = key;
  }

  /** Notes that an operation on {@code key} reported that this value left the map. */
  void leaves(int fromKey) {
    belongsTo(fromKey);
    if (left.incrementAndGet() != 1) {
      throw new AssertionError(this + " left the map twice");
    }
  }

  void belongsTo(int otherKey) {
    if (key != otherKey) {
      throw new AssertionError("key " + otherKey + " shows " + this);
    }
  }

  boolean hasLeft() {
    return left.get() != 0;
  }

  @Override
  public String toString() {
    return "the value of key " + key;
  }
}
