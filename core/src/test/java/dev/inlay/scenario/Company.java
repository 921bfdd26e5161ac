package dev.inlay.scenario;

import dev.inlay.InlayMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a step of a {@link Script} meets: that have stopped in the middle of what they do,
 * or wait for what the step's own thread does. No faults come in them, so whatever happens to the
 * step, they do what they have begun.
 *
 * <p>A thread of them stops at a call of a method that is named, or where its function says so; it
 * goes on when the step's thread has parked so many times, or is done.
 */
final class Company {

  private static final int SECONDS = 20;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "company");
            thread.setDaemon(true);
            return thread;
          });

  private static final StackWalker STACK = StackWalker.getInstance();

  /** Which of a thread's calls each place to stop at is: found once, by its stack. */
  private static final Map<String, Integer> PLACES = new ConcurrentHashMap<>();

  /** Two of this class, of the listener, and of the hook. */
  private static final int FRAMES_OF_HOOKS = 4;

  private final List<Script.Action> works;
  private final Script.Effect effect;
  private final boolean later;
  private final String map;
  private final String stopIn;
  private final int call;
  private int callsThere;
  private int calls;
  private int parksUntilGoingOn;
  private final List<Future<?>> running = new ArrayList<>();
  private final Semaphore settled = new Semaphore(0);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile @Nullable Thread latest;
  private boolean begun;
  private boolean interrupts;
  private boolean interrupted;
  private volatile boolean stopped;

  private Company(
      boolean later,
      String map,
      String stopIn,
      int call,
      int parks,
      Script.Effect effect,
      List<Script.Action> works) {
    this.later = later;
    this.map = map;
    this.stopIn = stopIn;
    this.call = call;
    this.parksUntilGoingOn = parks;
    this.effect = effect;
    this.works = works;
  }

  /** Threads that begin in the middle of the step, and go on until they park, or end. */
  static Company later(Script.Effect effect, Script.Action... works) {
    return new Company(true, "", "", 0, 0, effect, Arrays.asList(works));
  }

  /** A thread that stops where its function calls {@link #stop}. */
  static Company stopping(int parks, Script.Effect effect, Script.Action work) {
    return new Company(false, "", "", 0, parks, effect, List.of(work));
  }

  /**
   * A thread that stops inside a method.
   *
   * @param map the name of the map; on each of a name, all that stop in one method do the same
   * @param method the class, without package, and the method
   * @param call at which call that it makes, its own begin being the first
   */
  static Company stoppingIn(
      String map, String method, int call, Script.Effect effect, Script.Action work) {
    return new Company(false, map, method, call, 1, effect, List.of(work));
  }

  /** Whether they begin in the middle of the step, rather than before it. */
  boolean isLater() {
    return later;
  }

  /** What they do to the plain map. */
  Script.Effect effect() {
    return effect;
  }

  /** Starts the threads, one after the other, until each has stopped, parked or ended. */
  void begin(InlayMap<Object, Object> map) {
    if (begun) {
      return;
    }
    begun = true;
    for (Script.Action work : works) {
      running.add(
          THREADS.submit(
              () -> {
                latest = Thread.currentThread();
                try {
                  work.run(map);
                } finally {
                  settled.release();
                }
              }));
      try {
        if (!settled.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("a thread neither stops nor ends");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    latest = null;
    if (call > 0 && !stopped) {
      throw new IllegalStateException("no call %d in %s".formatted(call, stopIn));
    }
  }

  /** Lets the step's thread be interrupted when it parks. */
  Company interrupting() {
    interrupts = true;
    return this;
  }

  /** Whether the step's thread has been interrupted. */
  boolean hasInterrupted() {
    return interrupted;
  }

  /** The step's thread parks. */
  void parked() {
    if (interrupts && !interrupted) {
      interrupted = true;
      Thread.currentThread().interrupt();
    }
    if (--parksUntilGoingOn <= 0) {
      goOn.countDown();
    }
  }

  /** Another thread than the step's parks. */
  void otherParks() {
    if (Thread.currentThread() == latest) {
      latest = null;
      settled.release();
    }
  }

  /** Another thread than the step's makes a call. */
  void otherCalls() {
    if (Thread.currentThread() == latest && call > 0) {
      calls++;
      String place = map + stopIn + call;
      Integer known = PLACES.get(place);
      if (known != null ? calls == known : isThere() && ++callsThere == call) {
        PLACES.put(place, calls);
        stop();
      }
    }
  }

  private boolean isThere() {
    return STACK.walk(
        frames ->
            frames
                .skip(FRAMES_OF_HOOKS)
                .findFirst()
                .map(
                    frame ->
                        (frame.getClassName() + "." + frame.getMethodName()).endsWith("." + stopIn))
                .orElse(false));
  }

  /** Stops, if this is a thread of them, until the step's thread waits for it or is done. */
  void stop() {
    if (Thread.currentThread() == latest) {
      latest = null;
      stopped = true;
      settled.release();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Lets those go on that have stopped. */
  void goOn() {
    goOn.countDown();
  }

  /** Lets all go on, those too that have not begun, and waits for their end. */
  void end(InlayMap<Object, Object> map) {
    goOn();
    begin(map);
    for (Future<?> each : running) {
      try {
        each.get(SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError("a thread that was met cannot go on", e);
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError("a thread that was met failed: " + e.getCause(), e);
      }
    }
  }
}
