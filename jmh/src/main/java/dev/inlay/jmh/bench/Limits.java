package dev.inlay.jmh.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What the machine allows: the reading benchmarks once more, on bare arrays and without a map's
 * logic. Each method has the name that {@link Kernel} gives at the benchmark that it bounds.
 *
 * <p>A kernel is fair as a bound because it meets the same memory. It takes the same key objects in
 * the same order from the same array; it goes to one random line of a table that is as densely
 * filled as hash tables get; there it compares as a map must, by reference first and then by {@code
 * equals}, which reads the key in the table when that is another instance; and it gives the value
 * to JMH as the map's benchmark does, so that nothing is dead code. What it leaves out is what
 * differs from map to map: the hash, the search for the place, guards against other threads. In
 * their place it reads the place of each probe from an array, four bytes that stream in with the
 * keys. As it knows the place before it has read the key, the processor can overlap more look-ups
 * than a map allows it to: no map need reach the limit, and none passes it but by chance.
 *
 * <p>A miss ends at an empty place, without another key being read. Going through all entries reads
 * an array without gaps. The writes of an operation mix are plain stores, which other threads need
 * not see.
 */
public class Limits extends MapBenchmark {

  /** A thread's keys with their places. */
  @State(Scope.Thread)
  public static class Places extends Cursor {
    private int[] slots = {};

    /**
     * Takes the thread's probes.
     *
     * @param table the array
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Slots table, ThreadParams thread) {
      bind(table, thread.getThreadIndex());
      slots = table.slots(thread.getThreadIndex());
    }
  }

  /** A thread's keys that are absent, with places that are free. */
  @State(Scope.Thread)
  public static class FreePlaces extends Cursor {
    private int[] slots = {};

    /**
     * Takes the thread's probes.
     *
     * @param table the array
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Slots.Free table, ThreadParams thread) {
      bind(table, thread.getThreadIndex());
      slots = table.slots(thread.getThreadIndex());
    }
  }

  /** A thread's keys with their places, and dice. */
  @State(Scope.Thread)
  public static class MixPlaces extends MixBenchmark.Dice {
    private int[] slots = {};

    /**
     * Takes the thread's probes.
     *
     * @param table the array
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Slots table, ThreadParams thread) {
      bind(table, thread.getThreadIndex());
      slots = table.slots(thread.getThreadIndex());
    }
  }

  /** Where values go that are read together. */
  @State(Scope.Thread)
  public static class Values {
    private final Object[] values = new Object[GetMany.BATCH];
  }

  /**
   * Bounds {@link GetHit}.
   *
   * @param table the array
   * @param places the thread's keys
   * @return the value
   */
  @Benchmark
  public Object getHit(Slots table, Places places) {
    int slot = places.slots[places.nextPosition()];
    return table.read(slot, places.nextKey());
  }

  /**
   * Bounds {@link GetMiss}.
   *
   * @param table the array
   * @param places the thread's keys
   * @return null
   */
  @Benchmark
  public Object getMiss(Slots.Free table, FreePlaces places) {
    int slot = places.slots[places.nextPosition()];
    return table.read(slot, places.nextKey());
  }

  /**
   * Bounds {@link GetMany}.
   *
   * @param table the array
   * @param places the thread's keys
   * @param together where the values go
   * @return the values
   */
  @Benchmark
  @OperationsPerInvocation(GetMany.BATCH)
  public Object getAll(Slots table, Places places, Values together) {
    Object[] values = together.values;
    for (int i = 0; i < GetMany.BATCH; i++) {
      int slot = places.slots[places.nextPosition()];
      values[i] = table.read(slot, places.nextKey());
    }
    return values;
  }

  /**
   * Bounds {@link Iteration}.
   *
   * @param table the array
   * @param blackhole takes what was read
   */
  @Benchmark
  public void entries(Slots.Dense table, Blackhole blackhole) {
    Object[] pairs = table.table();
    for (int slot = 0; slot < pairs.length; slot += 2) {
      blackhole.consume(pairs[slot]);
      blackhole.consume(pairs[slot + 1]);
    }
  }

  /**
   * Bounds {@link MixBenchmark#operate}.
   *
   * @param table the array
   * @param mix what is done
   * @param places the thread's keys
   * @return the value, or the one before
   */
  @Benchmark
  public Object operate(Slots table, MixBenchmark.Mix mix, MixPlaces places) {
    int slot = places.slots[places.nextPosition()];
    Object key = places.nextKey();
    if (places.nextIsRead(mix)) {
      return table.read(slot, key);
    }
    Long value = places.nextValue();
    return table.write(slot, key, mix.fresh ? ValuePool.copy(value) : value);
  }
}
