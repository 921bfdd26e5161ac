package dev.inlay.jmh.bench;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.keys.Shuffle;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * A map with entries, and the keys that threads look up in it. Ids 0 to {@code entries - 1} are
 * present, those from {@code entries} on are not; an entry's value is its key's id until something
 * is written.
 *
 * <p>Before the first measurement everything that lives as long as the trial is aged by two full
 * collections: in the young generation, G1's write barrier is all but free, and which map's arrays
 * are there would decide the result.
 */
@State(Scope.Benchmark)
public class FilledMap {

  /** Fewer would be learned by heart by the branch predictor. */
  private static final int MIN_PROBES = 1 << 13;

  /** With more, the probes themselves would be what is measured. */
  private static final int MAX_PROBES = 1 << 20;

  private static final int MAX_PROBES_ALL_THREADS = 1 << 22;
  private static final long SEED = 42;

  /** The map, by its name in {@link Subjects}. */
  @Param({"chm", "sharded", "striped"})
  public String subject = "";

  /** How many entries the map holds. */
  @Param("100000")
  public int entries;

  /** The type of keys, by its name in {@link KeyKind}. */
  @Param("long")
  public String keys = "";

  /**
   * Whether look-ups use {@code equal} keys that are other instances, or the {@code identical}
   * ones.
   */
  @Param("equal")
  public String identity = "";

  /** How often each key is looked up, by its name in {@link Distribution}. */
  @Param("uniform")
  public String distribution = "";

  /**
   * Whether the map's code has met keys of its {@code own} type only, or of {@code mixed} types.
   */
  @Param("own")
  public String profile = "";

  private Map<Object, Long> map = Map.of();
  private Long[] values = {};
  private Object[][] probes = {};
  private int[][] probeIds = {};
  private long filledBytes;
  private final List<Cursor> cursors = new ArrayList<>();

  /**
   * Fills the map and draws the probes.
   *
   * @param params what JMH is about to run
   */
  @Setup(Level.Trial)
  public void fill(BenchmarkParams params) {
    fill(params.getThreads());
  }

  /** Fills the map and draws the probes for so many threads. */
  final void fill(int threads) {
    Subject chosen = Subjects.get(subject);
    requireOneOf("identity", identity, "equal", "identical");
    requireOneOf("profile", profile, "own", "mixed");
    if (!chosen.concurrent() && threads > 1) {
      throw new IllegalArgumentException(chosen.label() + " is for one thread");
    }
    if (profile.equals("mixed")) {
      MixedProfile.impose(chosen);
    }
    KeyKind kind = KeyKind.of(keys);
    SplittableRandom random = new SplittableRandom(SEED);
    long bytesBefore = HeapWatch.liveBytes();
    Object[] inserted = new Object[entries];
    Map<Object, Long> mappings = new LinkedHashMap<>();
    for (int id : Shuffle.permutation(entries, random)) {
      inserted[id] = kind.key(id);
      mappings.put(inserted[id], (long) id);
    }
    map = make(chosen, mappings);
    mappings.clear();
    filledBytes = HeapWatch.liveBytes() - bytesBefore;
    values = ValuePool.create();
    probes = new Object[threads][];
    probeIds = new int[threads][];
    for (int thread = 0; thread < threads; thread++) {
      drawProbes(thread, kind, inserted, random.split());
    }
    prepare();
    age();
  }

  /** Returns a map with the mappings. */
  Map<Object, Long> make(Subject chosen, Map<Object, Long> mappings) {
    Map<Object, Long> made = chosen.growing();
    chosen.fill(made, mappings);
    return made;
  }

  /** Makes what a benchmark needs besides, when the map is filled and the probes are drawn. */
  void prepare() {}

  /** Moves everything that is reachable to the old generation. */
  static void age() {
    System.gc();
    System.gc();
  }

