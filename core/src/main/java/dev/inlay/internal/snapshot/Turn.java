package dev.inlay.internal.snapshot;

import dev.inlay.internal.wait.Awaited;
import dev.inlay.internal.wait.Hold;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to make the next version, and who waits. Who has the turn carries out the plain
 * writes of those who wait, and publishes them together (flat combining: Hendler, Incze, Shavit,
 * Tzafrir, 2010; but functions of the user's run in their own threads only).
 *
 * <p>The turn is taken by one compare-and-set, after which there are only returns, and given back
 * by one store, so that a stack that ends cannot leak it. A waiter is in the queue before it tries
 * to take the turn once more; who gives the turn back does so before looking into the queue; both
 * are volatile, so one sees the other. Waiters pause for some microseconds, then park, for some
 * milliseconds at most.
 */
class Turn implements Awaited {

  static final int FREE = 0;
  private static final int TAKEN = 1;

  private static final VarHandle TURN;
  private static final VarHandle HOLD;
  private static final VarHandle QUEUE;
  private static final VarHandle SOLO_QUEUE;
  private static final VarHandle WAITS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TURN = lookup.findVarHandle(Turn.class, "turn", int.class);
      HOLD = lookup.findVarHandle(Turn.class, "hold", Hold.class);
      QUEUE = lookup.findVarHandle(Turn.class, "queue", ConcurrentLinkedQueue.class);
      SOLO_QUEUE = lookup.findVarHandle(Turn.class, "soloQueue", ConcurrentLinkedQueue.class);
      WAITS = lookup.findVarHandle(Turn.class, "waits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int SPIN_TRIES = Runtime.getRuntime().availableProcessors() > 1 ? 12 : 0;
  private static final int FIRST_PAUSES = 2;
  private static final int MOST_PAUSES = 128;
  private static final long FIRST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(64);

  /** FREE or TAKEN. */
  volatile int turn;

  /**
   * Who has the turn. Plain: it is only ever compared with the reading thread, and that thread has
   * written it itself if it is equal.
   */
  @Nullable Thread taker;

  /**
   * The write that has the turn. Plain, as its fields that others read are final: it matters only
   * once its thread waits for something else, and that is written volatile later (see {@link
   * WaitGraph#begin}). Written as a field, as a call could fail for lack of stack.
   */
  @Nullable Hold hold;

  /** Those that others may carry out. */
  private volatile @Nullable ConcurrentLinkedQueue<Write> queue;

  /** Those that only their own threads can: nobody looks through them. */
  private volatile @Nullable ConcurrentLinkedQueue<Write> soloQueue;

  private volatile long waits;

  /** Returns how often a thread had to wait. */
  final long waits() {
    return waits;
  }

  @Override
  public final @Nullable Hold currentHold() {
    // Acquire: whoever sees a wait that began later (volatile) sees this hold, or a later one.
    return (Hold) HOLD.getAcquire(this);
  }

  private boolean tryTake() {
    return TURN.compareAndSet(this, FREE, TAKEN);
  }

  /**
   * Takes the turn, or waits until the write has been carried out by who has it.
   *
   * @return whether this thread has the turn
   * @throws IllegalStateException if this thread has it already, or waits for itself in a cycle
   */
  final boolean take(Write write) {
    return tryTake() || takeContended(write);
  }

  private boolean takeContended(Write write) {
    refuseRecursion();
    WAITS.getAndAdd(this, 1L);
    Thread me = Thread.currentThread();
    boolean taken = false;
    boolean completed = false;
    boolean interrupted = false;
    try {
      write.queued = true;
      queueFor(write).add(write);
      taken = spin(write);
      if (!taken && !write.isDone()) {
        WaitGraph.begin(me, this);
        for (long nanos = FIRST_PARK_NANOS; ; nanos = Math.min(2 * nanos, LONGEST_PARK_NANOS)) {
          taken = tryTake();
          if (taken || write.isDone()) {
            break;
          }
          if (!mayWait(me, write)) {
            break;
          }
          LockSupport.parkNanos(this, nanos);
          interrupted |= Thread.interrupted();
        }
        WaitGraph.end(me);
      }
      if (interrupted) {
        me.interrupt();
      }
      completed = true;
      return taken;
    } finally {
      if (!completed) {
        // No calls before: the stack may be at its end, and nobody else takes the write out.
        write.abandoned = true;
        if (taken) {
          turn = FREE;
        }
        write.withdraw();
        WaitGraph.end(me);
        wakeNext();
        if (interrupted) {
          me.interrupt();
        }
      }
    }
  }

  /** Refuses to wait in a cycle; {@code false} when the write has been carried out meanwhile. */
  private boolean mayWait(Thread me, Write write) {
    try {
      WaitGraph.refuseCycle(me, this);
      return true;
    } catch (IllegalStateException e) {
      if (write.withdraw()) {
        throw e;
      }
      return false;
    }
  }

  private void refuseRecursion() {
    if (taker == Thread.currentThread()) {
      Hold mine = hold;
      throw new IllegalStateException(
          "recursive update: a function that runs for "
              + (mine == null ? "this map" : mine.what())
              + " updates the very map; all updates of a SnapshotMap take turns");
    }
  }

  private boolean spin(Write write) {
    int pauses = FIRST_PAUSES;
    for (int tries = 0; tries < SPIN_TRIES && !write.isDone(); tries++) {
      for (int i = 0; i < pauses; i++) {
        Thread.onSpinWait();
      }
      if (turn == FREE && tryTake()) {
        return true;
      }
      pauses = Math.min(2 * pauses, MOST_PAUSES);
    }
    return false;
  }

  private ConcurrentLinkedQueue<Write> queueFor(Write write) {
    ConcurrentLinkedQueue<Write> present = write.isSolo() ? soloQueue : queue;
    if (present == null) {
      (write.isSolo() ? SOLO_QUEUE : QUEUE)
          .compareAndSet(this, null, new ConcurrentLinkedQueue<Write>());
      present = write.isSolo() ? soloQueue : queue;
    }
    return Objects.requireNonNull(present);
  }

  /** Tells whether a write waits for its turn; in a map that no thread uses none does. */
  public final boolean hasWaiting() {
    return hasWaiting(queue) || hasWaiting(soloQueue);
  }

  private static boolean hasWaiting(@Nullable ConcurrentLinkedQueue<Write> queue) {
    return queue != null && queue.stream().anyMatch(write -> !write.isOver());
  }

  /** Returns the writes that wait, perhaps, or {@code null} when none ever did. */
  final @Nullable ConcurrentLinkedQueue<Write> waiting() {
    return queue;
  }

  /**
   * Drops those that are over from the heads of the queues, and wakes who has waited longest;
   * called after the turn was given back.
   */
  final void wakeNext() {
    wakeHead(queue);
    wakeHead(soloQueue);
  }

  private static void wakeHead(@Nullable ConcurrentLinkedQueue<Write> queue) {
    if (queue == null) {
      return;
    }
    Write head = queue.peek();
    while (head != null && head.isOver()) {
      queue.remove(head);
      head = queue.peek();
    }
    if (head != null) {
      LockSupport.unpark(head.thread);
    }
  }
}
