package dev.inlay.jmh.workload;

import dev.inlay.jmh.bench.MixedProfile;
import dev.inlay.jmh.keys.Shuffle;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A map with the entries of a workload, and what its threads use.
 *
 * <p>Some keys, the core, are present all the time: look-ups that must hit take them. Each thread
 * has a {@link Lane} of keys that it alone inserts and removes, the oldest first. So it is known at
 * each operation what it must find, and in the end what the map must hold.
 */
@State(Scope.Benchmark)
public class Stage {
  private static final long SEED = 47;

  /**
   * Of the entries, this part and the same again may come and go; where that is less than one for
   * each thread, half of the threads have one at a time.
   */
  private static final int COMING_AND_GOING = 8;

  private static final int MOST_PROBES_ALL_THREADS = 1 << 22;
  private static final int ABSENT_CHECKED = 1_000;

  /** The map, by its name in {@link Subjects}. */
  @Param("chm")
  public String subject = "";

  /** The workload, as {@link WorkloadSpec#toLine()} gives it. */
  @Param("format = 1; op.get.hit = 90; op.put.existing = 10")
  public String workload = "";

  /**
   * Whether the map's code has met keys of its {@code own} type only, or of {@code mixed} types.
   */
  @Param("own")
  public String profile = "";

  private final List<Player> players = new ArrayList<>();
  private @Nullable WorkloadSpec spec;
  private Subject chosen = Subjects.get(Subjects.BASELINE_ID);
  private Map<Object, Object> map = Map.of();
  private Object[] core = {};
  private Object[] coreLookUps = {};
  private Object[] pool = {};
  private Lane[] lanes = {};
  private @Nullable Values values;
  private @Nullable Transactor transactor;

  /**
   * Makes keys, values and orders; and the map, unless each pass has its own.
   *
   * @param params what JMH is about to run
   */
  @Setup(Level.Trial)
  public void prepare(BenchmarkParams params) {
    WorkloadSpec parsed = WorkloadParser.parse("workload", workload);
    spec = parsed;
    chosen = Subjects.get(subject);
    int threads = params.getThreads();
    if (!chosen.concurrent() && threads > 1) {
      throw new IllegalArgumentException(chosen.label() + " is for one thread");
    }
    if (profile.equals("mixed")) {
      MixedProfile.impose(chosen);
    }
    values = new Values(parsed);
    pool = values.pool();
    makeKeys(parsed, threads);
    if (parsed.growth() == 0) {
      makeMap();
    }
  }

  private void makeKeys(WorkloadSpec parsed, int threads) {
    SplittableRandom random = new SplittableRandom(SEED);
    int absents = probeCount(Math.max(1, parsed.mostEntries()), threads);
    WorkloadKeys keys = new WorkloadKeys(parsed, WorkloadKeys.needed(parsed, threads) + absents);
    boolean structural =
        parsed.has(operation -> operation.inserts()) || parsed.share(Operation.REMOVE_HIT) > 0;
    boolean growing = parsed.growth() > 0;
    boolean coming = structural && !growing;
    int each = coming ? parsed.entries() / (COMING_AND_GOING * threads) : 0;
    int passed = growing ? WorkloadReplay.operations(parsed, threads) : 0;
    int length =
        growing
            ? (int) (passed * parsed.netInserts() * 17 / 16) + WorkloadKeys.LEAST_LANE
            : coming ? Math.max(WorkloadKeys.LEAST_LANE, 2 * each) : 0;
    int most = growing ? length : coming ? Math.max(1, 2 * each) : 0;
    int away = !coming ? 0 : each > 0 ? threads * each : threads / 2;
    int coreSize =
        Math.max(
            Math.min(1, parsed.entries()),
            parsed.entries() + WorkloadReplay.headStart(parsed) - away);
    core = new Object[coreSize];
    for (int id = 0; id < coreSize; id++) {
      core[id] = keys.key(id);
    }
    coreLookUps = parsed.identical() || !growing ? core : copies(keys, 0, coreSize);
    lanes = new Lane[threads];
    for (int thread = 0; thread < threads; thread++) {
      long first = coreSize + (long) thread * length;
      Object[] own = copies(keys, first, length);
      lanes[thread] =
          new Lane(
              own,
              parsed.identical() ? own : copies(keys, first, length),
              each > 0 ? each : coming ? thread & 1 : 0,
              most,
              probes(parsed, keys, threads, random.split()),
              growing
                  ? parsed
                      .use()
                      .indices(
                          parsed.mostEntries(),
                          probeCount(parsed.mostEntries(), threads),
                          random.split())
                  : new int[0],
              absent(keys, coreSize + (long) threads * length, absents, random.split()),
              new Script(parsed, random.split()),
              passed);
    }
  }

  private static Object[] copies(WorkloadKeys keys, long first, int length) {
    Object[] copies = new Object[length];
    for (int i = 0; i < length; i++) {
      copies[i] = keys.key(first + i);
    }
    return copies;
  }

