package dev.inlay.lincheck;

import dev.inlay.SnapshotMap;
import dev.inlay.SnapshotMaps;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/** {@code SnapshotMap} in the states that matter. */
final class SnapshotMapOperations {

  private SnapshotMapOperations() {}

  /** Single keys, several keys at once, and snapshots. */
  public static class Whole extends MapOperations.WithFunctions {
    private final SnapshotMap<Object, Integer> map = SnapshotMaps.fixed();

    public Whole() {
      map.put(1, 3);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }

    @Operation
    public String snapshot() {
      return new TreeMap<>(map.snapshot()).toString();
    }

    @Operation
    public @Nullable Integer move(@Param(name = "key") int from, @Param(name = "key") int to) {
      return map.update(
          view -> {
            Integer moved = view.remove(from);
            if (moved != null) {
              view.put(to, moved);
            }
            return moved;
          });
    }

    @Operation
    public int putTwo(
        @Param(name = "key") int first,
        @Param(name = "key") int second,
        @Param(name = "value") int value) {
      return map.update(
          view -> {
            view.put(first, value);
            view.put(second, value);
            return (int) view.size();
          });
    }

    @Operation
    public void clear() {
      map.clear();
    }
  }

  /** All keys have one hash code. */
  public static class Colliding extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map = SnapshotMaps.fixed();

    public Colliding() {
      map.put(new Same(1), 3);
      map.put(new Same(20), 3); // never asked for
    }

    @Override
    Object key(int id) {
      return new Same(id);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /** The one leaf is full: the first insertion splits it. */
  public static class Growing extends MapOperations.WithFunctions {
    private final SnapshotMap<Object, Integer> map = SnapshotMaps.fixed();

    public Growing() {
      fill(map, 23);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }

    @Operation
    public void trim() {
      map.trim();
    }
  }

  /** A quarter of the greatest size is left: the first removal builds a smaller tree. */
  public static class Shrinking extends MapOperations.WithFunctions {
    private static final SnapshotMap<Object, Integer> BEFORE = before();

    private final SnapshotMap<Object, Integer> map = new SnapshotMap<>(BEFORE);

    private static SnapshotMap<Object, Integer> before() {
      SnapshotMap<Object, Integer> map = SnapshotMaps.fixed();
      fill(map, 259);
      map.keySet().removeIf(key -> (Integer) key > 163);
      return map;
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }
}
