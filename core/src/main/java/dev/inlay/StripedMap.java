package dev.inlay;

import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.striped.BatchReader;
import dev.inlay.internal.striped.SlotInspector;
import dev.inlay.internal.striped.SlotTraversal;
import dev.inlay.internal.striped.SlotWriter;
import dev.inlay.internal.striped.TableChain;
import dev.inlay.internal.view.Traversal;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lock-free concurrent map in one flat table: the fastest single-key operations.
 *
 * <ul>
 *   <li><b>Reads</b> ({@code get}, {@code containsKey}, {@code getOrDefault}) never wait:
 *       wait-free, but lock-free while the table is being replaced. Expected constant time.
 *   <li><b>Writes</b> ({@code put}, {@code putIfAbsent}, {@code replace}, {@code remove}) are
 *       lock-free, growth included: whichever threads are suspended, the others finish. A writer
 *       waits only where it must: for a function that runs for the very key it writes. Expected
 *       constant time; when the table is replaced, each insertion moves a few hundred slots.
 *   <li><b>The {@code compute} family</b> runs its function exactly once, with only that key's
 *       mapping reserved. Readers of the key see the mapping of before; other keys may be read and
 *       updated by anyone, the function included. A function that updates its own mapping, and
 *       cycles of threads whose functions wait for each other's keys, get an {@link
 *       IllegalStateException}.
 *   <li><b>{@link #getAll(Collection)}</b> overlaps the cache misses of its keys.
 *   <li><b>Keys of equal hash codes</b> cost a logarithm each when they are {@link Comparable} to
 *       their own class, and a walk over the equal ones otherwise. Distinct hash codes cannot be
 *       crafted to collide, as each map multiplies by a random number.
 * </ul>
 *
 * <p>Iteration and {@link #snapshot()} are weakly consistent; several keys cannot be changed all or
 * nothing: {@link ShardedMap} gives both. A removed value is unreachable at once, and so is its
 * key, but while the table is being replaced: then it is when that has been done.
 *
 * <pre>{@code
 * StripedMap<String, Session> sessions = new StripedMap<>();
 * Session session = sessions.computeIfAbsent(id, Session::open);   // opened once
 * sessions.remove(id, session);
 * }</pre>
 *
 * <p>Sources: the lock-free hash table of Cliff Click (2007) for states that only go forward within
 * a table and for copying by all writers, multiply-shift hashing (Dietzfelbinger et al. 1997). The
 * protocol is told in {@code docs/protocol/striped-map.md}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class StripedMap<K, V> extends AbstractInlayMap<K, V> implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final MapTraits TRAITS =
      new MapTraits(
          MapTraits.Progress.LOCK_FREE,
          MapTraits.Progress.LOCK_FREE,
          MapTraits.ComputeAtomicity.EXACTLY_ONCE_KEY_RESERVED,
          MapTraits.Consistency.WEAK,
          MapTraits.Consistency.WEAK,
          MapTraits.SizeAccuracy.EXACT_WHEN_QUIET,
          false);

  static {
    FirstUse.of(new StripedMap<>());
  }

  private final transient TableChain chain;

  /** Makes an empty map. */
  public StripedMap() {
    this(new Builder<>());
  }

  /**
   * Makes an empty map with room for a number of mappings.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @throws IllegalArgumentException if {@code initialCapacity} is negative
   */
  public StripedMap(int initialCapacity) {
    this(new Builder<K, V>().initialCapacity(initialCapacity));
  }

  /**
   * As {@link #StripedMap(int)}; for code written for {@link java.util.HashMap} or {@link
   * java.util.concurrent.ConcurrentHashMap}.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @param loadFactor checked, and otherwise without effect: tables keep a load of their own
   * @throws IllegalArgumentException if {@code initialCapacity} is negative, or {@code loadFactor}
   *     not positive
   */
  public StripedMap(int initialCapacity, float loadFactor) {
    this(initialCapacity, loadFactor, 1);
  }

  /**
   * As {@link #StripedMap(int)}; for code written for {@link
   * java.util.concurrent.ConcurrentHashMap}.
   *
   * @param initialCapacity how many mappings fit without growing, in entries
   * @param loadFactor checked, and otherwise without effect: tables keep a load of their own
   * @param concurrencyLevel checked, and otherwise without effect: there are no locks
   * @throws IllegalArgumentException if {@code initialCapacity} is negative, or another is not
   *     positive
   */
  public StripedMap(int initialCapacity, float loadFactor, int concurrencyLevel) {
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
  public StripedMap(Map<? extends K, ? extends V> map) {
    this(new Builder<K, V>().initialCapacity(Objects.requireNonNull(map, "map").size()));
    map.forEach(this::put);
  }

  private StripedMap(Builder<K, V> builder) {
    this(new TableChain(builder.initialCapacity, builder.maximumTableCapacity));
  }

  private StripedMap(TableChain chain) {
    this.chain = chain;
  }

  /** Makes a map on given tables; tests give some that stop at each step. */
  static <K, V> StripedMap<K, V> on(TableChain chain) {
    return new StripedMap<>(chain);
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
    return new StripedMap<T, Boolean>().keySet(Boolean.TRUE);
  }

  // ---------------------------------------------------------------- single keys

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    return (V) chain.get(key, hashCodeOf(key));
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
    return (V) SlotWriter.store(chain, key, value, true, true);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V putIfAbsent(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) SlotWriter.store(chain, key, value, true, false);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V replace(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) SlotWriter.store(chain, key, value, false, true);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(oldValue, "oldValue");
    Objects.requireNonNull(newValue, "newValue");
    return SlotWriter.exchange(chain, key, oldValue, newValue) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V remove(Object key) {
    Objects.requireNonNull(key, "key");
    return (V) SlotWriter.exchange(chain, key, null, null);
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    return value != null && SlotWriter.exchange(chain, key, value, null) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) SlotWriter.compute(chain, key, Remapping.COMPUTE, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    Object value = get(key);
    if (value == null) {
      value = SlotWriter.compute(chain, key, Remapping.COMPUTE_IF_ABSENT, mapping, null);
    }
    return (V) value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) SlotWriter.compute(chain, key, Remapping.COMPUTE_IF_PRESENT, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    requireKeyAndValue(key, value);
    Objects.requireNonNull(remapping, "remapping");
    return (V) SlotWriter.compute(chain, key, Remapping.MERGE, remapping, value);
  }

  private static void requireKeyAndValue(@Nullable Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }

  /**
   * {@inheritDoc}
   *
   * <p>Their cache misses overlap: in a map larger than the caches, reading 32 keys takes a
   * fraction of the time of 32 single reads.
   */
  @Override
  @SuppressWarnings("unchecked")
  public Map<K, V> getAll(Collection<? extends K> keys) {
    Objects.requireNonNull(keys, "keys");
    Object[] wanted = keys.toArray();
    Object[] values = new Object[wanted.length];
    BatchReader.getAll(chain, wanted, values);
    Map<K, V> found =
        new LinkedHashMap<>(Math.max(16, (int) Math.min(wanted.length * 4L / 3, 1 << 30)));
    for (int i = 0; i < wanted.length; i++) {
      if (values[i] != null) {
        found.putIfAbsent((K) wanted[i], (V) values[i]);
      }
    }
    return found;
  }

  /**
   * Reads many keys into an array, without allocating anything.
   *
   * <p>{@code hashCode} may be called more than once for a key.
   *
   * <pre>{@code
   * Long[] ids = {1L, 2L, 3L};
   * Price[] prices = new Price[ids.length];
   * int present = map.getAll(ids, prices);     // prices[i] is that of ids[i], or null
   * }</pre>
   *
   * @param keys the keys to read; each is read as by {@link #get(Object)}
   * @param values where the value of {@code keys[i]} goes at {@code i}, or {@code null} when it is
   *     absent
   * @return how many keys were present
   * @throws NullPointerException if an argument or a key is null; values before it are written
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public int getAll(K[] keys, @Nullable V[] values) {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(values, "values");
    if (keys.length != values.length) {
      throw new IllegalArgumentException(
          "keys and values must have the same length, but have "
              + keys.length
              + " and "
              + values.length);
    }
    return BatchReader.getAll(chain, keys, values);
  }

  // ---------------------------------------------------------------- the whole map

  @Override
  public boolean isEmpty() {
    return chain.mappingCount() == 0;
  }

  @Override
  public long mappingCount() {
    return chain.mappingCount();
  }

  /**
   * Removes all mappings one by one; mappings inserted meanwhile may stay. Waits for functions that
   * other threads run for keys that are present, as each removal does; so it is refused with an
   * {@link IllegalStateException} where such a wait could not end.
   */
  @Override
  public void clear() {
    Traversal<K, V> traversal = traversal();
    while (traversal.advance()) {
      traversal.mark();
      traversal.removeMarked(null);
    }
  }

  /** {@inheritDoc} Takes time linear in the map; other threads' writes go on. */
  @Override
  public void trim() {
    chain.trim();
  }

  /** {@inheritDoc} It is weakly consistent, as iteration is. */
  @Override
  public Map<K, V> snapshot() {
    StripedMap<K, V> copy = new Builder<K, V>().initialCapacity(size()).build();
    forEach(copy::put);
    return Collections.unmodifiableMap(copy);
  }

  @Override
  public MapTraits traits() {
    return TRAITS;
  }

  @Override
  public MapStats stats() {
    TableChain.Figures figures = chain.figures();
    return new MapStats(
        chain.mappingCount(),
        1,
        figures.slots(),
        figures.deadSlots(),
        figures.binnedEntries(),
        figures.bytes(),
        figures.sweeps(),
        figures.waits());
  }

  @Override
  Traversal<K, V> traversal() {
    return new SlotTraversal<>(chain);
  }

  /** Checks the inner structure; to be called while no thread writes. */
  void checkInvariants() {
    SlotInspector.check(chain);
  }

  // ---------------------------------------------------------------- serial form

  /**
   * Returns the serial form.
   *
   * @return the serial form, with the map's mappings as they are met, each key once
   */
  private Object writeReplace() {
    return new SerializedMap(SerializedMap.Kind.STRIPED, 0, weakCopy());
  }

  /**
   * A key that is removed and inserted again while the map is walked may be met twice: a map keeps
   * it once.
   */
  private Map<K, V> weakCopy() {
    Map<K, V> copy = new StripedMap<>();
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
    throw new InvalidObjectException("a StripedMap is read through its serial form only");
  }

  /**
   * Builds a {@link StripedMap}.
   *
   * <pre>{@code
   * StripedMap<Long, Order> orders = StripedMap.<Long, Order>builder().initialCapacity(1_000_000).build();
   * }</pre>
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   */
  public static final class Builder<K, V> {

    private int initialCapacity;
    private int maximumTableCapacity = TableChain.MAX_CAPACITY;

    private Builder() {}

    /**
     * Makes room for a number of mappings, so that inserting as many allocates nothing. The map
     * will not shrink below it by itself, only by {@link StripedMap#trim()}.
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
    public StripedMap<K, V> build() {
      return new StripedMap<>(this);
    }
  }
}
