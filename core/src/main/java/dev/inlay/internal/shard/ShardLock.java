package dev.inlay.internal.shard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A mutual-exclusion lock that an exhausted stack cannot leak.
 *
 * <p>The JDK's locks are taken by methods that finish on a reserve of stack when it ends within
 * them, and throw {@link StackOverflowError} on their return: the lock is held, and the caller
 * cannot know. Here the lock is taken by one compare-and-set, after which there are only returns,
 * and given back by a store, which is no call at all. So it must be used like this, with the field
 * written where the {@code finally} stands:
 *
 * <pre>{@code
 * lock.acquire();
 * try {
 *   ...
 * } finally {
 *   lock.locked = ShardLock.FREE;
 *   lock.wakeNext();
 * }
 * }</pre>
 *
 * <pre>
 *   locked   from   to     by whom                              mode
 *            FREE   HELD   whoever's compare-and-set succeeds   volatile (as acquire)
 *            HELD   FREE   the holder                           volatile (as release; a barrier before later reads)
 * </pre>
 *
 * <p>A waiter pauses, looks, and pauses for longer, some ten microseconds in all, then queues and
 * parks. It looks seldom, as each look takes the lock's cache line from the holder, who often wants
 * the lock again at once (ADR 7). A waiter enters the queue before it tries once more; the holder
 * frees the lock before it looks at the queue; both are volatile, so one of them sees the other and
 * no wake-up is lost. Parks are timed as well, in case the stack ended in {@link #wakeNext}.
 * Whoever comes first takes the lock (barging); virtual threads unmount when they park.
 * Interruption has no effect.
 */
class ShardLock {

  static final int FREE = 0;
  private static final int HELD = 1;

  private static final VarHandle LOCKED;
  private static final VarHandle QUEUE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LOCKED = lookup.findVarHandle(ShardLock.class, "locked", int.class);
      QUEUE = lookup.findVarHandle(ShardLock.class, "queue", ConcurrentLinkedQueue.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int SPIN_TRIES = Runtime.getRuntime().availableProcessors() > 1 ? 12 : 0;
  private static final int FIRST_PAUSES = 2;
  private static final int MOST_PAUSES = 128;
  private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * An int, not the holder: storing a reference on each lock would cost the collector's write
   * barrier.
   */
  volatile int locked;

  private volatile @Nullable ConcurrentLinkedQueue<Waiter> queue;

  /** Takes the lock. */
  final void acquire() {
    if (!tryAcquire()) {
      acquireContended();
    }
  }

  final boolean tryAcquire() {
    return LOCKED.compareAndSet(this, FREE, HELD);
  }

  private void acquireContended() {
    beforeWaiting();
    boolean interrupted = false;
    if (!spin()) {
      interrupted = awaitInQueue(queue());
    }
    // No calls between: from here on the lock is held, and given back if anything fails.
    boolean kept = false;
    try {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      afterWaiting();
      kept = true;
    } finally {
      if (!kept) {
        locked = FREE;
        wakeNext();
      }
    }
  }

  private boolean spin() {
    int pauses = FIRST_PAUSES;
    for (int tries = 0; tries < SPIN_TRIES; tries++) {
      for (int i = 0; i < pauses; i++) {
        Thread.onSpinWait();
      }
      if (locked == FREE && tryAcquire()) {
        return true;
      }
      pauses = Math.min(2 * pauses, MOST_PAUSES);
    }
    return false;
  }

  /** Waits, and takes the lock; returns whether the thread was interrupted meanwhile. */
  private boolean awaitInQueue(ConcurrentLinkedQueue<Waiter> queue) {
    Waiter waiter = new Waiter();
    boolean interrupted = false;
    boolean taken = false;
    boolean completed = false;
    try {
      for (int parks = 0; !taken; parks++) {
        if (!waiter.queued) {
          waiter.queued = true;
          queue.add(waiter);
        }
        taken = tryAcquire();
        if (!taken) {
          if (parks > 0) {
            whileWaiting(waiter.thread, parks > 1);
          }
          LockSupport.parkNanos(this, PARK_NANOS);
          interrupted |= Thread.interrupted();
          taken = !waiter.queued && spin();
        }
      }
      leave(queue, waiter);
      completed = true;
      return interrupted;
    } finally {
      if (!completed) {
        if (taken) {
          locked = FREE;
        }
        leave(queue, waiter);
        wakeNext();
        if (interrupted) {
          waiter.thread.interrupt();
        }
      }
    }
  }

  private void leave(ConcurrentLinkedQueue<Waiter> queue, Waiter waiter) {
    if (waiter.queued) {
      queue.remove(waiter);
    }
    endWaiting(waiter.thread);
  }

  /**
   * A thread in the queue; who wakes it takes it out first, so that it is woken once for each time
   * it queues.
   */
  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    volatile boolean queued;
  }

  private ConcurrentLinkedQueue<Waiter> queue() {
    ConcurrentLinkedQueue<Waiter> present = queue;
    if (present == null) {
      QUEUE.compareAndSet(this, null, new ConcurrentLinkedQueue<Waiter>());
      present = queue;
    }
    return Objects.requireNonNull(present);
  }

  /** Wakes the thread that has waited longest, if any; to be called after the lock was freed. */
  final void wakeNext() {
    ConcurrentLinkedQueue<Waiter> queue = this.queue;
    Waiter next = queue == null ? null : queue.poll();
    if (next != null) {
      next.queued = false;
      LockSupport.unpark(next.thread);
    }
  }

  /** Called, without the lock, before a thread waits; may refuse to. */
  void beforeWaiting() {}

  /**
   * Called, without the lock, each time a thread has waited for some milliseconds; may refuse to go
   * on.
   *
   * @param again whether it was called before, in this wait
   */
  void whileWaiting(Thread me, boolean again) {}

  /** Called when a thread that may have waited for milliseconds waits no more. */
  void endWaiting(Thread me) {}

  /** Called with the lock, by a thread that had to wait for it. If it fails, the lock is freed. */
  void afterWaiting() {}
}
