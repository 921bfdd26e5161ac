package dev.inlay;

import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.shard.ShardClasses;
import dev.inlay.internal.shard.ShardDirectory;
import dev.inlay.internal.shard.ShardInspector;
import dev.inlay.internal.shard.ShardMaintenance;
import dev.inlay.internal.shard.ShardTransaction;
import dev.inlay.internal.shard.ShardTraversal;
import dev.inlay.internal.shard.ShardWriter;
import dev.inlay.internal.table.TableSizing;
import dev.inlay.internal.view.Traversal;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map of shards, each a flat table guarded by a lock: strong guarantees over many
 * keys, little memory.
 *
 * <ul>
 *   <li><b>Reads</b> ({@code get}, {@code containsKey}, iteration, {@code size}) take no lock and
 *       are wait-free, whatever writers do. Expected constant time.
 *   <li><b>Writes</b> lock the shard of the key for some tens of nanoseconds. {@code equals} and
 *       {@code hashCode} run before the lock is taken. Expected constant time, amortised over the
 *       growth of one shard; no operation ever waits for the whole map to be rebuilt.
 *   <li><b>The {@code compute} family</b> runs its function exactly once under the shard's lock.
 *       The function may read the map. It must not update it: an update in the same shard, or a
 *       cycle of threads that each run a function and update the other's shard, also over several
 *       maps, is answered by {@link IllegalStateException}.
 *   <li><b>Several keys</b> change all or nothing by {@link #atomically}; {@link #snapshot}, {@link
 *       #forEachConsistent} and {@link #exactSize} show one moment.
 *   <li><b>Keys of equal hash codes</b> cost a logarithm each when they are {@link Comparable} to
 *       their own class, and a walk over the equal ones otherwise. Distinct hash codes cannot be
 *       crafted to collide, as each map multiplies by a random number.
 * </ul>
 *
 * <p>Without a number of shards, a map begins with one and splits shards as they fill or as threads
 * wait for them; with {@link Builder#shards} the number is fixed.
 *
 * <pre>{@code
 * ShardedMap<String, Long> balances = new ShardedMap<>();
 * balances.put("alice", 100L);
 * balances.merge("alice", 20L, Long::sum);
 * balances.atomically(List.of("alice", "bob"), view -> {
 *   view.put("alice", view.get("alice") - 50);
 *   view.compute("bob", (key, sum) -> sum == null ? 50L : sum + 50);
 *   return null;
 * });
 * }</pre>
 *
 * <p>Sources: extendible hashing (Fagin et al. 1979) for the splitting of shards, multiply-shift
 * hashing (Dietzfelbinger et al. 1997), multi-word updates through pending values (Harris, Fraser,
 * Pratt 2002). The protocol is told in {@code docs/protocol/sharded-map.md}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class ShardedMap<K, V> extends AbstractInlayMap<K, V> implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final MapTraits TRAITS =
      new MapTraits(
          MapTraits.Progress.WAIT_FREE,
          MapTraits.Progress.BLOCKING,
          MapTraits.ComputeAtomicity.EXACTLY_ONCE_SHARD_LOCKED,
          MapTraits.Consistency.WEAK,
          MapTraits.Consistency.ONE_MOMENT,
          MapTraits.SizeAccuracy.EXACT_WHEN_QUIET,
          true);

  static {
    FirstUse.of(new ShardedMap<>());
    ShardClasses.initialise();
  }

  private final transient ShardDirectory directory;

  /** The directory's multiplier, here so that a read needs not fetch it through the directory. */
  private final transient long multiplier;

  /** Makes an empty map that splits its shards by itself. */
  public ShardedMap() {
    this(new Builder<>());
  }

  /**
   * Makes an empty map with room for a number of mappings.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @throws IllegalArgumentException if {@code initialCapacity} is negative
   */
  public ShardedMap(int initialCapacity) {
    this(new Builder<K, V>().initialCapacity(initialCapacity));
  }

  /**
   * As {@link #ShardedMap(int)}; for code written for {@link java.util.HashMap} or {@link
   * java.util.concurrent.ConcurrentHashMap}.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @param loadFactor checked, and otherwise without effect: tables keep a load of their own
   * @throws IllegalArgumentException if {@code initialCapacity} is negative, or {@code loadFactor}
   *     not positive
   */
  public ShardedMap(int initialCapacity, float loadFactor) {
    this(initialCapacity, loadFactor, 1);
  }

  /**
   * As {@link #ShardedMap(int)}; for code written for {@link
   * java.util.concurrent.ConcurrentHashMap}.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @param loadFactor checked, and otherwise without effect: tables keep a load of their own
   * @param concurrencyLevel checked, and otherwise without effect: shards split when threads wait
   *     for them
   * @throws IllegalArgumentException if {@code initialCapacity} is negative, or another is not
   *     positive
   */
  public ShardedMap(int initialCapacity, float loadFactor, int concurrencyLevel) {
    this(
        checked(
            loadFactor, concurrencyLevel, new Builder<K, V>().initialCapacity(initialCapacity)));
  }

  /**
   * Makes a map with the mappings of another.
   *
   * @param map the mappings
   * @throws NullPointerException if {@code map} is null or contains null
   */
  public ShardedMap(Map<? extends K, ? extends V> map) {
    this(new Builder<K, V>().initialCapacity(Objects.requireNonNull(map, "map").size()));
    map.forEach(this::put);
  }

  private ShardedMap(Builder<K, V> builder) {
    this(new ShardDirectory(builder.shards, builder.initialCapacity, builder.maximumTableCapacity));
  }

  private ShardedMap(ShardDirectory directory) {
    this.directory = directory;
    this.multiplier = directory.multiplier();
  }

  /** Makes a map on given shards; tests give some whose hashes are the same in each run. */
  static <K, V> ShardedMap<K, V> on(ShardDirectory directory) {
    return new ShardedMap<>(directory);
  }

  private static <B> B checked(float loadFactor, int concurrencyLevel, B builder) {
    if (!(loadFactor > 0)) {
      throw new IllegalArgumentException("loadFactor must be positive, but is " + loadFactor);
    }
    if (concurrencyLevel <= 0) {
      throw new IllegalArgumentException(
          "concurrencyLevel must be positive, but is " + concurrencyLevel);
    }
    return builder;
  }

  /**
   * Returns a builder.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @return a builder with the defaults
   */
  public static <K, V> Builder<K, V> builder() {
    return new Builder<>();
  }

  /**
   * Returns a new concurrent set, backed by a map to {@link Boolean#TRUE}.
   *
   * @param <T> the type of elements
   * @return the set
   */
  public static <T> Set<T> newKeySet() {
    return new ShardedMap<T, Boolean>().keySet(Boolean.TRUE);
  }

  // ---------------------------------------------------------------- single keys

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    int hashCode = hashCodeOf(key);
    long spread = ShardDirectory.spread(hashCode, multiplier);
    return (V) directory.tableFor(spread).get(key, hashCode, spread);
  }

  private static int hashCodeOf(Object key) {
    if (key == null) {
      throw nullKey();
    }
    return key.hashCode();
  }

  private static NullPointerException nullKey() {
    return new NullPointerException("key");
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V put(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) ShardWriter.store(directory, key, value, true, true);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V putIfAbsent(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) ShardWriter.store(directory, key, value, true, false);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V replace(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) ShardWriter.store(directory, key, value, false, true);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(oldValue, "oldValue");
    Objects.requireNonNull(newValue, "newValue");
    return ShardWriter.exchange(directory, key, oldValue, newValue) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V remove(Object key) {
    Objects.requireNonNull(key, "key");
    return (V) ShardWriter.exchange(directory, key, null, null);
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    return value != null && ShardWriter.exchange(directory, key, value, null) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) ShardWriter.compute(directory, key, Remapping.COMPUTE, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    Object value = get(key);
    if (value == null) {
      value = ShardWriter.compute(directory, key, Remapping.COMPUTE_IF_ABSENT, mapping, null);
    }
    return (V) value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) ShardWriter.compute(directory, key, Remapping.COMPUTE_IF_PRESENT, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    requireKeyAndValue(key, value);
    Objects.requireNonNull(remapping, "remapping");
    return (V) ShardWriter.compute(directory, key, Remapping.MERGE, remapping, value);
  }

  private static void requireKeyAndValue(@Nullable Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }

  // ---------------------------------------------------------------- the whole map

  /**
   * {@inheritDoc}
   *
   * <p>It looks at one shard after the other, as {@link #mappingCount()} does.
   */
  @Override
  public boolean isEmpty() {
    return directory.isEmpty();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Without a lock: the sum of the shards' counts, read one after the other. A mapping that
   * stays present throughout the call is counted. In a map of one shard the sum is a count of one
   * moment (in which a mapping that is just being inserted may be counted already, or one that has
   * just gone still), so who finds a mapping sees it counted, and who sees the map empty finds
   * none. With several shards it may be of no one moment: when one mapping is inserted in a shard
   * that has been read, and another then removed from one that has not, or when {@link #atomically}
   * moves one from the latter to the former, neither is counted. {@link #exactSize} counts one
   * moment.
   */
  @Override
  public long mappingCount() {
    return directory.mappingCount();
  }

  /**
   * Returns the number of mappings at one moment, under the locks of all shards.
   *
   * @return the number of mappings
   * @throws IllegalStateException if called from a function that runs under a shard's lock
   */
  public long exactSize() {
    return ShardMaintenance.exactSize(directory);
  }

  /** Removes all mappings, shard by shard; mappings inserted meanwhile may stay. */
  @Override
  public void clear() {
    ShardMaintenance.clear(directory);
  }

  @Override
  public void trim() {
    ShardMaintenance.trim(directory);
  }

  /**
   * {@inheritDoc}
   *
   * <p>It shows one moment: all shards are locked while their tables are copied, which is linear in
   * their size.
   *
   * @throws IllegalStateException if called from a function that runs under a shard's lock
   */
  @Override
  public Map<K, V> snapshot() {
    ShardedMap<K, V> copy = new Builder<K, V>().initialCapacity(size()).build();
    forEachConsistent(copy::put);
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Runs an action on all mappings of one moment. All shards are locked while the mappings are
   * copied aside, then the action runs without any lock.
   *
   * @param action what to run
   * @throws NullPointerException if {@code action} is null
   * @throws IllegalStateException if called from a function that runs under a shard's lock
   */
  @SuppressWarnings("unchecked")
  public void forEachConsistent(BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    Object[] mappings = ShardMaintenance.copyOfOneMoment(directory);
    for (int i = 0; i < mappings.length; i += 2) {
      action.accept((K) mappings[i], (V) mappings[i + 1]);
    }
  }

  /**
   * Reads and writes several keys all or nothing: isolated from every other operation on them, and
   * rolled back when the action throws. The shards of the keys are locked in a fixed order, so
   * transactions never deadlock one another. Readers are not held up; they see all writes of the
   * transaction or none, also across keys.
   *
   * <p>The action may read the map, but not update it other than through its view. It takes time
   * linear in the number of keys, and holds up writers of the keys' shards while it runs.
   *
   * @param <R> the type of the result
   * @param keys the keys that the action may read and write; repeated ones count once
   * @param action called once with the view of the keys
   * @return the action's result
   * @throws NullPointerException if an argument or a key is null
   * @throws IllegalStateException if called from a function that runs under the lock of one of the
   *     keys' shards, if the action updates the map around its view, or if {@code equals} of a key
   *     has changed its answer meanwhile; nothing has changed then
   * @throws IllegalArgumentException from the view, for a key that is not among {@code keys}
   */
  public <R> R atomically(
      Collection<? extends K> keys, Function<? super TransactionView<K, V>, ? extends R> action) {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(action, "action");
    return ShardTransaction.run(
        directory, keys, transaction -> action.apply(new ShardedView<>(transaction)));
  }

  @Override
  public MapTraits traits() {
    return TRAITS;
  }

  @Override
  public MapStats stats() {
    ShardInspector.Figures figures = ShardInspector.figures(directory);
    return new MapStats(
        figures.entries(),
        figures.shards(),
        figures.slots(),
        figures.deadSlots(),
        figures.collisionEntries(),
        figures.tableBytes(),
        figures.rebuilds(),
        figures.contendedLocks());
  }

  @Override
  Traversal<K, V> traversal() {
    return new ShardTraversal<>(directory);
  }

  /** Checks the inner structure; to be called while no thread writes. */
  void checkInvariants() {
    ShardInspector.check(directory);
  }

  // ---------------------------------------------------------------- serial form

  /**
   * Returns the serial form.
   *
   * @return the serial form, with the map's mappings as they are met, each key once
   */
  private Object writeReplace() {
    return new SerializedMap(SerializedMap.Kind.SHARDED, directory.fixedShards(), weakCopy());
  }

  /**
   * A key that is removed and inserted again while the map is walked may be met twice: a map keeps
   * it once.
   */
  private Map<K, V> weakCopy() {
    Map<K, V> copy = new ShardedMap<>();
    forEach(copy::put);
    return copy;
  }

  /**
   * Refuses to be read other than through the serial form.
   *
   * @param stream not read
   * @throws InvalidObjectException always
   */
  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a ShardedMap is read through its serial form only");
  }

  /**
   * Builds a {@link ShardedMap}.
   *
   * <pre>{@code
   * ShardedMap<Long, Order> orders =
   *     ShardedMap.<Long, Order>builder().shards(64).initialCapacity(1_000_000).build();
   * }</pre>
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   */
  public static final class Builder<K, V> {

    private int shards;
    private int initialCapacity;
    private int maximumTableCapacity = TableSizing.MAX_CAPACITY;

    private Builder() {}

    /**
     * Fixes the number of shards. By default a map begins with one shard, or as many as its initial
     * capacity asks for, and splits them as needed.
     *
     * @param shards a power of two from 1 to 65,536
     * @return this
     * @throws IllegalArgumentException if {@code shards} is none such
     */
    public Builder<K, V> shards(int shards) {
      if (shards < 1 || shards > ShardDirectory.MAX_SHARDS || Integer.bitCount(shards) != 1) {
        throw new IllegalArgumentException(
            "shards must be a power of two from 1 to "
                + ShardDirectory.MAX_SHARDS
                + ", but is "
                + shards);
      }
      this.shards = shards;
      return this;
    }

    /**
     * Makes room for a number of mappings, so that inserting as many allocates nothing. The map
     * will not shrink below it by itself, only by {@link ShardedMap#trim()}.
     *
     * @param entries how many mappings
     * @return this
     * @throws IllegalArgumentException if {@code entries} is negative
     */
    public Builder<K, V> initialCapacity(int entries) {
      if (entries < 0) {
        throw new IllegalArgumentException(
            "initialCapacity must not be negative, but is " + entries);
      }
      this.initialCapacity = entries;
      return this;
    }

    /** Limits the tables, so that tests reach the limit. */
    Builder<K, V> maximumTableCapacity(int slots) {
      this.maximumTableCapacity = slots;
      return this;
    }

    /**
     * Builds an empty map.
     *
     * @return the map
     */
    public ShardedMap<K, V> build() {
      return new ShardedMap<>(this);
    }
  }
}
