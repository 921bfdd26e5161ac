package dev.inlay;

import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.Transactions;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link SnapshotMap} in the contract suite. */
public final class SnapshotMapUnderTest extends MapUnderTest {

  private SnapshotMapUnderTest(String name) {
    super(name);
  }

  /** The configurations: there is one. */
  public static List<SnapshotMapUnderTest> variants() {
    return List.of(new SnapshotMapUnderTest("SnapshotMap"));
  }

  @Override
  public <T> Set<T> newKeySet() {
    return SnapshotMap.newKeySet();
  }

  @Override
  public Class<?> type() {
    return SnapshotMap.class;
  }

  @Override
  public MapTraits documentedTraits() {
    return new MapTraits(
        MapTraits.Progress.WAIT_FREE,
        MapTraits.Progress.BLOCKING,
        MapTraits.ComputeAtomicity.EXACTLY_ONCE_SINGLE_WRITER,
        MapTraits.Consistency.ONE_MOMENT,
        MapTraits.Consistency.ONE_MOMENT,
        MapTraits.SizeAccuracy.EXACT,
        true);
  }

  @Override
  public boolean presizes() {
    return false;
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.of(SnapshotMapUnderTest::atomically);
  }

  private static <K, V, R> R atomically(
      InlayMap<K, V> map,
      Collection<? extends K> keys,
      Function<? super TransactionView<K, V>, ? extends R> action) {
    Objects.requireNonNull(action, "action");
    Set<K> declared = new LinkedHashSet<>();
    keys.forEach(key -> declared.add(Objects.requireNonNull(key, "key")));
    return ((SnapshotMap<K, V>) map)
        .update(
            view -> action.apply(new DeclaredKeys<>(Collections.unmodifiableSet(declared), view)));
  }

  /** An update that is held to the keys it was declared with, as the contract's tests are. */
  private record DeclaredKeys<K, V>(Set<K> keys, UpdateView<K, V> view)
      implements TransactionView<K, V> {

    private K declared(K key) {
      Objects.requireNonNull(key, "key");
      if (!new HashSet<>(keys).contains(key)) {
        throw new IllegalArgumentException("not declared: " + key);
      }
      return key;
    }

    @Override
    public @Nullable V get(K key) {
      return view.get(declared(key));
    }

    @Override
    public @Nullable V put(K key, V value) {
      return view.put(declared(key), value);
    }

    @Override
    public @Nullable V remove(K key) {
      return view.remove(declared(key));
    }
  }

  @Override
  protected <K, V> InlayMap<K, V> create() {
    return new SnapshotMap<>();
  }

  @Override
  protected <K, V> InlayMap<K, V> create(int initialCapacity) {
    return new SnapshotMap<>(initialCapacity);
  }

  @Override
  public void checkStructure(InlayMap<?, ?> map) {
    ((SnapshotMap<?, ?>) map).checkInvariants();
  }
}
