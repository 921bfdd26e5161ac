package dev.inlay.jmh.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Reads and writes present keys in a given proportion; the size of the map does not change. */
public class MixBenchmark extends MapBenchmark {

  /** What is done to the keys. */
  @State(Scope.Benchmark)
  public static class Mix {

    /**
     * The share of reads in percent. Several, joined by {@code +}, take turns iteration by
     * iteration: the comparison measures all shares in one JVM that way, with one profile for all.
     */
    @Param({"0", "50", "90", "99", "100"})
    public String reads = "";

    /**
     * A write is a {@code put} of another value that existed before, a {@code fresh} one of a value
     * made for it, or a {@code churn}: a remove followed by a put.
     */
    @Param("put")
    public String writes = "";

    private int[] turns = {};
    private int iteration;
    private int readPercent;
    private boolean fresh;
    private boolean churn;

    /** Reads the parameters. */
    @Setup(Level.Trial)
    public void parse() {
      FilledMap.requireOneOf("writes", writes, "put", "fresh", "churn");
      fresh = writes.equals("fresh");
      churn = writes.equals("churn");
      turns = Arrays.stream(reads.split("\\+")).mapToInt(Integer::parseInt).toArray();
    }

    /** Takes the next share. */
    @Setup(Level.Iteration)
    public void nextTurn() {
      readPercent = turns[iteration++ % turns.length];
    }
  }

  /** A thread's keys, values and dice. */
  @State(Scope.Thread)
  public static class MixCursor extends FilledMap.Hits {

    /** A prime, so that a key is not read or written the same way in each round of probes. */
    private static final int ROLLS = 10_007;

    private final byte[] rolls = new byte[ROLLS];
    private int roll;

    /**
     * Shuffles as many of each percentage.
     *
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void shuffle(ThreadParams thread) {
      SplittableRandom random = new SplittableRandom(thread.getThreadIndex());
      for (int i = 0; i < ROLLS; i++) {
        int j = random.nextInt(i + 1);
        rolls[i] = rolls[j];
        rolls[j] = (byte) (i % 100);
      }
    }

    /** Returns a number from 0 to 99. */
    final int nextRoll() {
      int position = roll;
      roll = position + 1 == ROLLS ? 0 : position + 1;
      return rolls[position];
    }
  }

  /**
   * Reads or writes one key.
   *
   * @param filled the map
   * @param mix what is done
   * @param cursor the thread's keys
   * @return the value, or the one before
   */
  @Benchmark
  public Object operate(FilledMap filled, Mix mix, MixCursor cursor) {
    Object key = cursor.nextKey();
    if (cursor.nextRoll() < mix.readPercent) {
      return filled.map().get(key);
    }
    Long value = cursor.nextValue();
    if (mix.churn) {
      filled.map().remove(key);
    }
    return filled.map().put(key, mix.fresh ? ValuePool.copy(value) : value);
  }

  /**
   * The same, with the collector's work and the growth of the heap per iteration as further
   * figures; needs {@code -prof dev.inlay.jmh.bench.FiguresProfiler}.
   *
   * @param filled the map
   * @param mix what is done
   * @param cursor the thread's keys
   * @param heap watches the heap
   * @return the value, or the one before
   */
  @Benchmark
  public Object operateWatchingHeap(FilledMap filled, Mix mix, MixCursor cursor, HeapWatch heap) {
    return operate(filled, mix, cursor);
  }
}
