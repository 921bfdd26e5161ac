package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * All threads count the words of a made-up text into one map, which is empty at the start of each
 * iteration. {@link BookCount} counts those of a real one.
 */
@Threads(Threads.MAX)
public class WordCount extends MapBenchmark {

  /** The map of counts. */
  @State(Scope.Benchmark)
  public static class Counts extends CountedWords {

    /** How many different words there are. */
    @Param("100000")
    public int vocabulary;

    /** How often each word comes, by its name in {@link Distribution}. */
    @Param("zipf")
    public String distribution = "";
  }

  /** The words that one thread counts. */
  @State(Scope.Thread)
  public static class Text extends Cursor {
    private static final int WORDS = 1 << 18;

    /**
     * Writes the text: every word an instance of its own, as from a reader.
     *
     * @param counts the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void write(Counts counts, ThreadParams thread) {
      SplittableRandom random = new SplittableRandom(thread.getThreadIndex());
      int[] ids = Distribution.of(counts.distribution).indices(counts.vocabulary, WORDS, random);
      Object[] words = new Object[WORDS];
      for (int i = 0; i < WORDS; i++) {
        words[i] = KeyKind.STRING.key(ids[i]);
      }
      bind(words, ValuePool.create(), thread.getThreadIndex());
      counts.register(this);
    }
  }

  /**
   * Counts one word.
   *
   * @param counts the map
   * @param text the thread's words
   * @return the count so far
   */
  @Benchmark
  public Object count(Counts counts, Text text) {
    return counts.map().merge(text.nextKey(), 1L, Long::sum);
  }
}
