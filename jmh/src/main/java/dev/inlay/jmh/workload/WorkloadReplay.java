package dev.inlay.jmh.workload;

import dev.inlay.jmh.bench.MapBenchmark;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Plays the operations of a workload file; {@code ./compare --workload FILE} does it for all maps.
 */
public class WorkloadReplay extends MapBenchmark {

  /** Of all threads together: more would take minutes. */
  static final int MOST_OPERATIONS = 20_000_000;

  /** Of what a map gains, this part, the hottest, is there before: the threads meet in it. */
  private static final int HEAD_START = 16;

  /** Returns how many mappings of those to be gained are there at the start. */
  static int headStart(WorkloadSpec spec) {
    return spec.growth() / HEAD_START;
  }

  /** Returns how many operations of each thread make a pass of a workload that grows. */
  static int operations(WorkloadSpec spec, int threads) {
    double all = (spec.growth() - headStart(spec)) / spec.netInserts();
    return (int) Math.ceil(all / threads);
  }

  /** Whether a workload that grows gains so little by operation that a pass would take too long. */
  static boolean isTooSlow(WorkloadSpec spec) {
    return spec.growth() - headStart(spec) > MOST_OPERATIONS * spec.netInserts();
  }

  /** Returns the most growth that is not too slow. */
  static long mostGrowth(WorkloadSpec spec) {
    return (long) (MOST_OPERATIONS * spec.netInserts() * HEAD_START / (HEAD_START - 1));
  }

  /**
   * Returns how many operations make a pass of a workload that grows.
   *
   * @param spec the workload
   * @return the operations of all threads
   */
  public static long operations(WorkloadSpec spec) {
    return (long) operations(spec, spec.threadCount()) * spec.threadCount();
  }

  /**
   * One operation of a workload whose map keeps its size.
   *
   * @param stage the map
   * @param player the thread
   * @param blackhole takes what is read
   * @return what was found
   */
  @Benchmark
  public @Nullable Object steady(Stage stage, Player player, Blackhole blackhole) {
    if (stage.isGrowing()) {
      throw new IllegalStateException("this workload grows: its benchmark is 'growing'");
    }
    return player.play(blackhole);
  }

  /**
   * A whole pass of a workload whose map grows.
   *
   * @param stage the map
   * @param player the thread
   * @param blackhole takes what is found
   */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public void growing(Stage stage, Player player, Blackhole blackhole) {
    int operations = player.operations();
    for (int i = 0; i < operations; i++) {
      blackhole.consume(player.play(blackhole));
    }
  }
}
