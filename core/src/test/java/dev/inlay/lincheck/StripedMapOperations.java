package dev.inlay.lincheck;

import dev.inlay.StripedMaps;
import dev.inlay.internal.striped.TestChains;
import java.util.concurrent.ConcurrentMap;

/** {@code StripedMap} in the states that matter: each is a few operations from a sweep. */
final class StripedMapOperations {

  private StripedMapOperations() {}

  /** Six of eight slots are used: the second insertion starts a sweep to a larger table. */
  public static class Growing extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map = StripedMaps.on(TestChains.fixed());

    public Growing() {
      fill(map, 5);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /**
   * Slots of removed keys fill the table: what follows an insertion sweeps it to one of its size.
   */
  public static class Cleaning extends MapOperations.WithFunctions
      implements MapOperations.BeginsWithTwo {
    private final ConcurrentMap<Object, Integer> map = StripedMaps.on(TestChains.fixed());

    public Cleaning() {
      fill(map, 4);
      for (int key = 100; key < 104; key++) {
        map.remove(key);
      }
      map.put(2, 1);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /**
   * A large table is nearly empty: the first insertion or removal starts a sweep to a small one.
   */
  public static class Shrinking extends MapOperations.WithFunctions
      implements MapOperations.BeginsWithTwo {
    private final ConcurrentMap<Object, Integer> map = StripedMaps.on(TestChains.fixed());

    public Shrinking() {
      fill(map, 20);
      map.put(2, 1);
      for (int key = 100; key < 119; key++) {
        map.remove(key);
      }
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /** All keys have one hash code: some are in slots, the others in a bin. */
  public static class Colliding extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map = StripedMaps.on(TestChains.fixed());

    public Colliding() {
      for (int id = 10; id < 17; id++) {
        map.put(new Same(id), id);
      }
      map.put(new Same(1), 3);
      map.put(new Same(20), 3);
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

  /** Only operations that wait for nobody. */
  public static class LockFree extends MapOperations {
    private final ConcurrentMap<Object, Integer> map = StripedMaps.on(TestChains.fixed());

    public LockFree() {
      fill(map, 5);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }
}
