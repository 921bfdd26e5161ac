package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.Invariants;
import dev.inlay.SnapshotMap;
import dev.inlay.internal.wait.TestWaits;
import dev.inlay.proof.hook.Hooks;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Script} again and again, or each of the {@link Meetings}, and lets memory or
 * stack run out, or the thread die, or user code throw, at another place each time. After each:
 * every key has what it had before the step that was hit, or what it should have after it; the
 * structure is sound; another thread can write at once; and the rest of the script goes on as if
 * nothing had been. An exception of user code that reaches the caller has left everything as it
 * was.
 */
public final class Shortages implements BiFunction<String, long[], long[]> {

  private static final int SECONDS = 20;

  /** Steps of several changes, of which an exception may leave some done. */
  private static final Set<String> IN_PARTS =
      Set.of(
          "remove by iterator",
          "set by entries",
          "putAll",
          "replaceAll",
          "removeIf",
          "removeAll",
          "clear",
          "afterwards");

  /** What the name ends with of a map whose steps meet other threads. */
  private static final String MET = ", met by others";

  /**
   * Injects faults into one map.
   *
   * @param name the map
   * @param plan the kind of faults, as of {@link Injector.Kind}; the first event; and how many
   *     events further the next
   * @return how many were injected, and how many of them a caller saw
   */
  @Override
  public long[] apply(String name, long[] plan) {
    Injector.Kind kind = Injector.Kind.values()[(int) plan[0]];
    int acts = name.endsWith(MET) ? Meetings.actsFor(name).size() : 1;
    long injected = 0;
    long seen = 0;
    long at = plan[1];
    for (int act = 0; act < acts; act++) {
      long events = play(name, act, kind, Long.MAX_VALUE).events;
      for (; at < events; at += plan[2]) {
        Injector injector = play(name, act, kind, at);
        if (injector.thrown != null) {
          injected++;
          seen += injector.seen ? 1 : 0;
        }
      }
      at -= events;
    }
    return new long[] {injected, seen};
  }

  private static Meetings.Act actOf(String name, int act, Injector.Kind kind) {
    return name.endsWith(MET)
        ? Meetings.actsFor(name).get(act)
        : new Meetings.Act(0, Script.stepsFor(name, kind == Injector.Kind.USER));
  }

  private static Injector play(String name, int index, Injector.Kind kind, long at) {
    InlayMap<Object, Object> map = Script.newMap(name);
    Map<Object, Object> model = new HashMap<>();
    Meetings.Act act = actOf(name, index, kind);
    for (int id = 0; id < act.keys(); id++) {
      model.put(id, "a" + id);
    }
    map.putAll(model);
    Injector injector = new Injector(kind, at);
    Listening listening = new Listening(map);
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {}); // of its calls
    String where = "";
    try {
      for (Script.Step step : act.steps()) {
        where = step.name();
        boolean before = injector.thrown != null;
        Throwable thrown = step(map, step, injector);
        if (before || injector.thrown == null) {
          if (thrown != null) {
            throw new AssertionError("a later step failed, too", thrown);
          }
          effect(step, model, true);
        } else {
          afterFault(map, model, step, injector, thrown);
        }
      }
      require(Script.content(map).equals(model), "content", Script.content(map), model);
      Invariants.check(map);
      listening.requireAll(map, kind);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s, fault of %s at event %d, found at step '%s': %s; injected at %s"
              .formatted(name, kind, at, where, e, injector.place()),
          e);
    } finally {
      Hooks.listen(null);
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    return injector;
  }

  /**
   * Does to the plain map what a step does, and those that it met.
   *
   * @param done whether the step itself has been done
   */
  private static void effect(Script.Step step, Map<Object, Object> model, boolean done) {
    Company company = step.company();
    if (company != null && !company.isLater()) {
      company.effect().run(model);
    }
    if (done) {
      step.effect().run(model);
    }
    if (company != null && company.isLater()) {
      company.effect().run(model);
    }
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
    void requireAll(InlayMap<Object, Object> map, Injector.Kind kind) {
      if (map instanceof SnapshotMap<Object, Object> versions) {
        map.put("published", "last");
        require(heard == versions.version(), "heard of version", heard, versions.version());
        // A call that the stack ended in was made; one that memory was missing for was not.
        require(!kind.isOfMemory() || gap.isEmpty(), "a listener was called", gap, "without a gap");
      }
    }
  }

  private static @Nullable Throwable step(
      InlayMap<Object, Object> map, Script.Step step, Injector injector) {
    Company company = step.company();
    injector.begin(company);
    Hooks.listen(injector);
    try {
      if (company != null && !company.isLater()) {
        company.begin(map);
      }
      step.action().run(map);
      return null;
    } catch (Error | Injector.UserFailure e) {
      return e;
    } finally {
      if (company != null) {
        company.goOn();
      }
      Hooks.listen(null);
      boolean interrupted = Thread.interrupted();
      if (company != null) {
        company.end(map);
        require(
            interrupted == company.hasInterrupted() || injector.thrown != null,
            "interrupted",
            interrupted,
            company.hasInterrupted());
      }
    }
  }

  /** A count that fails, too, leaves what it was to tidy up to the next. */
  private static void countInShortage(InlayMap<Object, Object> map, Injector first) {
    Injector second = first.again();
    second.begin(null);
    Hooks.listen(second);
    try {
      require(map.mappingCount() >= 0, "size", "negative", "a number");
    } catch (Error | Injector.UserFailure e) {
      require(second.threw(e), "thrown", e, second.thrown);
    } finally {
      Hooks.listen(null);
    }
  }

  private static void afterFault(
      InlayMap<Object, Object> map,
      Map<Object, Object> model,
      Script.Step step,
      Injector injector,
      @Nullable Throwable seen) {
    if (seen != null) {
      require(injector.threw(seen), "thrown", seen, injector.thrown);
      injector.seen = true;
    }
    countInShortage(map, injector);
    Map<Object, Object> before = new HashMap<>(model);
    effect(step, before, false);
    effect(step, model, true);
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
    if (seen instanceof Injector.UserFailure
        && step.company() == null
        && !IN_PARTS.contains(step.name())) {
      require(now.equals(before), "what an exception left", now, before);
    }
    require(map.size() == now.size(), "size", map.size(), now.size());
    require(TestWaits.isEmpty(), "a wait", "left", "none");
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
