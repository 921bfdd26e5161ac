package dev.inlay.jmh.workload;

import dev.inlay.jmh.bench.MapBenchmark;
import dev.inlay.workload.Recorder;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a {@link Recorder} costs a program: look-ups and writes of a ConcurrentHashMap, as it is and
 * recorded.
 */
public class RecorderOverhead extends MapBenchmark {

  /** The map. */
  @State(Scope.Benchmark)
  public static class Recorded {
    private static final int ENTRIES = 10_000;

    /** One in so many operations is sampled; {@code none} for the map itself. */
    @Param({"none", "1024", "64", "1"})
    public String every = "";

    ConcurrentMap<Long, Long> map = new ConcurrentHashMap<>();
    private Long[] keys = {};

    /** Fills the map. */
    @Setup(Level.Trial)
    public void fill() {
      map = new ConcurrentHashMap<>();
      if (!every.equals("none")) {
        map = Recorder.wrap(map, Integer.parseInt(every)).map();
      }
      SplittableRandom random = new SplittableRandom(1);
      keys = new Long[1 << 13];
      for (int i = 0; i < ENTRIES; i++) {
        Long key = random.nextLong();
        map.put(key, key);
        keys[i % keys.length] = key;
      }
    }

    /**
     * Requires that each key has the value that was always put there, and that there is no other.
     */
    @TearDown(Level.Trial)
    public void check() {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < ENTRIES; i++) {
        Long key = random.nextLong();
        require(key.equals(map.get(key)), key + " has the value " + map.get(key));
      }
      require(map.size() == ENTRIES, "size() is " + map.size() + ", not " + ENTRIES);
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new IllegalStateException("the map is broken: " + otherwise);
      }
    }
  }

  /** A thread's place in the keys. */
  @State(Scope.Thread)
  public static class Place {
    private int next;
  }

  /**
   * Looks up a key.
   *
   * @param recorded the map
   * @param place the thread's place
   * @return the value
   */
  @Benchmark
  public Object get(Recorded recorded, Place place) {
    return recorded.map.get(recorded.keys[place.next++ & (recorded.keys.length - 1)]);
  }

  /**
   * Writes a key.
   *
   * @param recorded the map
   * @param place the thread's place
   * @return the value before
   */
  @Benchmark
  public Object put(Recorded recorded, Place place) {
    Long key = recorded.keys[place.next++ & (recorded.keys.length - 1)];
    return recorded.map.put(key, key);
  }
}
