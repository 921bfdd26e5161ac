package dev.inlay.proof.schedule;

import dev.inlay.proof.hook.Hooks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations on a fresh map in many interleavings, one access to shared memory at a time, and
 * checks that what they return and leave behind is what some order of them, one after the other,
 * returns and leaves behind.
 *
 * <p>A thread that parks goes on when another has unparked it, before or after, and not by itself,
 * though a time were given: such a time is a guard against what happens here only when a wake-up is
 * forgotten. When all threads are parked so, the schedule has failed.
 *
 * <p>A scenario returns its operations, and as the last of the list what checks the map and returns
 * its content. It runs the same way each time.
 */
public final class Schedules implements AutoCloseable {

  /** A scenario, made anew for each run. */
  public interface Scenario extends Callable<List<Callable<Object>>> {}

  /** Where threads are interrupted. */
  public enum Grain {
    /** Before each change of shared memory. */
    TRANSITIONS,
    /** Before each access to it. */
    ACCESSES
  }

  private static final int NOBODY = -1;
  private static final int LONGEST_WAIT = 20_000;
  private static final int LONGEST_RUN = 100_000;
  private static final int FRAMES = 4;
  private static final int LONGEST_TEXT = 1_000;
  private static final int SPINS = 100;

  private final List<Worker> workers = new ArrayList<>();

  /** Whose turn it is. Volatile: hands over everything that was done in the turn. */
  private volatile int running = NOBODY;

  private volatile boolean closed;

  /** Who waits for the end of the run. */
  private volatile @Nullable Thread caller;

  // All below: of who has the turn, or of the caller between runs.
  private Choices choices = new Choices(null);
  private Grain grain = Grain.ACCESSES;
  private int switchesLeft;
  private int active;
  private int waits;
  private int steps;
  private boolean hung;
  private boolean allParked;

  /** Where the thread was that went on for ever. */
  private List<StackTraceElement> where = List.of();

  /** Makes some threads. */
  public Schedules(int threads) {
    for (int index = 0; index < threads; index++) {
      Worker worker = new Worker(index);
      workers.add(worker);
      worker.setDaemon(true);
      worker.start();
    }
  }

  /** What was run. */
  public record Outcome(long runs, boolean complete) {}

  /**
   * Runs all interleavings with a number of interruptions at most.
   *
   * @param mostRuns after how many to end, complete or not
   */
  public Outcome all(
      Callable<List<Callable<Object>>> scenario, Grain by, int interruptions, long mostRuns)
      throws Exception {
    return run(scenario, by, interruptions, mostRuns, new Choices(null));
  }

  /** Runs random interleavings. */
  public Outcome random(
      Callable<List<Callable<Object>>> scenario, Grain by, long seed, long mostRuns)
      throws Exception {
    return run(scenario, by, Integer.MAX_VALUE, mostRuns, new Choices(new Random(seed)));
  }

  /**
   * Runs random interleavings with a number of interruptions at most, as likely early as late, for
   * operations too long to be interrupted everywhere.
   */
  public Outcome sampled(
      Callable<List<Callable<Object>>> scenario,
      Grain by,
      int interruptions,
      long seed,
      long mostRuns)
      throws Exception {
    run(scenario, by, 0, 1, new Choices(null));
    int oneIn = 1 + steps / (interruptions + 1);
    return run(scenario, by, interruptions, mostRuns, new Choices(new Random(seed), oneIn));
  }

  private Outcome run(
      Callable<List<Callable<Object>>> scenario,
      Grain by,
      int interruptions,
      long mostRuns,
      Choices from)
      throws Exception {
    Set<List<Object>> allowed = sequential(scenario);
    choices = from;
    grain = by;
    long runs = 0;
    boolean more = true;
    while (more && runs < mostRuns) {
      switchesLeft = interruptions;
      List<Object> seen = interleaved(scenario.call());
      runs++;
      if (!allowed.contains(seen)) {
        throw new AssertionError(
            "interleaving %d (%s) gave %s%n, one after the other they give %s"
                .formatted(runs, choices, abbreviated(seen), abbreviated(allowed)));
      }
      more = choices.next();
    }
    return new Outcome(runs, !more);
  }

  private static String abbreviated(Object outcomes) {
    String text = outcomes.toString();
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }

  // ---------------------------------------------------------------- one after the other

  private static Set<List<Object>> sequential(Callable<List<Callable<Object>>> scenario)
      throws Exception {
    Set<List<Object>> outcomes = new LinkedHashSet<>();
    int operations = scenario.call().size() - 1;
    for (List<Integer> order : orders(operations)) {
      List<Callable<Object>> parts = scenario.call();
      Object[] results = new Object[operations + 1];
      for (int operation : order) {
        results[operation] = resultOf(parts.get(operation));
      }
      results[operations] = parts.get(operations).call();
      outcomes.add(List.of(results));
    }
    return outcomes;
  }

