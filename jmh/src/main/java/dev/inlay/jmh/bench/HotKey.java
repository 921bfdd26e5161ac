package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** All threads write one and the same key of a map that holds others too. */
@Threads(Threads.MAX)
public class HotKey extends MapBenchmark {

  /** A map of which one key is written. */
  @State(Scope.Benchmark)
  public static class HotMap extends FilledMap {
    private boolean merging;

    /**
     * Remembers what is done to the key.
     *
     * @param params what JMH is about to run
     */
    @Setup(Level.Trial)
    public void remember(BenchmarkParams params) {
      merging = params.getBenchmark().endsWith(".merge");
    }

    /** The last value of some thread, or the greatest of all. */
    @Override
    Expectation.Allowed allowed(Map<Object, Long> content) {
      Set<Long> last = new HashSet<>();
      long greatest = 0;
      for (Cursor cursor : cursors()) {
        long taken = cursor.valuesTaken();
        if (taken > 0) {
          last.add(cursor.valueAt(taken - 1));
        }
        for (long step = 0; step < Math.min(taken, cursor.poolLength()); step++) {
          greatest = Math.max(greatest, cursor.valueAt(step));
        }
      }
      Set<Long> hot = merging || last.isEmpty() ? Set.of(greatest) : last;
      return (id, value) -> id == 0 ? hot.contains(value) : value == id;
    }
  }

  /** A thread's own instance of the one key, and the values it writes. */
  @State(Scope.Thread)
  public static class Hot extends Cursor {
    private Object key = "";

    /**
     * Takes the key.
     *
     * @param filled the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(HotMap filled, ThreadParams thread) {
      bind(filled, thread.getThreadIndex());
      key = KeyKind.of(filled.keys).key(0);
    }
  }

  /**
   * Stores another value.
   *
   * @param filled the map
   * @param hot the thread's instance of the key
   * @return the value before
   */
  @Benchmark
  public Object put(HotMap filled, Hot hot) {
    return filled.map().put(hot.key, hot.nextValue());
  }

  /**
   * Replaces the value by one that depends on it.
   *
   * @param filled the map
   * @param hot the thread's instance of the key
   * @return the new value
   */
  @Benchmark
  public Object merge(HotMap filled, Hot hot) {
    return filled.map().merge(hot.key, hot.nextValue(), Math::max);
  }
}