  private void drawProbes(int thread, KeyKind kind, Object[] inserted, SplittableRandom random) {
    int share = MAX_PROBES_ALL_THREADS / probes.length;
    int length = Math.max(MIN_PROBES, Math.min(entries, Math.min(MAX_PROBES, share)));
    int[] ids = Distribution.of(distribution).indices(entries, length, random);
    Object[] drawn = new Object[length];
    boolean identical = identity.equals("identical") && firstProbeId() == 0;
    for (int i = 0; i < length; i++) {
      drawn[i] = identical ? inserted[ids[i]] : kind.key(firstProbeId() + ids[i]);
    }
    probes[thread] = drawn;
    probeIds[thread] = ids;
  }

  /** Returns the id of the first key that is looked up: 0 for keys that are present. */
  int firstProbeId() {
    return 0;
  }

  static void requireOneOf(String name, String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw new IllegalArgumentException(
          name + " '" + value + "' is unknown; allowed: " + String.join(", ", allowed));
    }
  }

  final Map<Object, Long> map() {
    return map;
  }

  /** Returns what the filled map took of the heap, keys and values included. */
  final long filledBytes() {
    return filledBytes;
  }

  final Long[] values() {
    return values;
  }

  final Object[] probes(int threadIndex) {
    return probes[threadIndex];
  }

  /** Returns the ids of the thread's probes, counted from {@link #firstProbeId()}. */
  final int[] probeIds(int threadIndex) {
    return probeIds[threadIndex];
  }

  /** Returns how many threads have probes. */
  final int threads() {
    return probes.length;
  }

  final synchronized void register(Cursor cursor) {
    cursors.add(cursor);
  }

  /** Returns the cursors of all threads that use this map. */
  final synchronized List<Cursor> cursors() {
    return List.copyOf(cursors);
  }

  /** Fails the trial when the map does not hold what it must. */
  @TearDown(Level.Trial)
  public void verify() {
    Map<Object, Long> content = content();
    ContentCheck.exactly(content, KeyKind.of(keys), entries, allowed(content));
    verifyAnswers();
  }

  /** Fails the trial when the map answers some way of asking otherwise than another. */
  void verifyAnswers() {
    ContentCheck.answers(Subjects.get(subject), map, KeyKind.of(keys), entries);
  }

  /** Returns what is checked: the map, unless there is none. */
  Map<Object, Long> content() {
    return map;
  }

  /** Returns which values the keys may have now: what the threads wrote last. */
  Expectation.Allowed allowed(Map<Object, Long> content) {
    return Expectation.lastWrites(actual(content), cursors());
  }

  private long[] actual(Map<Object, Long> content) {
    KeyKind kind = KeyKind.of(keys);
    long[] actual = new long[entries];
    for (int id = 0; id < entries; id++) {
      Long value = content.get(kind.key(id));
      actual[id] = value == null ? -1 : value;
    }
    return actual;
  }

  /** Keys that are not in the map, of the same kind. */
  @State(Scope.Benchmark)
  public static class Missing extends FilledMap {
    @Override
    int firstProbeId() {
      return entries;
    }
  }

  /** A map whose values count: each key taken adds one to some value. */
  @State(Scope.Benchmark)
  public static class Counting extends FilledMap {
    @Override
    Expectation.Allowed allowed(Map<Object, Long> content) {
      return Expectation.counts(entries, cursors());
    }
  }

  /** Looks up present keys. */
  @State(Scope.Thread)
  public static class Hits extends Cursor {
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

  /** Looks up absent keys. */
  @State(Scope.Thread)
  public static class Misses extends Cursor {
    /**
     * Takes the thread's probes.
     *
     * @param filled the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Missing filled, ThreadParams thread) {
      bind(filled, thread.getThreadIndex());
    }
  }

  /** Takes present keys to count them. */
  @State(Scope.Thread)
  public static class Counted extends Cursor {
    /**
     * Takes the thread's probes.
     *
     * @param filled the map
     * @param thread the thread
     */
    @Setup(Level.Trial)
    public void setUp(Counting filled, ThreadParams thread) {
      bind(filled, thread.getThreadIndex());
    }
  }
}
