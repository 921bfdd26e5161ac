package dev.inlay.jmh.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    boolean fresh;
    boolean churn;

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

  /** A thread's keys, values and dice, whatever it looks them up in. */
  public abstract static class Dice extends Cursor {

    /** A prime, so that a key is not read or written the same way in each round of probes. */
    private static final int ROLLS = 10_007;

    /** The share of reads from a step on. */
    private record Turn(long step, int readPercent) {}

    private final byte[] rolls = new byte[ROLLS];
    private final List<Turn> turns = new ArrayList<>();
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

    /**
     * Remembers from where on which share is read.
     *
     * @param mix what is done
     */
    @Setup(Level.Iteration)
    public void remember(Mix mix) {
      turns.add(new Turn(keysTaken(), mix.readPercent));
    }

    @Override
    final boolean wrote(long step) {
      int turn = turns.size() - 1;
      while (turns.get(turn).step() > step) {
        turn--;
      }
      return rolls[(int) (step % ROLLS)] >= turns.get(turn).readPercent();
    }

    /** Tells whether the next key is read. */
    final boolean nextIsRead(Mix mix) {
      return nextRoll() < mix.readPercent;
    }

    /** Returns a number from 0 to 99. */
    private int nextRoll() {
      int position = roll;
      roll = position + 1 == ROLLS ? 0 : position + 1;
      return rolls[position];
    }
  }

  /** A thread's keys, values and dice. */
  @State(Scope.Thread)
  public static class MixCursor extends Dice {
    /**
     * Takes the thread's probes.
     *
     * @param filled the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(FilledMap filled, ThreadParams thread) {
      bind(filled, thread.getThreadIndex());
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
  @Kernel("operate")
  public Object operate(FilledMap filled, Mix mix, MixCursor cursor) {
    Object key = cursor.nextKey();
    if (cursor.nextIsRead(mix)) {
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
