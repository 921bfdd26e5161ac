package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * All threads count the words of a text into one map, which is empty at the start of each
 * iteration.
 */
@Threads(Threads.MAX)
public class WordCount extends MapBenchmark {

  /** The map of counts, and how many words went into it. */
  @State(Scope.Benchmark)
  public static class Counts {

    /** The map, by its name in {@link Subjects}. */
    @Param({"chm", "sharded", "striped"})
    public String subject = "";

    /** How many different words there are. */
    @Param("100000")
    public int vocabulary;

    /** How often each word comes, by its name in {@link Distribution}. */
    @Param("zipf")
    public String distribution = "";

    private Map<Object, Long> map = Map.of();
    private final List<Text> texts = new ArrayList<>();
    private long countedBefore;

    /**
     * Starts to count.
     *
     * @param params what JMH is about to run
     */
    @Setup(Level.Iteration)
    public void clear(BenchmarkParams params) {
      Subject chosen = Subjects.get(subject);
      if (!chosen.concurrent() && params.getThreads() > 1) {
        throw new IllegalArgumentException(chosen.label() + " is for one thread");
      }
      map = Map.of();
      FilledMap.age();
      map = chosen.growing();
      countedBefore = counted();
    }

    /** Fails the iteration when a word was not counted, or twice. */
    @TearDown(Level.Iteration)
    public void verify() {
      long expected = counted() - countedBefore;
      long sum = 0;
      for (Long count : map.values()) {
        sum += count;
      }
      ContentCheck.require(sum == expected, expected + " words, but the counts sum to " + sum);
    }

    private synchronized long counted() {
      return texts.stream().mapToLong(Text::keysTaken).sum();
    }
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
      synchronized (counts) {
        counts.texts.add(this);
      }
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
    return counts.map.merge(text.nextKey(), 1L, Long::sum);
  }
}
