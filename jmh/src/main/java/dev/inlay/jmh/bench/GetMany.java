package dev.inlay.jmh.bench;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** Reads 32 present keys together; an operation is one key. */
public class GetMany extends MapBenchmark {

  static final int BATCH = 32;

  /** A thread's batch. */
  @State(Scope.Thread)
  public static class Batch extends Cursor {
    private Subject subject = Subjects.get(Subjects.BASELINE_ID);
    private final Object[] keys = new Object[BATCH];
    private final Long[] values = new Long[BATCH];

    /**
     * Takes the thread's probes.
     *
     * @param filled the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(FilledMap filled, ThreadParams thread) {
      bind(filled, thread.getThreadIndex());
      subject = Subjects.get(filled.subject);
    }
  }

  /**
   * Reads the next keys.
   *
   * @param filled the map
   * @param batch the thread's keys
   * @return the values
   */
  @Benchmark
  @Kernel("getAll")
  @OperationsPerInvocation(BATCH)
  public Object getAll(FilledMap filled, Batch batch) {
    for (int i = 0; i < BATCH; i++) {
      batch.keys[i] = batch.nextKey();
    }
    batch.subject.getAll(filled.map(), batch.keys, batch.values);
    return batch.values;
  }
}