  private static int probeCount(int entries, int threads) {
    return Math.max(
        1 << 13, Math.min(entries, Math.min(1 << 20, MOST_PROBES_ALL_THREADS / threads)));
  }

  /** Returns the keys that a thread looks up, in their order, as instances side by side. */
  private Object[] probes(
      WorkloadSpec parsed, WorkloadKeys keys, int threads, SplittableRandom random) {
    if (core.length == 0 || parsed.growth() > 0) {
      return new Object[0];
    }
    int[] ids = parsed.use().indices(core.length, probeCount(core.length, threads), random);
    Object[] drawn = new Object[ids.length];
    for (int i = 0; i < ids.length; i++) {
      drawn[i] = parsed.identical() ? core[ids[i]] : keys.key(ids[i]);
    }
    return drawn;
  }

  /** Fewer than wanted when there are no more of that length. */
  private static Object[] absent(
      WorkloadKeys keys, long first, int wanted, SplittableRandom random) {
    int count = (int) Math.min(wanted, keys.count() - first);
    Object[] drawn = new Object[count];
    int[] ids = Shuffle.permutation(count, random);
    for (int i = 0; i < count; i++) {
      drawn[i] = keys.key(first + ids[i]);
    }
    return drawn;
  }

  /** Makes the map of a pass. */
  @Setup(Level.Iteration)
  public void begin() {
    if (isGrowing()) {
      makeMap();
    }
  }

  private void makeMap() {
    map = Map.of();
    Values made = Objects.requireNonNull(values);
    Map<Object, Object> mappings = new LinkedHashMap<>();
    for (int id : Shuffle.permutation(core.length, new SplittableRandom(SEED))) {
      mappings.put(core[id], made.of(id));
    }
    for (Lane lane : lanes) {
      for (int i = 0; i < lane.present(); i++) {
        mappings.put(lane.keys()[i], made.of(0));
      }
    }
    age();
    map = chosen.growing();
    chosen.fill(map, mappings);
    mappings.clear();
    boolean yardstick = subject.equals(Subjects.BASELINE_ID);
    transactor = Transactor.of(map).orElse(yardstick ? Transactor::oneByOne : null);
    age();
  }

  /** Moves everything that is reachable to the old generation. */
  private static void age() {
    System.gc();
    System.gc();
  }

  /** Fails the pass when the map does not hold what it must. */
  @TearDown(Level.Iteration)
  public void verifyPass() {
    if (isGrowing()) {
      verify();
    }
  }

  /** Fails the trial when the map does not hold what it must. */
  @TearDown(Level.Trial)
  public void verifyTrial() {
    if (!isGrowing()) {
      verify();
    }
  }

  private void verify() {
    long expectedSize = core.length;
    long expectedSum = (long) core.length * (core.length - 1) / 2;
    for (Player player : players()) {
      require(
          player.surprises() == 0,
          player.surprises() + " operations found what was not there, or missed what was");
      expectedSize += player.present();
      expectedSum += player.added();
      player.forEachOwn(
          (key, present) ->
              require(
                  map.containsKey(key) == present,
                  key + (present ? " is absent" : " was removed, but is present")));
    }
    require(map.size() == expectedSize, "size() is " + map.size() + ", not " + expectedSize);
    for (Object key : core) {
      require(map.get(key) != null, key + " is absent");
    }
    for (int i = 0; i < Math.min(ABSENT_CHECKED, lanes[0].absent().length); i++) {
      Object key = lanes[0].absent()[i];
      require(!map.containsKey(key), key + " was never inserted, but is present");
    }
    long seen = 0;
    long sum = 0;
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      seen++;
      sum += Values.number(entry.getValue());
      require(
          Objects.equals(map.get(entry.getKey()), entry.getValue()),
          entry.getKey() + " has another value when it is looked up than in the iteration");
    }
    require(seen == expectedSize, "iteration gives " + seen + " entries, not " + expectedSize);
    require(sum == expectedSum, "the values sum to " + sum + ", not " + expectedSum);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException("the map is broken: " + otherwise);
    }
  }

  final synchronized void register(Player player) {
    players.add(player);
  }

  private synchronized List<Player> players() {
    return List.copyOf(players);
  }

  final WorkloadSpec spec() {
    return Objects.requireNonNull(spec);
  }

  final boolean isGrowing() {
    return spec().growth() > 0;
  }

  final Map<Object, Object> map() {
    return map;
  }

  final Subject chosen() {
    return chosen;
  }

  final Object[] core() {
    return coreLookUps;
  }

  final Object[] pool() {
    return pool;
  }

  final Values values() {
    return Objects.requireNonNull(values);
  }

  final @Nullable Transactor transactor() {
    return transactor;
  }

  final Lane lane(int thread) {
    return lanes[thread];
  }
}
