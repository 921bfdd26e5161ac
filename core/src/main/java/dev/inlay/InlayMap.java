package dev.inlay;

import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ConcurrentMap} that gives what {@link java.util.concurrent.ConcurrentHashMap} gives,
 * method by method of {@code ConcurrentMap}, and adds reading many keys at once, snapshots, and a
 * description of its own guarantees.
 *
 * <p>The implementations differ in mechanism and in how much they promise over several keys; {@link
 * #traits()} states those differences as data. What every implementation promises is stated here.
 *
 * <pre>{@code
 * InlayMap<String, Integer> counts = new ShardedMap<>();
 * counts.merge("words", 1, Integer::sum);                  // atomic, the function runs exactly once
 * counts.computeIfAbsent("lines", key -> 0);               // never writes when the key is present
 * Map<String, Integer> both = counts.getAll(List.of("words", "lines"));
 * }</pre>
 *
 * <h2>Guarantees of every implementation</h2>
 *
 * <ul>
 *   <li>Each operation on one key is linearisable: it takes effect at one moment between its call
 *       and its return. Actions before putting a value happen-before actions after another thread
 *       reads it.
 *   <li>{@code compute}, {@code computeIfAbsent}, {@code computeIfPresent} and {@code merge} run
 *       their function at most once, and atomically with the read and the write of the key. When
 *       the function throws, the same throwable reaches the caller and the mapping stays as it was.
 *   <li>Iterators, spliterators, streams and views are live and weakly consistent unless {@link
 *       #traits()} says more: they never throw {@link java.util.ConcurrentModificationException},
 *       and each mapping that was present throughout the traversal is seen exactly once. Views
 *       write through.
 *   <li>An interrupted thread may use the map; its interrupt status is left alone.
 * </ul>
 *
 * <h2>Bad input</h2>
 *
 * <table>
 *   <caption>What happens on bad arguments, in every implementation</caption>
 *   <thead><tr><th>argument</th><th>what happens</th></tr></thead>
 *   <tbody>
 *     <tr><td>a null key, value, function or collection</td>
 *         <td>{@link NullPointerException} whose message names the argument; nothing changes, no function runs</td></tr>
 *     <tr><td>a null value in {@code remove(key, value)}, {@code containsValue} excepted</td>
 *         <td>{@code remove} returns {@code false}: no key maps to null</td></tr>
 *     <tr><td>a null inside {@code putAll} or from a {@code replaceAll} function</td>
 *         <td>{@link NullPointerException}; the mappings handled before it stay, the others are intact</td></tr>
 *     <tr><td>a null result of {@code compute}, {@code computeIfPresent}, {@code merge}</td>
 *         <td>the mapping is removed</td></tr>
 *     <tr><td>a null result of {@code computeIfAbsent}</td><td>nothing is inserted, {@code null} is returned</td></tr>
 *     <tr><td>a query (get, remove, contains) of a type that no key or value has</td>
 *         <td>absent; never a {@link ClassCastException} of the map's own</td></tr>
 *     <tr><td>a function, {@code hashCode}, {@code equals} or {@code compareTo} that throws</td>
 *         <td>the throwable reaches the caller; the map is unchanged and holds no lock</td></tr>
 *     <tr><td>a function that updates the mapping it is called for</td>
 *         <td>{@link IllegalStateException} that says so, never a hang</td></tr>
 *     <tr><td>a negative capacity, a shard count that is no power of two or out of range</td>
 *         <td>{@link IllegalArgumentException} that names the argument and the value</td></tr>
 *     <tr><td>a key's {@code hashCode} that changes while it is in the map</td>
 *         <td>as in {@link java.util.HashMap}: look-ups of that key may miss it; iteration still shows it and can
 *             remove it; no other key is affected</td></tr>
 *   </tbody>
 * </table>
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface InlayMap<K, V> extends ConcurrentMap<K, V> {

  /**
   * Returns the value of {@code key}, or {@code null} when it is absent. Never blocks.
   *
   * @throws NullPointerException if {@code key} is null
   */
  @Override
  @Nullable V get(Object key);

  /**
   * Runs {@code remapping} exactly once on the key and its present value ({@code null} when
   * absent), and stores its result, or removes the mapping when the result is {@code null}. Other
   * threads' reads of the key see the mapping of before until then.
   *
   * <pre>{@code map.compute(user, (key, visits) -> visits == null ? 1 : visits + 1);}</pre>
   *
   * @return the new value, or {@code null} when there is none
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if {@code remapping} itself updates this mapping, or anything
   *     guarded with it
   */
  @Override
  @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping);

  /**
   * Returns the value of {@code key}, computing and storing it first when it is absent. {@code
   * mapping} runs at most once; it does not run, and nothing is written or locked, when the key is
   * present.
   *
   * @return the present or computed value, or {@code null} when {@code mapping} returned {@code
   *     null}
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if {@code mapping} itself updates this mapping, or anything
   *     guarded with it
   */
  @Override
  @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping);

  /**
   * Runs {@code remapping} exactly once on the key and its value when it is present, and stores its
   * result, or removes the mapping when the result is {@code null}. Nothing is written or locked
   * when the key is absent.
   *
   * @return the new value, or {@code null} when there is none
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if {@code remapping} itself updates this mapping, or anything
   *     guarded with it
   */
  @Override
  @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping);

  /**
   * Stores {@code value} when {@code key} is absent; otherwise runs {@code remapping} exactly once
   * on the present value and {@code value} and stores its result, or removes the mapping when the
   * result is {@code null}.
   *
   * <pre>{@code words.merge(word, 1, Integer::sum);}</pre>
   *
   * @return the new value, or {@code null} when there is none
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if {@code remapping} itself updates this mapping, or anything
   *     guarded with it
   */
  @Override
  @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping);

  /**
   * Replaces each value by {@code function}'s result, which runs once for each mapping it replaces.
   * Each replacement is atomic, the whole is not. Unlike {@link
   * java.util.concurrent.ConcurrentHashMap}'s, the function runs under the guard of its key, as
   * that of {@link #compute} does, so that no update is lost; it must not update the map.
   *
   * @throws NullPointerException if {@code function} is null or returns null; mappings not yet
   *     replaced stay
   * @throws IllegalStateException if {@code function} updates this map at the key, or what is
   *     guarded with it; mappings not yet replaced stay
   */
  @Override
  void replaceAll(BiFunction<? super K, ? super V, ? extends V> function);

  /**
   * Returns the number of mappings, or {@link Integer#MAX_VALUE} when there are more. Exact when no
   * thread writes; while threads write, a value that the count passed through or was close to.
   * Never negative, and never zero while one and the same mapping stays present from the begin of
   * the call to its end. While mappings come and go instead, so that there is always another, it
   * may be zero, unless a map says otherwise.
   */
  @Override
  int size();

  /** Tells whether there is no mapping: whether {@link #size()} is zero, with the same promise. */
  @Override
  boolean isEmpty();

  /**
   * Returns the number of mappings, as {@link #size()} but without the limit of {@code int}.
   *
   * @return the number of mappings
   */
  long mappingCount();

  /**
   * Reads many keys. Each is read as by {@link #get(Object)}; the whole is not one moment unless
   * {@link #traits()} says so.
   *
   * <pre>{@code Map<String, Price> known = prices.getAll(List.of("EURUSD", "EURCHF"));}</pre>
   *
   * @param keys the keys to read; a repeated key is read once
   * @return a new modifiable map of the keys that were present, in the order of {@code keys}
   * @throws NullPointerException if {@code keys} or one of them is null
   */
  Map<K, V> getAll(Collection<? extends K> keys);

  /**
   * Returns an unmodifiable copy of this map that never changes. Whether it shows one moment is
   * told by {@link MapTraits#snapshot()}.
   *
   * @return the copy
   */
  Map<K, V> snapshot();

  /**
   * States this map's guarantees as data.
   *
   * @return the guarantees, the same for every instance of a class
   */
  MapTraits traits();

  /**
   * Measures the map's inner state, for logs and tuning. Weakly consistent; takes time proportional
   * to the number of shards or segments, not of entries.
   *
   * @return the figures
   */
  MapStats stats();

  /**
   * Gives memory back: rebuilds tables that are larger than their mappings need. Takes time linear
   * in the map.
   */
  void trim();

  /**
   * {@inheritDoc} The view is live, writes through, and refuses {@code add}; see {@link
   * #keySet(Object)}.
   */
  @Override
  Set<K> keySet();

  /**
   * Returns a live view of the keys that also supports {@code add} and {@code addAll}, which put
   * {@code mappedValue} under keys that are absent.
   *
   * @param mappedValue the value for keys added through the view
   * @return the view
   * @throws NullPointerException if {@code mappedValue} is null
   */
  Set<K> keySet(V mappedValue);

  /**
   * {@inheritDoc} The view is live, writes through, and its entries' {@code setValue} writes
   * through too.
   */
  @Override
  Set<Map.Entry<K, V>> entrySet();

  /** {@inheritDoc} The view is live and writes through. */
  @Override
  Collection<V> values();

  /** {@inheritDoc} Runs on the calling thread. */
  @Override
  void forEach(BiConsumer<? super K, ? super V> action);

  /**
   * Runs {@code action} on each mapping, in parallel on {@link
   * java.util.concurrent.ForkJoinPool#commonPool()} when the map holds more than {@code
   * parallelismThreshold} entries.
   *
   * @param parallelismThreshold the estimated number of entries that one task handles without
   *     splitting further; {@code 1} for the most parallelism, {@link Long#MAX_VALUE} for none
   * @param action what to run
   * @throws NullPointerException if {@code action} is null
   * @throws IllegalArgumentException if {@code parallelismThreshold} is less than 1
   */
  void forEach(long parallelismThreshold, BiConsumer<? super K, ? super V> action);

  /**
   * Returns a non-null result of {@code search} on some mapping, or {@code null} when there is
   * none. Stops early, also across threads.
   *
   * @param <U> the type of the result
   * @param parallelismThreshold as for {@link #forEach(long, BiConsumer)}
   * @param search the function; {@code null} means «not this one»
   * @return a result, or {@code null}
   * @throws NullPointerException if {@code search} is null
   * @throws IllegalArgumentException if {@code parallelismThreshold} is less than 1
   */
  <U> @Nullable U search(
      long parallelismThreshold, BiFunction<? super K, ? super V, ? extends @Nullable U> search);

  /**
   * Combines the non-null results of {@code transformer} on all mappings by {@code reducer}, which
   * should be associative and commutative.
   *
   * <pre>{@code Long total = map.reduce(10_000, (key, value) -> value.bytes(), Long::sum);}</pre>
   *
   * @param <U> the type of the result
   * @param parallelismThreshold as for {@link #forEach(long, BiConsumer)}
   * @param transformer the function; a mapping whose result is {@code null} does not count
   * @param reducer combines two results
   * @return the combination, or {@code null} when there is nothing to combine
   * @throws NullPointerException if a function is null
   * @throws IllegalArgumentException if {@code parallelismThreshold} is less than 1
   */
  <U> @Nullable U reduce(
      long parallelismThreshold,
      BiFunction<? super K, ? super V, ? extends @Nullable U> transformer,
      BiFunction<? super U, ? super U, ? extends U> reducer);

  /**
   * Returns the keys as an {@link Enumeration}, as {@code ConcurrentHashMap} does.
   *
   * @return a weakly consistent enumeration
   */
  default Enumeration<K> keys() {
    return Collections.enumeration(keySet());
  }

  /**
   * Returns the values as an {@link Enumeration}, as {@code ConcurrentHashMap} does.
   *
   * @return a weakly consistent enumeration
   */
  default Enumeration<V> elements() {
    return Collections.enumeration(values());
  }
}