  private static List<List<Integer>> orders(int operations) {
    if (operations == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (List<Integer> shorter : orders(operations - 1)) {
      for (int at = 0; at <= shorter.size(); at++) {
        List<Integer> order = new ArrayList<>(shorter);
        order.add(at, operations - 1);
        orders.add(order);
      }
    }
    return orders;
  }

  private static Object resultOf(Callable<Object> operation) {
    try {
      return String.valueOf(operation.call());
    } catch (Exception | StackOverflowError e) {
      return "throws " + e.getClass().getSimpleName();
    }
  }

  // ---------------------------------------------------------------- interleaved

  private List<Object> interleaved(List<Callable<Object>> parts) throws Exception {
    active = parts.size() - 1;
    waits = 0;
    steps = 0;
    hung = false;
    allParked = false;
    where = List.of();
    for (int index = 0; index < workers.size(); index++) {
      Worker worker = workers.get(index);
      worker.operation = index < active ? parts.get(index) : null;
      worker.parked = false;
      worker.permit = false;
    }
    Hooks.listen(hooks);
    caller = Thread.currentThread();
    turnTo(choices.begin(active));
    await(NOBODY);
    Hooks.listen(null);
    if (hung) {
      throw new AssertionError(
          "choices %s: the threads %s; one is at %s"
              .formatted(
                  choices,
                  allParked ? "all wait to be woken" : "never end",
                  where.stream()
                      .filter(frame -> frame.getClassName().contains(".internal."))
                      .limit(FRAMES)
                      .toList()));
    }
    List<Object> results = new ArrayList<>();
    for (int index = 0; index < active; index++) {
      results.add(workers.get(index).result);
    }
    try {
      results.add(parts.get(active).call());
    } catch (IllegalStateException e) {
      throw new AssertionError("choices " + choices + ": " + e.getMessage(), e);
    }
    return List.copyOf(results);
  }

  private void await(int turn) {
    for (int spins = 0; running != turn && !closed; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this); // only one thread is ever at work, so one core is enough
      }
    }
  }

  /** Gives the turn to a worker, or, with {@link #NOBODY}, back to the caller. */
  private void turnTo(int next) {
    running = next;
    LockSupport.unpark(next == NOBODY ? caller : workers.get(next));
  }

  private final Hooks.Listener hooks =
      new Hooks.Listener() {
        @Override
        public void access(boolean write) {
          if (Thread.currentThread() instanceof Worker worker
              && worker.owner() == Schedules.this
              && (write || grain == Grain.ACCESSES)) {
            waits = 0;
            if (++steps > LONGEST_RUN) {
              hung = true;
              where = List.of(worker.getStackTrace());
              throw new Stuck();
            }
            interrupt(worker);
          }
        }

        @Override
        public void pause() {
          if (Thread.currentThread() instanceof Worker worker && worker.owner() == Schedules.this) {
            giveWay(worker);
          }
        }

        @Override
        public void park() {
          if (Thread.currentThread() instanceof Worker worker && worker.owner() == Schedules.this) {
            awaitPermit(worker);
          }
        }

        @Override
        public void unpark(@Nullable Thread thread) {
          if (thread instanceof Worker worker && worker.owner() == Schedules.this) {
            worker.permit = true;
          }
        }
      };

  /** Goes on with this thread or another. */
  private void interrupt(Worker current) {
    List<Worker> others = ready(current);
    if (hung || others.isEmpty() || switchesLeft == 0) {
      return;
    }
    int taken = choices.take(1 + others.size());
    if (taken > 0) {
      switchesLeft--;
      handOver(current, others.get(taken - 1));
    }
  }

  /** Lets the next of the others go on: this one waits for one of them. */
  private void giveWay(Worker current) {
    List<Worker> others = ready(current);
    if (++waits > LONGEST_WAIT) {
      hung = true;
      where = List.of(current.getStackTrace());
      throw new Stuck();
    }
    if (!others.isEmpty()) {
      handOver(current, others.get(0));
    }
  }

  /** Lets others go on until one of them has unparked this one. */
  private void awaitPermit(Worker current) {
    if (!current.permit) {
      current.parked = true;
      List<Worker> others = ready(current);
      if (others.isEmpty()) {
        allWait(current);
      }
      if (hung) {
        throw new Stuck();
      }
      handOver(current, others.get(choices.take(others.size())));
      current.parked = false;
    }
    current.permit = false;
  }

  private void allWait(Worker one) {
    hung = true;
    allParked = true;
    where = List.of(one.getStackTrace());
  }

  private void handOver(Worker current, Worker next) {
    turnTo(next.index);
    await(current.index);
    if (hung) {
      throw new Stuck();
    }
  }

  /** Returns the other threads that have not ended, beginning with the next one. */
  private List<Worker> unfinished(Worker current) {
    List<Worker> others = new ArrayList<>();
    for (int step = 1; step < active; step++) {
      Worker other = workers.get((current.index + step) % active);
      if (other.operation != null) {
        others.add(other);
      }
    }
    return others;
  }

  /** Returns those of them that can go on; when the run has failed, all: to end them. */
  private List<Worker> ready(Worker current) {
    List<Worker> others = unfinished(current);
    others.removeIf(other -> other.parked && !other.permit && !hung);
    return others;
  }

  @Override
  public void close() {
    closed = true;
    workers.forEach(LockSupport::unpark);
  }

  /** Ends an operation that waits for ever. */
  private static final class Stuck extends Error {
    private static final long serialVersionUID = 1;
  }

  private final class Worker extends Thread {
    final int index;
    @Nullable Callable<Object> operation;
    Object result = "";

    /** Whether it waits to be unparked. */
    boolean parked;

    /** Whether it has been unparked, and has not parked since. */
    boolean permit;

    Worker(int index) {
      super("worker " + index);
      this.index = index;
    }

    Schedules owner() {
      return Schedules.this;
    }

    @Override
    public void run() {
      for (await(index); !closed; await(index)) {
        Callable<Object> mine = operation;
        try {
          result = mine == null ? "" : resultOf(mine);
        } catch (Stuck e) {
          result = "stuck";
        } catch (Throwable e) {
          result = e.toString();
        }
        operation = null;
        if (!hung && ready(this).isEmpty() && !unfinished(this).isEmpty()) {
          allWait(unfinished(this).get(0));
        }
        List<Worker> others = ready(this);
        turnTo(others.isEmpty() ? NOBODY : others.get(choices.take(others.size())).index);
      }
    }
  }
}
