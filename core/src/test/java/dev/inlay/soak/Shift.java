package dev.inlay.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Threads that work for one phase. The first failure of any of them ends the phase; so does a
 * thread that is not done with one round within the patience, and all stacks are shown.
 */
final class Shift {
  /** What a thread repeats. */
  @FunctionalInterface
  interface Round {
    void run() throws Throwable;
  }

  private static final long GLANCE_MILLIS = 10;
  private static final int DEEPEST = 64;

  private final Duration patience;
  private final Tally tally;
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean running = true;

  Shift(Duration patience, Tally tally) {
    this.patience = patience;
    this.tally = tally;
  }

  private final class Worker implements Runnable {
    private final Thread thread;
    private final boolean virtual;
    private final Round round;
    private final BooleanSupplier due;
    private volatile long rounds;
    private long seenRounds = -1;
    private long seenAt;

    Worker(String name, boolean virtual, Round round, BooleanSupplier due) {
      this.virtual = virtual;
      this.round = round;
      this.due = due;
      this.thread =
          virtual ? VirtualThreads.unstarted(name, this) : VirtualThreads.ofPlatform(name, this);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
    public void run() {
      try {
        while (failure.get() == null && (running || due.getAsBoolean())) {
          round.run();
          rounds++;
          if (Thread.interrupted()) {
            tally.survived(Fault.INTERRUPT);
          }
          if (virtual && rounds % 32 == 0) {
            Thread.yield(); // nothing else makes it leave its carrier
          }
        }
      } catch (Throwable t) {
        failure.compareAndSet(null, t);
      }
    }

    boolean hangs(long now) {
      long done = rounds;
      if (done != seenRounds) {
        seenRounds = done;
        seenAt = now;
      }
      return thread.isAlive() && now - seenAt > patience.toNanos();
    }
  }

  /** Adds a thread that repeats {@code round} until the phase ends. */
  Shift loop(String name, Round round) {
    return loop(name, false, round, () -> false);
  }

  /** Adds a thread, virtual where the JDK has such, that repeats {@code round}. */
  Shift loopVirtual(String name, Round round) {
    return loop(name, true, round, () -> false);
  }

  /** Adds a thread that repeats {@code round} until the phase ends and nothing more is due. */
  Shift loopWhile(String name, BooleanSupplier due, Round round) {
    return loop(name, false, round, due);
  }

  private Shift loop(String name, boolean virtual, Round round, BooleanSupplier due) {
    workers.add(new Worker(name + "-" + workers.size(), virtual, round, due));
    return this;
  }

  /** How many threads there are. */
  int size() {
    return workers.size();
  }

  /** Interrupts one of the threads. */
  void interrupt(int worker) {
    workers.get(worker).thread.interrupt();
  }

  /** Whether the phase has not ended yet. */
  boolean running() {
    return running && failure.get() == null;
  }

  /** Runs all threads for {@code span} and until they are done; throws what the first one threw. */
  void work(Duration span) throws Throwable {
    long end = System.nanoTime() + span.toNanos();
    workers.forEach(worker -> worker.thread.start());
    while (running() && System.nanoTime() < end) {
      Thread.sleep(GLANCE_MILLIS);
      watch();
    }
    finish();
  }

  /** Runs {@code task} in a thread of its own, watched as all others are. */
  static void watched(String name, Duration patience, Tally tally, Round task) throws Throwable {
    Shift shift = new Shift(patience, tally);
    boolean[] due = {true};
    shift.loopWhile(
        name,
        () -> due[0],
        () -> {
          task.run();
          due[0] = false;
        });
    shift.running = false;
    shift.work(Duration.ZERO);
  }

  private void finish() throws Throwable {
    running = false;
    for (Worker worker : workers) {
      while (worker.thread.isAlive() && watch()) {
        worker.thread.join(GLANCE_MILLIS);
      }
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** Looks for a thread that hangs; returns false when one does, so that nobody waits for it. */
  private boolean watch() {
    long now = System.nanoTime();
    for (Worker worker : workers) {
      if (worker.hangs(now)) {
        String what =
            worker.thread.getName() + " makes no progress for " + patience.toMillis() / 1_000.0;
        failure.compareAndSet(null, new AssertionError(what + " s; all stacks:" + stacks()));
        return false;
      }
    }
    return true;
  }

  private String stacks() {
    StringBuilder text = new StringBuilder();
    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
    workers.stream()
        .filter(worker -> worker.thread.isAlive())
        .forEach(worker -> all.put(worker.thread, worker.thread.getStackTrace()));
    all.forEach(
        (thread, stack) -> {
          text.append("\n\"").append(thread.getName()).append("\" ").append(thread.getState());
          for (int i = 0; i < Math.min(stack.length, DEEPEST); i++) {
            text.append("\n    at ").append(stack[i]);
          }
        });
    return text.toString();
  }
}
