package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.keys.Shuffle;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/** Removes every other key of a filled map; the time is that of all removals. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
    value = 3,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"})
public class RemoveHalf {

  /** A filled map, and other instances of the keys with even ids, in an order of their own. */
  @State(Scope.Benchmark)
  public static class Filled extends NewKeys {
    private static final long SEED = 46;

    private Object[] removed = {};

    /** Makes the keys that are removed. */
    @Setup(Level.Trial)
    public void chooseKeys() {
      KeyKind kind = KeyKind.of(keys);
      int[] order = Shuffle.permutation((entries + 1) / 2, new SplittableRandom(SEED));
      removed = new Object[order.length];
      for (int i = 0; i < order.length; i++) {
        removed[i] = kind.key(2L * order[i]);
      }
    }

    @Override
    boolean prefilled() {
      return true;
    }

    /** Fails the iteration unless the keys with odd ids are there, and no others. */
    @Override
    @TearDown(Level.Iteration)
    public void verify() {
      Map<Object, Long> left = map();
      KeyKind kind = KeyKind.of(keys);
      for (int id = 0; id < entries; id++) {
        Long value = left.get(kind.key(id));
        ContentCheck.require(
            id % 2 == 0 ? value == null : value != null && value == id,
            kind.key(id) + (id % 2 == 0 ? " was removed" : " is present") + ", get says " + value);
      }
      ContentCheck.require(left.size() == entries / 2, "size() is " + left.size());
      Set<Object> met = new HashSet<>(left.keySet());
      ContentCheck.require(met.size() == entries / 2, "iteration gives " + met.size() + " keys");
    }
  }

  /**
   * Removes the thread's share of the keys.
   *
   * @param filled the keys and the map
   * @param thread the thread
   * @return how many were present
   */
  @Benchmark
  public int remove(Filled filled, ThreadParams thread) {
    Object[] keys = filled.removed;
    int threads = thread.getThreadCount();
    int index = thread.getThreadIndex();
    int to = (int) ((long) keys.length * (index + 1) / threads);
    int present = 0;
    for (int i = (int) ((long) keys.length * index / threads); i < to; i++) {
      present += filled.map().remove(keys[i]) == null ? 0 : 1;
    }
    return present;
  }
}
