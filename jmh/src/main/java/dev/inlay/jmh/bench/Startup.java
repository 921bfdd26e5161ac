package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first operations of a JVM: a map is made, every key is put and then read, while classes are
 * loaded and nothing is compiled yet. One execution in each JVM. Further figures, with {@code -prof
 * dev.inlay.jmh.bench.FiguresProfiler}: how many classes were loaded meanwhile, and how large the
 * map's library is on the class path.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 5,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class Startup {

  /** The keys of the first operations. */
  @State(Scope.Benchmark)
  public static class Beginning {

    /** The map, by its name in {@link Subjects}. */
    @Param({"chm", "sharded", "striped"})
    public String subject = "";

    /** How many keys are put, and then read: half of the operations. */
    @Param("50000")
    public int entries;

    /** The type of keys, by its name in {@link KeyKind}. */
    @Param("long")
    public String keys = "";

    private Object[] first = {};
    private Object[] second = {};
    private Map<Object, Long> map = Map.of();

    /** Makes the keys; no map yet. */
    @Setup(Level.Trial)
    public void makeKeys() {
      KeyKind kind = KeyKind.of(keys);
      first = new Object[entries];
      second = new Object[entries];
      for (int id = 0; id < entries; id++) {
        first[id] = kind.key(id);
        second[id] = kind.key(id);
      }
    }

    /** Fails the trial when the map does not hold what it must. */
    @TearDown(Level.Trial)
    public void verify() {
      ContentCheck.exactly(map, KeyKind.of(keys), entries, (id, value) -> value == id);
    }
  }

  /**
   * Puts and reads.
   *
   * @param beginning the keys
   * @return the sum of the values that were read
   */
  @Benchmark
  public long begin(Beginning beginning) {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    Subject chosen = Subjects.get(beginning.subject);
    long loadedBefore = classes.getTotalLoadedClassCount();
    Map<Object, Long> map = chosen.growing();
    for (int i = 0; i < beginning.first.length; i++) {
      map.put(beginning.first[i], (long) i);
    }
    long sum = 0;
    for (Object key : beginning.second) {
      sum += map.get(key);
    }
    long loaded = classes.getTotalLoadedClassCount() - loadedBefore;
    beginning.map = map;
    Figures.publish("startup.classes", loaded, "classes");
    Figures.publish("startup.library", LibrarySize.bytes(chosen.library()) / 1_000.0, "kB");
    return sum;
  }
}
