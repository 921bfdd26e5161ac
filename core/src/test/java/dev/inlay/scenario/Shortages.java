package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.Invariants;
import dev.inlay.SnapshotMap;
import dev.inlay.proof.hook.Hooks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Script} again and again, and lets memory or stack run out at another place each
 * time. After each: every key has what it had before the step that was hit, or what it should have
 * after it; the structure is sound; another thread can write at once; and the rest of the script
 * goes on as if nothing had been.
 */
public final class Shortages implements BiFunction<String, long[], long[]> {

  private static final int SECONDS = 20;
  private static final int FRAMES = 6;

  /** More calls than any step makes: what goes on for ever is ended by an error at each further. */
  private static final long MOST_CALLS = 3_000_000;

  /** What runs only after {@code StackRoom.require} has passed, and needs no more than that. */
  private static final Set<String> GUARDED =
      Set.of("ShardLocks.release", "ShardTransaction.finish", "FlatTable.setCollisions");

  /** Counts events, and throws at one of them. */
  private static final class Injector implements Hooks.Listener {
    private final Thread thread = Thread.currentThread();
    private final boolean memory;
    private final boolean death;
    private long left;
    long events;
    long callsOfStep;
    @Nullable Error thrown;
    boolean seen;

    Injector(long kind, long at) {
      memory = kind == 0;
      death = kind == 2;
      left = at;
    }

    @Override
    public void allocation() {
      if (memory) {
        event();
      }
    }

    @Override
    public void call() {
      if (++callsOfStep > MOST_CALLS) {
        throw new AssertionError("goes on for ever");
      }
      if (!memory) {
        event();
      }
    }

    /** Tells whether the map has made sure that there is stack enough here. */
    private static boolean isGuarded() {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames.anyMatch(
                      frame ->
                          GUARDED.contains(
                              frame.getClassName().replaceAll(".*\\.", "")
                                  + "."
                                  + frame.getMethodName())));
    }

    /** Returns the innermost frames in which the fault came. */
    String place() {
      Error error = thrown;
      return error == null
          ? "no place"
          : Arrays.stream(error.getStackTrace())
              .filter(frame -> !frame.getClassName().contains("Shortages"))
              .skip(1)
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < "));
    }

    private void event() {
      if (Thread.currentThread() == thread) {
        events++;
        if (left-- == 0 && !isGuarded()) {
          Error error =
              memory
                  ? new OutOfMemoryError("injected")
                  : death ? new Error("injected") : new StackOverflowError("injected");
          thrown = error;
          throw error;
        }
      }
    }
  }

  /**
   * Injects faults into one map.
   *
   * @param name the map
   * @param plan 0 for memory, 1 for stack, 2 for any error; the first event; and how many events
   *     further the next
   * @return how many were injected, and how many of them a caller saw
   */
  @Override
  public long[] apply(String name, long[] plan) {
    long events = play(name, plan[0], Long.MAX_VALUE).events;
    long injected = 0;
    long seen = 0;
    for (long at = plan[1]; at < events; at += plan[2]) {
      Injector injector = play(name, plan[0], at);
      if (injector.thrown != null) {
        injected++;
        seen += injector.seen ? 1 : 0;
      }
    }
    return new long[] {injected, seen};
  }

  private static Injector play(String name, long kind, long at) {
    InlayMap<Object, Object> map = Script.newMap(name);
    Map<Object, Object> model = new HashMap<>();
    Injector injector = new Injector(kind, at);
    Listening listening = new Listening(map);
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {}); // of its calls
    String where = "";
    try {
      for (Script.Step step : Script.stepsFor(name)) {
        where = step.name();
        boolean before = injector.thrown != null;
        Error thrown = step(map, step, injector);
        if (before || injector.thrown == null) {
          if (thrown != null) {
            throw new AssertionError("a later step failed, too", thrown);
          }
          step.effect().run(model);
        } else {
          afterFault(map, model, step, injector, thrown);
        }
      }
      require(Script.content(map).equals(model), "content", Script.content(map), model);
      Invariants.check(map);
      listening.requireAll(map, kind);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s, fault of kind %d at event %d, found at step '%s': %s; injected at %s"
              .formatted(name, kind, at, where, e, injector.place()),
          e);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    return injector;
  }

  /** Listens to a map that tells of its versions, in the thread that writes. */
  private static final class Listening {
    private long heard;
    private String gap = "";

    Listening(InlayMap<Object, Object> map) {
      if (map instanceof SnapshotMap<Object, Object> versions) {
        heard = versions.version();
        versions.onChange((older, newer) -> hear(older.version(), newer.version()), Runnable::run);
      }
    }

    private void hear(long older, long newer) {
      if (older != heard) {
        gap = "from version " + older + " after version " + heard;
      }
      heard = newer;
    }

    /** With the next publication, each version has been told of that memory had run out for. */
    void requireAll(InlayMap<Object, Object> map, long kind) {
      if (map instanceof SnapshotMap<Object, Object> versions) {
        map.put("published", "last");
        require(heard == versions.version(), "heard of version", heard, versions.version());
        // A call that the stack ended in was made; one that memory was missing for was not.
        require(kind != 0 || gap.isEmpty(), "a listener was called", gap, "without a gap");
      }
    }
  }

  private static @Nullable Error step(
      InlayMap<Object, Object> map, Script.Step step, Injector injector) {
    injector.callsOfStep = 0;
    Hooks.listen(injector);
    try {
      step.action().run(map);
      return null;
    } catch (Error e) {
      return e;
    } finally {
      Hooks.listen(null);
    }
  }

  private static void afterFault(
      InlayMap<Object, Object> map,
      Map<Object, Object> model,
      Script.Step step,
      Injector injector,
      @Nullable Error seen) {
    if (seen != null) {
      require(seen == injector.thrown, "thrown", seen, injector.thrown);
      injector.seen = true;
    }
    Map<Object, Object> before = new HashMap<>(model);
    step.effect().run(model);
    inAnotherThread(
        () -> {
          map.put("other thread", "a");
          map.remove("other thread");
          return true;
        });
    Map<Object, Object> now = Script.content(map);
    Set<Object> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    keys.addAll(model.keySet());
    for (Object key : keys) {
      Object value = now.get(key);
      boolean done = Objects.equals(value, model.get(key));
      boolean undone = Objects.equals(value, before.get(key));
      require(
          done || (seen != null && undone),
          "value of " + key,
          String.valueOf(value),
          before.get(key) + " or " + model.get(key));
    }
    require(map.size() == now.size(), "size", map.size(), now.size());
    Invariants.check(map);
    model.clear();
    model.putAll(now);
  }

  private static final ExecutorService OTHER =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "other");
            thread.setDaemon(true);
            return thread;
          });

  private static void inAnotherThread(Callable<Object> action) {
    Future<Object> done = OTHER.submit(action);
    try {
      done.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("another thread cannot write", e);
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("another thread failed: " + e.getCause(), e);
    }
  }

  private static void require(
      boolean condition, String what, @Nullable Object found, @Nullable Object expected) {
    if (!condition) {
      throw new AssertionError(what + " is " + found + ", expected " + expected);
    }
  }
}
