package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/** All threads write one and the same key of a map that holds others too. */
@Threads(Threads.MAX)
public class HotKey extends MapBenchmark {

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
    public void setUp(FilledMap filled, ThreadParams thread) {
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
  public Object put(FilledMap filled, Hot hot) {
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
  public Object merge(FilledMap filled, Hot hot) {
    return filled.map().merge(hot.key, hot.nextValue(), Math::max);
  }
}
