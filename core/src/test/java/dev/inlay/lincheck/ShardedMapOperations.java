package dev.inlay.lincheck;

import dev.inlay.ShardedMap;
import dev.inlay.ShardedMaps;
import dev.inlay.internal.shard.ShardDirectory;
import dev.inlay.internal.shard.TestDirectories;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/** {@code ShardedMap} in the states that matter: each is a few operations from a new generation. */
final class ShardedMapOperations {

  private ShardedMapOperations() {}

  /** Six of eight slots are used: the first insertion makes a larger table. */
  public static class Growing extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(1));

    public Growing() {
      fill(map, 5);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /** Slots of removed keys fill the table: the first insertion makes one of the same size. */
  public static class Cleaning extends MapOperations.WithFunctions
      implements MapOperations.BeginsWithTwo {
    private final ConcurrentMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(1));

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

  /** A table of 28 slots holds three keys: the first removal makes a smaller one. */
  public static class Shrinking extends MapOperations.WithFunctions
      implements MapOperations.BeginsWithTwo {
    private final ConcurrentMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(1));

    public Shrinking() {
      fill(map, 19);
      map.put(2, 1);
      for (int key = 100; key < 118; key++) {
        map.remove(key);
      }
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /** The first thread that has to wait for the one shard splits it. */
  public static class Splitting extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map;

    public Splitting() {
      ShardDirectory directory = TestDirectories.fixed(0);
      map = ShardedMaps.on(directory);
      fill(map, 2);
      TestDirectories.contend(directory);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }
  }

  /** All keys have one hash code: some are in slots, the others in the collision tree. */
  public static class Colliding extends MapOperations.WithFunctions {
    private final ConcurrentMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(1));

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

  /** Two shards, with transactions over both. */
  public static class Transactions extends MapOperations {
    final ShardedMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(2));

    public Transactions() {
      fill(map, 0);
    }

    @Override
    ConcurrentMap<Object, Integer> map() {
      return map;
    }

    @Operation
    public @Nullable Integer move(@Param(name = "key") int from, @Param(name = "key") int to) {
      return map.atomically(
          List.of(from, to),
          view -> {
            Integer moved = view.remove(from);
            if (moved != null) {
              view.put(to, moved);
            }
            return moved;
          });
    }

    @Operation
    public @Nullable Integer setTwo(
        @Param(name = "key") int first,
        @Param(name = "key") int second,
        @Param(name = "value") int value) {
      return map.atomically(
          List.of(first, second),
          view -> {
            Integer before = view.put(first, value);
            view.put(second, value);
            return before;
          });
    }
  }

  /** The same, with reads of both shards at one moment. */
  public static class Whole extends Transactions {

    @Operation
    public String snapshot() {
      TreeMap<Object, Integer> copy = new TreeMap<>();
      map.forEachConsistent(copy::put);
      return copy.toString();
    }

    @Operation
    public long exactSize() {
      return map.exactSize();
    }
  }

  /** A planted bug in front of the map: a transaction is written as one write after the other. */
  public static class TornTransaction {
    private final ShardedMap<Object, Integer> map = ShardedMaps.on(TestDirectories.fixed(2));

    public TornTransaction() {
      map.put(1, 3);
    }

    @Operation
    public @Nullable Integer get(@Param(gen = IntGen.class, conf = "1:3") int id) {
      return map.get(id);
    }

    @Operation
    public @Nullable Integer setTwo(
        @Param(gen = IntGen.class, conf = "1:3") int first,
        @Param(gen = IntGen.class, conf = "1:3") int second,
        @Param(gen = IntGen.class, conf = "1:4") int value) {
      Integer before = map.put(first, value);
      map.put(second, value);
      return before;
    }
  }
}
