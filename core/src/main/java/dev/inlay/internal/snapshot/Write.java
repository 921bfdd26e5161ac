package dev.inlay.internal.snapshot;

import dev.inlay.internal.wait.Hold;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One write of one thread. While another thread has the map's turn, it waits in the queue, and
 * whoever has the turn may carry it out.
 *
 * <pre>
 *   state      meaning                                  next: by whom
 *   WAITING    in the queue, or not yet                 CLAIMED: who has the turn; WITHDRAWN: its thread
 *   CLAIMED    being carried out                        DONE: who claimed it, after publication; WAITING: the same, if that failed
 *   DONE       carried out, or {@link #stale}           (terminal)
 *   WITHDRAWN  not to be carried out                    (terminal)
 * </pre>
 *
 * <p>One that is WAITING and {@link #abandoned} is as good as withdrawn.
 */
abstract class Write implements Hold {

  static final int WAITING = 0;
  private static final int CLAIMED = 1;
  static final int DONE = 2;
  private static final int WITHDRAWN = 3;

  private static final long CLAIM_NANOS = 20_000;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Write.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Thread thread = Thread.currentThread();

  /**
   * Volatile: DONE is written after the publication, and after the results. Written as a field, as
   * a call could fail for lack of stack.
   */
  volatile int state;

  /**
   * Whether its thread has given up, and may not have had the stack to withdraw it. Volatile, and
   * written as a field, as {@link #state} is.
   */
  volatile boolean abandoned;

  /** Whether other threads know of the write. Plain: only its own thread asks. */
  boolean queued;

  /** Whether the write was not carried out, as the map has changed under it: to be tried anew. */
  boolean stale;

  /** The next in the list of those that one publication carries out. */
  @Nullable Write next;

  /**
   * Carries the write out, or sets {@link #stale} and changes nothing. Called with the turn; runs
   * no user code unless by its own thread.
   */
  abstract void apply(TrieEdit edit);

  /**
   * Carries the write out by itself, if copies of the arrays on the way to one leaf are all it
   * takes; called with the turn, by its own thread. Runs no user code.
   *
   * @return the next version, or {@code null} when nothing was done: {@link #apply} is to do it
   */
  @Nullable Version alone(Version base) {
    return null;
  }

  /** Tells whether other threads may carry it out, on this edit. */
  abstract boolean canBeApplied(TrieEdit edit);

  /** Tells whether only its own thread can ever carry it out. */
  boolean isSolo() {
    return false;
  }

  @Override
  public final Hold currentHold() {
    return this;
  }

  @Override
  public final Thread owner() {
    return thread;
  }

  final boolean claim() {
    return state == WAITING && !abandoned && STATE.compareAndSet(this, WAITING, CLAIMED);
  }

  final boolean isDone() {
    return state == DONE;
  }

  final boolean isOver() {
    return state >= DONE || (abandoned && state == WAITING);
  }

  /** Takes the write back; {@code false} when it has been carried out. */
  final boolean withdraw() {
    while (!STATE.compareAndSet(this, WAITING, WITHDRAWN)) {
      if (state == DONE || state == WITHDRAWN) {
        return state == WITHDRAWN;
      }
      // Claimed: that runs no user code, and ends with the turn.
      LockSupport.parkNanos(CLAIM_NANOS);
    }
    return true;
  }
}
