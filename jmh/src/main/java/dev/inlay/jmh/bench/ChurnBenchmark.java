package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.keys.Shuffle;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Inserts a key that was absent and removes the one that has been there longest, for ever: a table
 * of sessions. What removed keys leave behind in a table shows here, and only here.
 */
public class ChurnBenchmark extends MapBenchmark {

  /** A map that holds one half of a universe of keys. */
  @State(Scope.Benchmark)
  public static class Universe {
    private static final long SEED = 44;

    /** The map, by its name in {@link Subjects}. */
    @Param({"chm", "sharded", "striped"})
    public String subject = "";

    /** How many entries the map holds. */
    @Param("100000")
    public int entries;

    /** The type of keys, by its name in {@link KeyKind}. */
    @Param("long")
    public String keys = "";

    private Map<Object, Long> map = Map.of();
    private Object[][] keysOfThread = {};
    private final List<Window> windows = new ArrayList<>();

    /**
     * Fills the map with the first half of each thread's keys.
     *
     * @param params what JMH is about to run
     */
    @Setup(Level.Trial)
    public void fill(BenchmarkParams params) {
      Subject chosen = Subjects.get(subject);
      int threads = params.getThreads();
      if (!chosen.concurrent() && threads > 1) {
        throw new IllegalArgumentException(chosen.label() + " is for one thread");
      }
      KeyKind kind = KeyKind.of(keys);
      int perThread = Math.max(1, entries / threads);
      int[] ids = Shuffle.permutation(2 * perThread * threads, new SplittableRandom(SEED));
      map = chosen.growing();
      keysOfThread = new Object[threads][2 * perThread];
      for (int i = 0; i < ids.length; i++) {
        keysOfThread[i % threads][i / threads] = kind.key(ids[i]);
      }
      for (Object[] own : keysOfThread) {
        for (int i = 0; i < perThread; i++) {
          map.put(own[i], (long) i);
        }
      }
      FilledMap.age();
    }

    /** Fails the trial when the map does not hold the windows of all threads and nothing else. */
    @TearDown(Level.Trial)
    public void verify() {
      int expected = 0;
      for (Window window : windows) {
        for (int i = 0; i < window.own.length; i++) {
          boolean inside = window.holds(i);
          expected += inside ? 1 : 0;
          Long value = map.get(window.own[i]);
          ContentCheck.require(
              inside ? value != null && value == i : value == null,
              window.own[i]
                  + (inside ? " is present" : " was removed")
                  + ", but get says "
                  + value);
        }
      }
      ContentCheck.require(map.size() == expected, "size() is " + map.size() + ", not " + expected);
      Set<Object> met = new HashSet<>(map.keySet());
      ContentCheck.require(met.size() == expected, "iteration gives " + met.size() + " keys");
    }
  }

  /** A thread's own keys, of which a window of one half is present. */
  @State(Scope.Thread)
  public static class Window {
    private Object[] own = {};
    private int next;

    /**
     * Takes the thread's keys.
     *
     * @param universe the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Universe universe, ThreadParams thread) {
      own = universe.keysOfThread[thread.getThreadIndex()];
      next = own.length / 2;
      synchronized (universe.windows) {
        universe.windows.add(this);
      }
    }

    private int oldest() {
      int half = own.length / 2;
      return next >= half ? next - half : next + half;
    }

    private boolean holds(int position) {
      int distance = position - oldest();
      return (distance < 0 ? distance + own.length : distance) < own.length / 2;
    }
  }

  /**
   * Inserts one key and removes another.
   *
   * @param universe the map
   * @param window the thread's keys
   * @return the value of the removed key
   */
  @Benchmark
  public Object insertAndRemove(Universe universe, Window window) {
    int next = window.next;
    Object removed = window.own[window.oldest()];
    universe.map.put(window.own[next], (long) next);
    window.next = next + 1 == window.own.length ? 0 : next + 1;
    return universe.map.remove(removed);
  }
}
