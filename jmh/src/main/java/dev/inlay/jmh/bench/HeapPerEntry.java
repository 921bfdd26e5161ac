package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphStats;

/**
 * The heap that a map takes per entry, keys and values not counted, as further figures: the object
 * graph is walked with JOL. Needs {@code -prof dev.inlay.jmh.bench.FiguresProfiler}; the
 * benchmark's time means nothing. Without the opened packages JOL throws and catches an exception
 * per object, and takes minutes.
 *
 * <p>A map that grows is measured at many sizes per octave, because its tables are nearly empty
 * right after they grew and nearly full before: a single size would show one tooth of the saw.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms4g", "-Xmx4g"},
    jvmArgsAppend = {
      "-Djol.magicFieldOffset=true",
      "-Djdk.attach.allowAttachSelf=true",
      "-XX:+EnableDynamicAgentLoading",
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "--add-opens=java.base/java.util=ALL-UNNAMED",
      "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
      "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
      "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED"
    })
public class HeapPerEntry {

  /** The map and the sizes. */
  @State(Scope.Benchmark)
  public static class Sizes {

    /** The map, by its name in {@link Subjects}. */
    @Param({"chm", "sharded", "striped"})
    public String subject = "";

    /** The type of keys, by its name in {@link KeyKind}. */
    @Param("long")
    public String keys = "";

    /** The smallest size. */
    @Param("1000")
    public int from;

    /** The largest size; 10,000,000 take minutes. */
    @Param("1024000")
    public int to;

    /** How many sizes are measured between one and its double. */
    @Param("8")
    public int sizesPerOctave;
  }

  /**
   * Measures all sizes.
   *
   * @param sizes the map and the sizes
   * @return the map, so that it lives
   */
  @Benchmark
  public Object measure(Sizes sizes) {
    KeyKind kind = KeyKind.of(sizes.keys);
    Map<Object, Object> map = Subjects.get(sizes.subject).growing();
    Object value = new Object();
    long keyBytes = 0;
    int filled = 0;
    DoubleSummaryStatistics bytesPerEntry = new DoubleSummaryStatistics();
    for (int size : sizesBetween(sizes.from, sizes.to, sizes.sizesPerOctave)) {
      List<Object> added = new ArrayList<>();
      for (; filled < size; filled++) {
        Object key = kind.key(filled);
        added.add(key);
        map.put(key, value);
      }
      keyBytes += GraphStats.parseInstance(added.toArray()).totalSize();
      ContentCheck.require(map.size() == size, "size() is " + map.size() + ", not " + size);
      long valueBytes = GraphStats.parseInstance(value).totalSize();
      long mapBytes = GraphStats.parseInstance(map).totalSize() - keyBytes - valueBytes;
      bytesPerEntry.accept((double) mapBytes / size);
      if (isOctave(sizes.from, size)) {
        Figures.publish("heap.perEntry.at." + size, (double) mapBytes / size, "B");
      }
    }
    for (int id = 0; id < filled; id++) {
      Object key = kind.key(id);
      ContentCheck.require(map.get(key) == value, key + " has the value " + map.get(key));
    }
    Set<Object> met = new HashSet<>(map.keySet());
    ContentCheck.require(met.size() == filled, "iteration gives " + met.size() + " keys");
    Figures.publish("heap.perEntry.average", bytesPerEntry.getAverage(), "B");
    Figures.publish("heap.perEntry.min", bytesPerEntry.getMin(), "B");
    Figures.publish("heap.perEntry.max", bytesPerEntry.getMax(), "B");
    return map;
  }

  /**
   * Tells whether a size is the first one, its double, and so on: those are figures of their own.
   */
  private static boolean isOctave(int from, int size) {
    return size % from == 0 && Integer.bitCount(size / from) == 1;
  }

  /** Returns sizes in equal ratios, ascending, the first and the last included. */
  static Iterable<Integer> sizesBetween(int from, int to, int sizesPerOctave) {
    if (from < 1 || to < from || sizesPerOctave < 1) {
      throw new IllegalArgumentException(
          "from " + from + " to " + to + ", " + sizesPerOctave + " per octave");
    }
    TreeSet<Integer> sizes = new TreeSet<>(List.of(from, to));
    for (int step = 0; ; step++) {
      double size = from * Math.pow(2, (double) step / sizesPerOctave);
      if (size > to) {
        return sizes;
      }
      sizes.add((int) size);
    }
  }
}
