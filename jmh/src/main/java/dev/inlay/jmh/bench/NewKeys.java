package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.keys.Shuffle;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Keys and values to insert, in random order, and an empty map for each iteration. */
@State(Scope.Benchmark)
public class NewKeys {
  private static final long SEED = 43;

  /** The map, by its name in {@link Subjects}. */
  @Param({"chm", "sharded", "striped"})
  public String subject = "";

  /** How many keys are inserted. */
  @Param("1000000")
  public int entries;

  /** The type of keys, by its name in {@link KeyKind}. */
  @Param("long")
  public String keys = "";

  /** Whether the map is {@code presized} for the keys or {@code growing} from its default size. */
  @Param({"presized", "growing"})
  public String sizing = "";

  private Object[] newKeys = {};
  private Long[] newValues = {};
  private Map<Object, Long> map = Map.of();
  private int threads;

  /**
   * Makes keys and values.
   *
   * @param params what JMH is about to run
   */
  @Setup(Level.Trial)
  public void makeKeys(BenchmarkParams params) {
    FilledMap.requireOneOf("sizing", sizing, "presized", "growing");
    threads = params.getThreads();
    Subject chosen = Subjects.get(subject);
    if (!chosen.concurrent() && threads > 1) {
      throw new IllegalArgumentException(chosen.label() + " is for one thread");
    }
    KeyKind kind = KeyKind.of(keys);
    newKeys = new Object[entries];
    newValues = new Long[entries];
    int position = 0;
    for (int id : Shuffle.permutation(entries, new SplittableRandom(SEED))) {
      newKeys[position] = kind.key(id);
      newValues[position++] = (long) id;
    }
  }

  /** Makes a map, on a heap without the one before and with aged keys. */
  @Setup(Level.Iteration)
  public void makeMap() {
    map = Map.of();
    FilledMap.age();
    Subject chosen = Subjects.get(subject);
    map = sizing.equals("presized") ? chosen.presized(entries) : chosen.growing();
    if (prefilled()) {
      insert(0, entries);
      FilledMap.age();
    }
  }

  /** Tells whether the keys are in the map already when an iteration starts. */
  boolean prefilled() {
    return false;
  }

  /** Fails the iteration when the map does not hold what it must. */
  @TearDown(Level.Iteration)
  public void verify() {
    ContentCheck.exactly(map, KeyKind.of(keys), entries, (id, value) -> value == id);
  }

  final Map<Object, Long> map() {
    return map;
  }

  /**
   * Returns the first position that a thread inserts; its last one is before the first of the next
   * thread.
   */
  final int firstOf(int threadIndex) {
    return (int) ((long) entries * threadIndex / threads);
  }

  final void insert(int from, int to) {
    Map<Object, Long> target = map;
    Object[] keysInOrder = newKeys;
    Long[] valuesInOrder = newValues;
    for (int i = from; i < to; i++) {
      target.put(keysInOrder[i], valuesInOrder[i]);
    }
  }

  final Object newKey(int position) {
    return newKeys[position];
  }

  final Long newValue(int position) {
    return newValues[position];
  }
}
