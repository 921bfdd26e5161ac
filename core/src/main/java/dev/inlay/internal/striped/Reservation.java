package dev.inlay.internal.striped;

import dev.inlay.internal.wait.Hold;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a slot while a function given by the user runs for its key. Readers see the value of
 * before; writers of the same key wait.
 *
 * <pre>
 *   outcome   meaning of the slot                     next
 *   null      the value before, or absent             a value, or DEAD, by the owner alone
 *   a value   that value                              terminal; anyone replaces the reservation by it
 *   DEAD      removed, or never there                 terminal; likewise
 * </pre>
 *
 * <p>The write of the outcome is the linearisation point of the whole operation. It is the store of
 * one field, so it succeeds even where the stack or the memory is exhausted; replacing the
 * reservation in its slot, wherever that has moved meanwhile, is tidying up that any thread can do.
 */
final class Reservation extends Marker implements Hold {

  private static final VarHandle WAITERS;
  private static final VarHandle DECIDED;

  static {
    try {
      WAITERS = MethodHandles.lookup().findVarHandle(Reservation.class, "waiters", Waiter.class);
      DECIDED = MethodHandles.lookup().findVarHandle(Reservation.class, "decided", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many pauses a waiter makes before it parks; a few microseconds. */
  private static final int SPINS = 160;

  /** A parked waiter looks again by itself, for cycles that closed after it parked. */
  private static final long PARK_NANOS = 5_000_000L;

  /** A thread that waits, in a Treiber stack. */
  private static final class Waiter {
    final Thread thread;
    @Nullable Waiter next;

    Waiter(Thread thread) {
      this.thread = thread;
    }
  }

  final Thread owner;

  /** For messages. */
  private final Object key;

  /** The value of before, {@code null} when absent. Written before the reservation is published. */
  @Nullable Object before;

  /**
   * Read by {@link #outcome()}. Written once by the owner as a plain field, since a call could fail
   * for lack of stack: after a release fence where the value is new, and before the compare-and-set
   * that replaces the reservation.
   */
  @Nullable Object decided;

  @SuppressWarnings("UnusedVariable") // through WAITERS
  private volatile @Nullable Waiter waiters;

  Reservation(Object key) {
    this.owner = Thread.currentThread();
    this.key = key;
  }

  /** Returns the outcome, or {@code null}. Volatile: as the value of a slot itself. */
  @Nullable Object outcome() {
    return DECIDED.getVolatile(this);
  }

  /** What the slot means now: a value, {@code null} for absent yet, or {@link #DEAD}. */
  @Nullable Object resolve() {
    Object outcome = outcome();
    return outcome == null ? before : outcome;
  }

  boolean isDecided() {
    return outcome() != null;
  }

  /** Wakes all who wait; called by the owner after the outcome. */
  void wake() {
    // Volatile read first: nobody waits, as a rule, and a read is cheaper than an exchange.
    if (waiters != null) {
      for (Waiter waiter = (Waiter) WAITERS.getAndSet(this, null); waiter != null; ) {
        LockSupport.unpark(waiter.thread);
        waiter = waiter.next;
      }
    }
  }

  /**
   * Waits until the outcome is there. The interrupt status is left alone.
   *
   * @param losses how often the caller has been too late for this key
   * @throws IllegalStateException if it can never be, as the owner is this thread or waits for it
   */
  void await(int losses) {
    Thread me = Thread.currentThread();
    if (owner == me) {
      throw new IllegalStateException(
          "recursive update: a function that runs for key "
              + WaitGraph.describe(key)
              + " updates that very mapping");
    }
    int pauses = Backoff.pauses(losses);
    for (int spun = 0; spun < SPINS; spun += pauses) {
      Backoff.pause(pauses);
      if (isDecided()) {
        return;
      }
    }
    park(me);
  }

  private void park(Thread me) {
    boolean interrupted = false;
    WaitGraph.begin(me, this);
    try {
      Waiter waiter = new Waiter(me);
      Waiter top;
      do {
        top = waiters;
        waiter.next = top;
      } while (!WAITERS.compareAndSet(this, top, waiter));
      while (!isDecided()) {
        WaitGraph.refuseCycle(me, this);
        LockSupport.parkNanos(this, PARK_NANOS);
        interrupted |= Thread.interrupted();
      }
    } finally {
      WaitGraph.end(me);
      if (interrupted) {
        me.interrupt();
      }
    }
  }

  /** Returns what is to be counted by who replaces the reservation by DEAD. */
  long death() {
    return before != null ? TableChain.REMOVED : TableChain.NEVER_CAME;
  }

  Object key() {
    return key;
  }

  @Override
  public @Nullable Hold currentHold() {
    return isDecided() ? null : this;
  }

  @Override
  public Thread owner() {
    return owner;
  }

  @Override
  public String what() {
    return "key " + WaitGraph.describe(key);
  }
}
