package dev.inlay.jmh.subject;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks for several keys of a map that has no transactions, as a careful user adds them: a fixed
 * number of locks, one for each key by its hash code, always taken in the same order.
 */
final class KeyLocks {
  static final int COUNT = 1_024;

  private static final int HASH_MULTIPLIER = 0x9E3779B9;
  private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(COUNT);

  private final ReentrantLock[] locks = new ReentrantLock[COUNT];

  KeyLocks() {
    for (int i = 0; i < COUNT; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** Runs an action under the locks of two keys. */
  void with(Object one, Object other, Runnable action) {
    int first = indexOf(one);
    int second = indexOf(other);
    ReentrantLock outer = locks[Math.min(first, second)];
    ReentrantLock inner = locks[Math.max(first, second)];
    outer.lock();
    try {
      inner.lock();
      try {
        action.run();
      } finally {
        inner.unlock();
      }
    } finally {
      outer.unlock();
    }
  }

  private static int indexOf(Object key) {
    return key.hashCode() * HASH_MULTIPLIER >>> SHIFT;
  }
}
