package dev.inlay.lincheck;

import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/**
 * The operations on single keys that Lincheck combines into scenarios. A subclass says which map,
 * and in what state, so that few operations suffice to make its table grow, be cleaned or shrink.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:3")
@Param(name = "value", gen = IntGen.class, conf = "1:4")
public abstract class MapOperations {

  /** The key of an id. */
  Object key(int id) {
    return id;
  }

  /** The map under test. */
  abstract ConcurrentMap<Object, Integer> map();

  @Operation
  public @Nullable Integer get(@Param(name = "key") int id) {
    return map().get(key(id));
  }

  @Operation
  public @Nullable Integer put(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map().put(key(id), value);
  }

  @Operation
  public @Nullable Integer putIfAbsent(
      @Param(name = "key") int id, @Param(name = "value") int value) {
    return map().putIfAbsent(key(id), value);
  }

  @Operation
  public @Nullable Integer remove(@Param(name = "key") int id) {
    return map().remove(key(id));
  }

  @Operation
  public boolean removeExpected(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map().remove(key(id), value);
  }

  @Operation
  public @Nullable Integer replace(@Param(name = "key") int id, @Param(name = "value") int value) {
    return map().replace(key(id), value);
  }

  @Operation
  public boolean replaceExpected(
      @Param(name = "key") int id,
      @Param(name = "value") int expected,
      @Param(name = "value") int value) {
    return map().replace(key(id), expected, value);
  }

  /** Operations on a map that holds keys 1 and 2 before the first of them; others hold key 1. */
  interface BeginsWithTwo {}

  /** With operations that run functions: their writers may wait for each other. */
  public abstract static class WithFunctions extends MapOperations {

    /** Inserts, adds or removes, by what is there. */
    @Operation
    public @Nullable Integer compute(
        @Param(name = "key") int id, @Param(name = "value") int value) {
      return map()
          .compute(
              key(id),
              (key, present) ->
                  present == null ? Integer.valueOf(value) : sumOrNull(present, value));
    }

    @Operation
    public @Nullable Integer computeIfAbsent(
        @Param(name = "key") int id, @Param(name = "value") int value) {
      return map().computeIfAbsent(key(id), key -> value);
    }

    @Operation
    public @Nullable Integer computeIfPresent(
        @Param(name = "key") int id, @Param(name = "value") int value) {
      return map().computeIfPresent(key(id), (key, present) -> sumOrNull(present, value));
    }

    @Operation
    public @Nullable Integer merge(@Param(name = "key") int id, @Param(name = "value") int value) {
      return map().merge(key(id), value, MapOperations::sumOrNull);
    }
  }

  /** Null, that is removal, when the numbers are equal. */
  static @Nullable Integer sumOrNull(int present, int value) {
    return present == value ? null : (Integer) (present + value);
  }

  /** A key of one hash code with all others. */
  record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Puts some mappings that scenarios do not use, and one that they do. */
  static void fill(Map<Object, Integer> map, int others) {
    for (int key = 0; key < others; key++) {
      map.put(100 + key, key);
    }
    map.put(1, 3);
  }
}
