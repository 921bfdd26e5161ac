package dev.inlay.scenario;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Uses a map in every way that could tie it, or its keys, to something that lives longer: threads
 * that go on, the common pool, listeners' threads, caches of classes, waits, errors.
 */
public final class Lifetime
    implements BiFunction<ExecutorService, @Nullable Map<Object, Object>, Object> {

  // Not the records' own equals: JDK 17 keeps, in ObjectMethods, the class whose it made last.

  /** Keys of one hash code, of a class of this loader. */
  private record Same(int id) implements Comparable<Same> {
    @Override
    public boolean equals(Object other) {
      return other instanceof Same same && same.id == id;
    }

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Keys that are not ordered. */
  private record Plain(int id) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Plain plain && plain.id == id;
    }

    @Override
    public int hashCode() {
      return id & 3;
    }
  }

  private static final int KEYS = 300;

  /**
   * Uses maps.
   *
   * @param threads go on afterwards
   * @param given the map to use, which is empty afterwards, or {@code null} for new ones
   * @return the new maps
   */
  @Override
  public Object apply(ExecutorService threads, @Nullable Map<Object, Object> given) {
    if (given != null) {
      use((InlayMap<Object, Object>) given, threads);
      given.clear();
      ((InlayMap<Object, Object>) given).trim();
      return "";
    }
    List<String> names = List.of("ShardedMap", "StripedMap", "SnapshotMap");
    List<InlayMap<Object, Object>> maps = names.stream().map(Script::newMap).toList();
    maps.forEach(map -> use(map, threads));
    return maps;
  }

  private static void use(InlayMap<Object, Object> map, ExecutorService threads) {
    List<Future<?>> uses =
        IntStream.range(0, 4)
            .<Future<?>>mapToObj(thread -> threads.submit(() -> useInOneThread(map)))
            .toList();
    for (Future<?> each : uses) {
      try {
        each.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void useInOneThread(InlayMap<Object, Object> map) {
    if (map instanceof SnapshotMap<Object, Object> versions) {
      try (SnapshotMap.Subscription one = versions.onChange(Lifetime::listen);
          SnapshotMap.Subscription other = versions.onChange(Lifetime::listen, Runnable::run)) {
        change(map);
        require(one != other);
      }
    } else {
      change(map);
    }
  }

  private static void listen(Map<Object, Object> older, Map<Object, Object> newer) {
    if (newer.size() == 1 && older.isEmpty()) {
      throw new UnsupportedOperationException("a listener's");
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError();
    }
  }

  private static void change(InlayMap<Object, Object> map) {
    for (int id = 0; id < KEYS; id++) {
      map.put(new Plain(id), new Plain(id));
      map.merge(new Same(id & 31), new Same(id), (one, other) -> one);
      map.computeIfAbsent(id, key -> new Plain(1));
      map.computeIfPresent(new Plain(id - 1), (key, value) -> null);
    }
    map.forEach(1, (key, value) -> value.hashCode());
    map.reduce(1, (key, value) -> value, (one, other) -> other);
    map.snapshot().hashCode();
    if (map instanceof ShardedMap<Object, Object> sharded) {
      sharded.atomically(
          List.of(new Plain(1), new Same(1)), view -> view.put(new Plain(1), new Plain(2)));
    }
    try {
      map.compute(
          new Same(1), (key, value) -> map.compute(key, (again, inner) -> fail(map, again)));
    } catch (IllegalStateException | UnsupportedOperationException e) {
      map.remove(new Same(1));
    }
  }

  private static Object fail(InlayMap<Object, Object> map, Object key) {
    map.get(key);
    throw new UnsupportedOperationException("a function's");
  }
}
