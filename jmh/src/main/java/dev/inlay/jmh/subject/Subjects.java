package dev.inlay.jmh.subject;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every map under comparison, by name. */
public final class Subjects {

  /** The name of the map that every ratio is against. */
  public static final String BASELINE_ID = "chm";

  /** The name of that which is no map: bare arrays, see {@code dev.inlay.jmh.bench.Limits}. */
  public static final String LIMIT_ID = "limit";

  /** The most shards that a ShardedMap takes. */
  public static final int MAX_SHARDS = 65_536;

  private static final String SHARDED_PREFIX = "sharded-";

  private static final List<Subject> ALL =
      List.of(
          new ConcurrentHashMapSubject(),
          new HashMapSubject(),
          new SynchronizedMapSubject(),
          new NonBlockingHashMapSubject(),
          new EclipseMapSubject(),
          new CaffeineSubject(),
          new GuavaCacheSubject(),
          new SkipListMapSubject(),
          new ShardedMapSubject(ShardedMapSubject.DEFAULT_SHARDS),
          new StripedMapSubject(),
          new SnapshotMapSubject(),
          new PantheonTrieMapSubject(),
          new ScalaTrieMapSubject(),
          new VavrHashMapSubject(),
          new ChampSubject(),
          new CopiedHashMapSubject());

  private static final Subject LIMIT = new LimitSubject();

  private Subjects() {}

  /**
   * Returns all subjects in the order of tables, the baseline first.
   *
   * @return the subjects
   */
  public static List<Subject> all() {
    return ALL;
  }

  /**
   * Finds a subject; {@code sharded-N} is the ShardedMap with N shards, {@link #LIMIT_ID} the bare
   * arrays, and the full name of a class on the class path one of the user's own.
   *
   * @param id its name
   * @return the subject, or empty when there is none of that name
   */
  public static Optional<Subject> find(String id) {
    Optional<Subject> named = ALL.stream().filter(subject -> subject.id().equals(id)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    if (id.equals(LIMIT_ID)) {
      return Optional.of(LIMIT);
    }
    if (!id.startsWith(SHARDED_PREFIX)) {
      return id.indexOf('.') > 0 ? load(id) : Optional.empty();
    }
    try {
      int shards = Integer.parseInt(id.substring(SHARDED_PREFIX.length()));
      return isShardCount(shards) ? Optional.of(new ShardedMapSubject(shards)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Subject> load(String className) {
    try {
      Object made = Class.forName(className).getDeclaredConstructor().newInstance();
      return made instanceof Subject subject && subject.id().equals(className)
          ? Optional.of(subject)
          : Optional.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Finds a subject that must exist.
   *
   * @param id its name
   * @return the subject
   * @throws IllegalArgumentException if there is none, with the names that are allowed
   */
  public static Subject get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no map is called '" + id + "'; allowed: " + allowedIds()));
  }

  /**
   * Names the subject of a ShardedMap with a given number of shards.
   *
   * @param shards a power of two up to {@link #MAX_SHARDS}
   * @return the subject's name
   */
  public static String shardedId(int shards) {
    return SHARDED_PREFIX + shards;
  }

  /**
   * Tells whether a ShardedMap takes this number of shards.
   *
   * @param shards the number
   * @return whether it is a power of two within the limits
   */
  public static boolean isShardCount(int shards) {
    return shards >= 1 && shards <= MAX_SHARDS && Integer.bitCount(shards) == 1;
  }

  /**
   * Returns the names that {@link #find} knows, for help and error messages.
   *
   * @return the names, separated by commas
   */
  public static String allowedIds() {
    return ALL.stream().map(Subject::id).collect(Collectors.joining(", "))
        + ", sharded-N (N shards, a power of two from 1 to "
        + MAX_SHARDS
        + "), limit (bare arrays, where there is such a limit), or the full name of a public class that"
        + " implements dev.inlay.jmh.subject.Subject and keeps its id()";
  }
}
