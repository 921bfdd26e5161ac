package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Ability;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What a version costs: taking a snapshot, and publishing changes of several present keys in one
 * step where the map has one. With {@code -prof gc}, {@code gc.alloc.rate.norm} is the bytes per
 * version. An operation is one snapshot, or one batch.
 */
public class Versions extends MapBenchmark {

  /** A thread's changes. */
  @State(Scope.Thread)
  public static class Batch extends Cursor {

    /** How many keys are changed together. */
    @Param({"1", "10", "1000"})
    public int changes;

    private Subject subject = Subjects.get(Subjects.BASELINE_ID);

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

    /** Returns the next changes. */
    Map<Object, Long> next() {
      Map<Object, Long> mappings = new HashMap<>();
      for (int i = 0; i < changes; i++) {
        mappings.put(nextKey(), nextValue());
      }
      return mappings;
    }

    /** Publishes changes: one by a put, several in one step where the map has one. */
    void publish(Map<Object, Long> map, Map<Object, Long> mappings) {
      if (changes == 1) {
        mappings.forEach(map::put);
      } else {
        subject.update(map, mappings);
      }
    }
  }

  /** How the map takes a snapshot. */
  @State(Scope.Benchmark)
  public static class Chosen {
    private Subject subject = Subjects.get(Subjects.BASELINE_ID);

    /**
     * Finds the subject.
     *
     * @param filled the map
     */
    @Setup(Level.Trial)
    public void setUp(FilledMap filled) {
      subject = Subjects.get(filled.subject);
    }

    /**
     * Fails the trial when snapshots do not keep the map's content.
     *
     * @param filled the map
     */
    @TearDown(Level.Trial)
    public void verify(FilledMap filled) {
      KeyKind kind = KeyKind.of(filled.keys);
      ContentCheck.snapshots(subject, filled.map(), kind, filled.entries);
    }
  }

  /**
   * Takes a snapshot.
   *
   * @param filled the map
   * @param chosen how
   * @return the snapshot
   */
  @Benchmark
  @Needs(Ability.SNAPSHOT)
  public Object snapshot(FilledMap filled, Chosen chosen) {
    return chosen.subject.snapshot(filled.map());
  }

  /**
   * Changes several keys. Making the batch is part of the time, and the same for all maps.
   *
   * @param filled the map
   * @param batch the thread's changes
   * @return the map
   */
  @Benchmark
  public Object update(FilledMap filled, Batch batch) {
    batch.publish(filled.map(), batch.next());
    return filled.map();
  }

  /**
   * Takes a snapshot, and then changes several keys one by one: what a writer pays whose map is
   * looked at as a whole from time to time.
   *
   * @param filled the map
   * @param chosen how a snapshot is taken
   * @param batch the thread's changes
   * @return the snapshot
   */
  @Benchmark
  @Needs(Ability.SNAPSHOT)
  public Object snapshotAndPuts(FilledMap filled, Chosen chosen, Batch batch) {
    Object snapshot = chosen.subject.snapshot(filled.map());
    for (int i = 0; i < batch.changes; i++) {
      filled.map().put(batch.nextKey(), batch.nextValue());
    }
    return snapshot;
  }
}
