package dev.inlay;

import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.snapshot.ChangeFeed;
import dev.inlay.internal.snapshot.Met;
import dev.inlay.internal.snapshot.Transaction;
import dev.inlay.internal.snapshot.TrieDiff;
import dev.inlay.internal.snapshot.TrieInspector;
import dev.inlay.internal.snapshot.TrieTraversal;
import dev.inlay.internal.snapshot.Version;
import dev.inlay.internal.snapshot.VersionWriter;
import dev.inlay.internal.view.Traversal;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map that is always seen whole: for state that is read on every request and changed
 * rarely, such as configuration, routing tables and catalogues.
 *
 * <ul>
 *   <li><b>Reads</b> never wait, retry or allocate: one volatile read of the current version, then
 *       plain reads of memory that never changes. Expected constant time, at most six steps down a
 *       wide tree.
 *   <li><b>{@link #snapshot()}</b> takes constant time: it gives the current version away, an
 *       immutable map that shares its memory with the versions before and after it.
 *   <li><b>{@link #update}</b> changes any number of keys in one step, or none when it throws.
 *       {@code putAll}, {@code clear}, {@code replaceAll} and {@code removeIf} are one step each.
 *   <li><b>Writes</b> take turns: a version is made from the one before, by copying the small leaf
 *       that changes and the way to it, and published by one store. Writers that wait for their
 *       turn are carried out together by the one that has it, and published as one version;
 *       functions always run in their caller's thread.
 *   <li><b>Iterators and views</b> show one version each; what is written through them goes to the
 *       current one. {@link #size()} is exact.
 *   <li><b>{@link #diff}</b> takes time in proportion to what differs; {@link #onChange} tells
 *       listeners of all versions, in order.
 * </ul>
 *
 * <p>A function given to the map or to {@link #update} must not update the map: that gets an {@link
 * IllegalStateException}, as do cycles of threads whose functions wait for each other's maps. It
 * may read the map, and sees the version of before.
 *
 * <pre>{@code
 * SnapshotMap<String, Route> routes = new SnapshotMap<>();
 * routes.update(view -> {
 *   view.put("/a", first);
 *   view.put("/b", second);                       // both at once
 *   return null;
 * });
 * MapSnapshot<String, Route> now = routes.snapshot();
 * }</pre>
 *
 * <p>Sources: hash array mapped tries (Bagwell 2001), extendible hashing (Fagin, Nievergelt,
 * Pippenger, Strong 1979), transient edits (Clojure), flat combining (Hendler, Incze, Shavit,
 * Tzafrir 2010). The design is told in {@code docs/protocol/snapshot-map.md}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class SnapshotMap<K, V> extends AbstractInlayMap<K, V> implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final MapTraits TRAITS =
      new MapTraits(
          MapTraits.Progress.WAIT_FREE,
          MapTraits.Progress.BLOCKING,
          MapTraits.ComputeAtomicity.EXACTLY_ONCE_SINGLE_WRITER,
          MapTraits.Consistency.ONE_MOMENT,
          MapTraits.Consistency.ONE_MOMENT,
          MapTraits.SizeAccuracy.EXACT,
          true);

  static {
    FirstUse.ofVersions(new SnapshotMap<>());
  }

  private final transient VersionWriter writer;

  /** Makes an empty map. */
  public SnapshotMap() {
    this(new VersionWriter());
  }

  /**
   * Makes an empty map; for code written for {@link java.util.HashMap} or {@link
   * java.util.concurrent.ConcurrentHashMap}.
   *
   * @param initialCapacity checked, and otherwise without effect: versions have the size they need
   * @throws IllegalArgumentException if {@code initialCapacity} is negative
   */
  public SnapshotMap(int initialCapacity) {
    this();
    if (initialCapacity < 0) {
      throw new IllegalArgumentException(
          "initialCapacity must not be negative, but is " + initialCapacity);
    }
  }

  /**
   * Makes a map with the mappings of another. Takes constant time, and shares the memory, if that
   * is a {@link SnapshotMap} or a {@link MapSnapshot}.
   *
   * @param map the mappings
   * @throws NullPointerException if {@code map} is null or contains null
   */
  public SnapshotMap(Map<? extends K, ? extends V> map) {
    this(firstVersion(Objects.requireNonNull(map, "map")));
    if (!(map instanceof SnapshotMap) && !(map instanceof MapSnapshot)) {
      putAll(map);
    }
  }

  private SnapshotMap(VersionWriter writer) {
    this.writer = writer;
  }

  /** Makes a map on given versions; tests give some whose hashes are the same in each run. */
  static <K, V> SnapshotMap<K, V> on(VersionWriter writer) {
    return new SnapshotMap<>(writer);
  }

  private static VersionWriter firstVersion(Map<?, ?> map) {
    if (map instanceof SnapshotMap<?, ?> other) {
      return new VersionWriter(other.writer.current().numbered(0));
    }
    if (map instanceof MapSnapshot<?, ?> snapshot) {
      return new VersionWriter(snapshot.content().numbered(0));
    }
    return new VersionWriter();
  }

  /**
   * Returns a new concurrent set, backed by a map to {@link Boolean#TRUE}.
   *
   * @param <T> the type of elements
   * @return the set
   */
  public static <T> Set<T> newKeySet() {
    return new SnapshotMap<T, Boolean>().keySet(Boolean.TRUE);
  }

  // ---------------------------------------------------------------- single keys

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    return (V) writer.current().get(key, hashCodeOf(key));
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
    return (V) writer.store(key, value, true, true);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V putIfAbsent(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) writer.store(key, value, true, false);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V replace(K key, V value) {
    requireKeyAndValue(key, value);
    return (V) writer.store(key, value, false, true);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(oldValue, "oldValue");
    Objects.requireNonNull(newValue, "newValue");
    return writer.exchange(key, oldValue, newValue) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V remove(Object key) {
    Objects.requireNonNull(key, "key");
    return (V) writer.exchange(key, null, null);
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    return value != null && writer.exchange(key, value, null) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) writer.compute(key, Remapping.COMPUTE, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    Object value = get(key);
    if (value == null) {
      value = writer.compute(key, Remapping.COMPUTE_IF_ABSENT, mapping, null);
    }
    return (V) value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(remapping, "remapping");
    return (V) writer.compute(key, Remapping.COMPUTE_IF_PRESENT, remapping, null);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    requireKeyAndValue(key, value);
    Objects.requireNonNull(remapping, "remapping");
    return (V) writer.compute(key, Remapping.MERGE, remapping, value);
  }

  private static void requireKeyAndValue(@Nullable Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }

  // ---------------------------------------------------------------- many keys, one version

  /**
   * Runs a function that may read and write any mappings, and publishes what it has written in one
   * step. It runs once, in the calling thread; other writers wait meanwhile, readers see the
   * version of before.
   *
   * <pre>{@code
   * long moved = accounts.update(view -> {
   *   view.merge("alice", -30L, Long::sum);
   *   return view.merge("bob", 30L, Long::sum);
   * });
   * }</pre>
   *
   * @param <R> the type of the result
   * @param function reads and writes through the view that it is given
   * @return the function's result
   * @throws NullPointerException if {@code function} is null
   * @throws IllegalStateException if it is called from inside a function that this map runs
   */
  public <R extends @Nullable Object> R update(
      Function<? super UpdateView<K, V>, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return writer.update(transaction -> function.apply(new View<>(transaction)));
  }

  /**
   * Publishes changes in one step if the map is still at a given snapshot: for a writer that has
   * computed them from it without keeping others waiting.
   *
   * <pre>{@code
   * MapSnapshot<String, Price> seen;
   * Map<String, Price> changes;
   * do {
   *   seen = prices.snapshot();
   *   changes = recompute(seen);                    // takes its time
   * } while (!prices.compareAndPublish(seen, changes));
   * }</pre>
   *
   * @param expected the snapshot that the map must be at: the very version, not an equal one
   * @param changes the new values; a key whose value is {@code null} is removed
   * @return whether the changes were published; {@code false} when the map has changed since
   * @throws NullPointerException if an argument or a key is null
   * @throws IllegalStateException if the map has not changed since, and this is called from inside
   *     a function that it runs
   */
  public boolean compareAndPublish(
      MapSnapshot<K, V> expected, Map<? extends K, ? extends @Nullable V> changes) {
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(changes, "changes");
    List<K> keys = new ArrayList<>(changes.size());
    List<@Nullable V> values = new ArrayList<>(changes.size());
    changes.forEach(
        (key, value) -> {
          keys.add(Objects.requireNonNull(key, "changes contains a null key"));
          values.add(value);
        });
    return writer.setAllIfCurrent(expected.content(), keys, values);
  }

  /**
   * As {@link #compareAndPublish(MapSnapshot, Map)}, with changes as a difference of snapshots.
   *
   * @param expected the snapshot that the map must be at
   * @param changes what to add, remove and change; the values of before are not looked at
   * @return whether the changes were published
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException as {@link #compareAndPublish(MapSnapshot, Map)}
   */
  public boolean compareAndPublish(MapSnapshot<K, V> expected, MapDiff<K, V> changes) {
    Objects.requireNonNull(changes, "changes");
    Map<K, @Nullable V> byKey = new LinkedHashMap<>();
    changes.removed().keySet().forEach(key -> byKey.put(key, null));
    changes.changed().forEach((key, change) -> byKey.put(key, change.after()));
    byKey.putAll(changes.added());
    return compareAndPublish(expected, byKey);
  }

  /** {@inheritDoc} All of them in one step: when one is null, nothing changes. */
  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    Objects.requireNonNull(map, "map");
    List<K> keys = new ArrayList<>(Math.max(0, map.size()));
    List<V> values = new ArrayList<>(Math.max(0, map.size()));
    map.forEach(
        (key, value) -> {
          requireKeyAndValue(key, value);
          keys.add(key);
          values.add(value);
        });
    if (!keys.isEmpty()) {
      writer.setAll(keys, values);
    }
  }

  /** {@inheritDoc} All of them in one step: when the function throws, nothing changes. */
  @Override
  @SuppressWarnings("unchecked")
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    writer.replaceAll(
        (key, value) ->
            Objects.requireNonNull(function.apply((K) key, (V) value), "function returned null"));
  }

  /** Removes all mappings in one step. */
  @Override
  public void clear() {
    writer.clear();
  }

  /**
   * Removes what a filter accepts of the current version, in one step. The filter runs outside any
   * turn. Of what was changed meanwhile, {@code removeIf} of the map, of its entries and of its
   * values leaves a mapping whose value is not equal to the one that the filter saw; that of its
   * keys removes whatever value the key has.
   */
  @Override
  boolean removeIf(BiPredicate<? super K, ? super V> filter, boolean valueToo) {
    List<Met> met = new ArrayList<>();
    TrieTraversal<K, V> traversal = new TrieTraversal<>(writer);
    while (traversal.advance()) {
      V value = traversal.value();
      if (filter.test(traversal.key(), value)) {
        met.add(traversal.met(valueToo ? value : null));
      }
    }
    return writer.removeMet(met);
  }

  // ---------------------------------------------------------------- versions

  /**
   * {@inheritDoc} Takes constant time: it is the current version, and shares its memory with later
   * ones.
   */
  @Override
  public MapSnapshot<K, V> snapshot() {
    return new MapSnapshot<>(writer.current());
  }

  /**
   * Returns the number of the current version: 0 for a map that was just made, and one more for
   * each publication. Writers that waited for each other may be published together, as one version.
   *
   * @return the number
   */
  public long version() {
    return writer.current().number();
  }

  /**
   * Finds what differs between two snapshots. For snapshots of one map it takes time in proportion
   * to what differs, as shared parts are skipped (keys of one hash code are one part); in
   * proportion to the map, when it was trimmed, or has shrunk and was rebuilt, in between; and for
   * snapshots of different maps.
   *
   * @param <K> the type of keys
   * @param <V> the type of values
   * @param older a snapshot
   * @param newer another one; need not be newer
   * @return what is to be done to the older one to get the newer one
   * @throws NullPointerException if an argument is null
   */
  public static <K, V> MapDiff<K, V> diff(MapSnapshot<K, V> older, MapSnapshot<K, V> newer) {
    Objects.requireNonNull(older, "older");
    Objects.requireNonNull(newer, "newer");
    DiffCollector<K, V> collector = new DiffCollector<>();
    if (TrieDiff.areComparable(older.content(), newer.content())) {
      TrieDiff.report(older.content(), newer.content(), collector);
    } else {
      older.forEach(
          (key, value) -> {
            V after = newer.get(key);
            if (after == null) {
              collector.removed(key, value);
            } else {
              collector.changed(key, value, after);
            }
          });
      newer.forEach(
          (key, value) -> {
            if (older.get(key) == null) {
              collector.added(key, value);
            }
          });
    }
    return new MapDiff<>(collector.added, collector.removed, collector.changed);
  }

  /** Collects the differences. */
  @SuppressWarnings("unchecked")
  private static final class DiffCollector<K, V> implements TrieDiff.Receiver {
    final Map<K, V> added = new LinkedHashMap<>();
    final Map<K, V> removed = new LinkedHashMap<>();
    final Map<K, MapDiff.Change<V>> changed = new LinkedHashMap<>();

    @Override
    public void added(Object key, Object value) {
      added.put((K) key, (V) value);
    }

    @Override
    public void removed(Object key, Object value) {
      removed.put((K) key, (V) value);
    }

    @Override
    public void changed(Object key, Object before, Object after) {
      if (before != after && !before.equals(after)) {
        changed.put((K) key, new MapDiff.Change<>((V) before, (V) after));
      }
    }
  }

  // ---------------------------------------------------------------- listeners

  /** The end of a listener: {@link #close} stops its calls. */
  public interface Subscription extends AutoCloseable {

    /**
     * Ends the subscription. A call that has begun, or is just about to, goes on; no other follows.
     * May be called again.
     */
    @Override
    void close();
  }

  /**
   * Calls a listener after each publication from now on, with the snapshots before and after it, in
   * the order of versions: what one call has as newer, the next has as older.
   *
   * <p>The calls come one at a time, from a daemon thread that this listener has for itself while
   * there is something to tell; never from the thread that writes, and never inside a turn. So a
   * listener that is slow or blocks holds up nobody, and may use the map as it likes. One that has
   * fallen 1,024 versions behind is called with the latest version next, so with a difference of
   * many versions at once: nothing is lost, and the memory that it holds back is bounded. What a
   * listener throws goes to its thread's {@link Thread.UncaughtExceptionHandler}; it is called
   * again with the next version. When memory for a call runs out, that call and the later ones come
   * after the next publication.
   *
   * <pre>{@code
   * SnapshotMap.Subscription watching = routes.onChange((older, newer) ->
   *     log(SnapshotMap.diff(older, newer)));
   * watching.close();
   * }</pre>
   *
   * @param listener the listener, called with the older and the newer snapshot
   * @return what ends the calls
   * @throws NullPointerException if {@code listener} is null
   * @throws IllegalStateException if it is called from inside a function that this map runs
   */
  public Subscription onChange(
      BiConsumer<? super MapSnapshot<K, V>, ? super MapSnapshot<K, V>> listener) {
    return onChange(listener, ListenerThreads.EXECUTOR);
  }

  /**
   * As {@link #onChange(BiConsumer)}, with tasks of an executor for the calls: at most one at a
   * time, which makes as many calls as there are versions to tell of. When the executor rejects it,
   * the calls come after the next publication that it does not reject. One that drops a task
   * without rejecting it silences the listener for good. An executor that runs tasks in the calling
   * thread has the listener called by the writer, after its turn.
   *
   * @param listener the listener, called with the older and the newer snapshot
   * @param executor runs the calls
   * @return what ends the calls
   * @throws NullPointerException if an argument is null
   * @throws IllegalStateException if it is called from inside a function that this map runs
   */
  public Subscription onChange(
      BiConsumer<? super MapSnapshot<K, V>, ? super MapSnapshot<K, V>> listener,
      Executor executor) {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(executor, "executor");
    BiFunction<Version, Version, Runnable> calls =
        (older, newer) -> {
          MapSnapshot<K, V> before = new MapSnapshot<>(older);
          MapSnapshot<K, V> after = new MapSnapshot<>(newer);
          return () -> listener.accept(before, after);
        };
    ChangeFeed.Mailbox mailbox = new ChangeFeed.Mailbox(executor, calls);
    writer.subscribe(mailbox);
    return mailbox::close;
  }

  // ---------------------------------------------------------------- the whole map

  @Override
  public boolean isEmpty() {
    return writer.current().size() == 0;
  }

  /** {@inheritDoc} Exact: that of the current version. */
  @Override
  public long mappingCount() {
    return writer.current().size();
  }

  /** {@inheritDoc} All are of one version. */
  @Override
  public Map<K, V> getAll(java.util.Collection<? extends K> keys) {
    Objects.requireNonNull(keys, "keys");
    MapSnapshot<K, V> now = snapshot();
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys) {
      V value = now.get(Objects.requireNonNull(key, "keys contains null"));
      if (value != null) {
        found.putIfAbsent(key, value);
      }
    }
    return found;
  }

  /** {@inheritDoc} Publishes a version that shares nothing with those before. */
  @Override
  public void trim() {
    writer.trim();
  }

  @Override
  public MapTraits traits() {
    return TRAITS;
  }

  @Override
  public MapStats stats() {
    Version version = writer.current();
    return new MapStats(
        version.size(),
        (int) Math.min(version.leaves(), Integer.MAX_VALUE),
        version.slots(),
        0,
        version.binned(),
        version.bytes(),
        version.rebuilds(),
        writer.contended());
  }

  @Override
  Traversal<K, V> traversal() {
    return new TrieTraversal<>(writer);
  }

  /** Equal to any map with the same mappings: this map is compared at one moment. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || (other instanceof Map<?, ?> && snapshot().equals(other));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Checks the inner structure. */
  void checkInvariants() {
    TrieInspector.check(writer.current());
    if (writer.hasWaiting()) {
      throw new IllegalStateException("a write waits, and no operation runs");
    }
  }

  /** What a function sees of an update. */
  private static final class View<K, V> implements UpdateView<K, V> {
    private final Transaction transaction;

    View(Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
      return (V) transaction.get(Objects.requireNonNull(key, "key"));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V put(K key, V value) {
      requireKeyAndValue(key, value);
      return (V) transaction.set(key, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
      return (V) transaction.set(Objects.requireNonNull(key, "key"), null);
    }

    @Override
    public void clear() {
      transaction.clear();
    }

    @Override
    public long size() {
      return transaction.size();
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
      Objects.requireNonNull(action, "action");
      Traversal<K, V> traversal = transaction.traversal();
      while (traversal.advance()) {
        action.accept(traversal.key(), traversal.value());
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
      Objects.requireNonNull(function, "function");
      transaction.replaceAll(
          (key, value) ->
              Objects.requireNonNull(function.apply((K) key, (V) value), "function returned null"));
    }
  }

  // ---------------------------------------------------------------- serial form

  /**
   * Returns the serial form.
   *
   * @return the serial form, with the mappings of the current version; of keys that have become
   *     equal since they were put, one
   */
  private Object writeReplace() {
    SnapshotMap<K, V> copy = new SnapshotMap<>();
    copy.putAll(snapshot());
    return new SerializedMap(SerializedMap.Kind.SNAPSHOT, 0, copy);
  }

  /**
   * Refuses to be read other than through the serial form.
   *
   * @param stream not read
   * @throws InvalidObjectException always
   */
  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("a SnapshotMap is read through its serial form only");
  }
}
