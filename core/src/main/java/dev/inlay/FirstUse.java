package dev.inlay;

import dev.inlay.internal.wait.Hold;
import dev.inlay.internal.wait.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Uses a map in most of its ways, when its class is initialised: so the classes that operations
 * need are initialised, and their calls linked, while there is stack enough, or the map class
 * itself fails. A class whose initialisation meets the end of the stack is unusable for as long as
 * the JVM runs, and with it every operation that needs it, on every map.
 */
final class FirstUse {

  /**
   * Enough that tables grow and are swept; and few, so that no method is called so often here that
   * the JVM begins to note which classes of keys it meets: those of the application are to be the
   * first.
   */
  private static final int KEYS = 30;

  /** Keys of one hash code, more than tables keep side by side. */
  private static final int COLLIDING = 10;

  private FirstUse() {}

  /** Uses a map that nobody else has. */
  static void of(InlayMap<Object, Object> map) {
    for (int key = 0; key < KEYS; key++) {
      map.put(key, key);
    }
    for (int id = 0; id < COLLIDING; id++) {
      map.put(new Colliding(id), id);
    }
    singleKeys(map);
    functions(map);
    whole(map);
    waits();
  }

  /** Uses a map that has versions, which it can tell of. */
  static void ofVersions(SnapshotMap<Object, Object> map) {
    of(map);
    try {
      MethodHandles.lookup().ensureInitialized(ListenerThreads.class);
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
    MapSnapshot<Object, Object> before = map.snapshot();
    SnapshotMap.Subscription telling = map.onChange((older, newer) -> {}, Runnable::run);
    map.update(
        view -> {
          view.put(1, 1);
          return 1;
        });
    telling.close();
    SnapshotMap.diff(before, map.snapshot());
  }

  private static void singleKeys(InlayMap<Object, Object> map) {
    for (Object key : List.of(1, new Colliding(COLLIDING - 1), -1)) {
      map.get(key);
      map.putIfAbsent(key, 1);
      map.replace(key, 2);
      map.replace(key, 2, 3);
      map.remove(key, 4);
      map.remove(key);
    }
  }

  private static void functions(InlayMap<Object, Object> map) {
    for (Object key : List.of(2, new Colliding(COLLIDING - 2), -2)) {
      map.compute(key, (k, present) -> 1);
      map.computeIfPresent(key, (k, present) -> null);
      map.computeIfAbsent(key, k -> 1);
      map.merge(key, 1, (present, given) -> given);
    }
    try {
      map.compute(2, (key, present) -> map.put(key, 1));
    } catch (IllegalStateException recursive) {
      return; // as it should be
    }
  }

  private static void whole(InlayMap<Object, Object> map) {
    map.keySet().removeIf(key -> key instanceof Colliding);
    map.getAll(List.of(1, 2));
    map.forEach((key, value) -> {});
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      entry.setValue(1);
    }
    map.replaceAll((key, value) -> value);
    map.snapshot();
    map.stats();
    map.trim();
    map.clear();
    map.trim();
    if (map.size() != 0) {
      throw new AssertionError("a map that was cleared holds " + map.size() + " mappings");
    }
  }

  /** What a thread needs that waits for another, and is refused. */
  private static void waits() {
    Thread me = Thread.currentThread();
    try {
      MethodHandles.lookup().ensureInitialized(LockSupport.class);
      Hold own = new Own(me);
      WaitGraph.begin(me, own);
      WaitGraph.refuseCycle(me, own);
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    } catch (IllegalStateException cycle) {
      return; // as it should be
    } finally {
      WaitGraph.end(me);
    }
  }

  /** What a thread holds that waits for itself. */
  private static final class Own implements Hold {
    private final Thread owner;

    Own(Thread owner) {
      this.owner = owner;
    }

    @Override
    public Thread owner() {
      return owner;
    }

    @Override
    public @Nullable Hold currentHold() {
      return this;
    }

    @Override
    public String what() {
      return "key " + WaitGraph.describe(1);
    }
  }

  /** Ordered, so that what orders keys is used as well. */
  private static final class Colliding implements Comparable<Colliding> {
    private final int id;

    Colliding(int id) {
      this.id = id;
    }

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Colliding that && that.id == id;
    }

    @Override
    public int compareTo(Colliding that) {
      return Integer.compare(id, that.id);
    }
  }
}
