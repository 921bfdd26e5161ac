package dev.inlay;

import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Brings {@link ShardedMap} into the contract. */
public final class ShardedMapUnderTest extends MapUnderTest {
  private final UnaryOperator<ShardedMap.Builder<?, ?>> configuration;

  private ShardedMapUnderTest(String name, UnaryOperator<ShardedMap.Builder<?, ?>> configuration) {
    super(name);
    this.configuration = configuration;
  }

  /** The configurations; the first is the default one. */
  public static List<ShardedMapUnderTest> variants() {
    return List.of(
        new ShardedMapUnderTest("ShardedMap", builder -> builder),
        new ShardedMapUnderTest("ShardedMap of 1 shard", builder -> builder.shards(1)),
        new ShardedMapUnderTest("ShardedMap of 8 shards", builder -> builder.shards(8)),
        new ShardedMapUnderTest("ShardedMap of 64 shards", builder -> builder.shards(64)),
        new ShardedMapUnderTest("ShardedMap for 1 entry", builder -> builder.initialCapacity(1)));
  }

  @Override
  public <T> Set<T> newKeySet() {
    return ShardedMap.newKeySet();
  }

  @Override
  public Class<?> type() {
    return ShardedMap.class;
  }

  @Override
  public MapTraits documentedTraits() {
    return new MapTraits(
        MapTraits.Progress.WAIT_FREE,
        MapTraits.Progress.BLOCKING,
        MapTraits.ComputeAtomicity.EXACTLY_ONCE_SHARD_LOCKED,
        MapTraits.Consistency.WEAK,
        MapTraits.Consistency.ONE_MOMENT,
        MapTraits.SizeAccuracy.EXACT_WHEN_QUIET,
        true);
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.of(ShardedMapUnderTest::atomically);
  }

  private static <K, V, R> R atomically(
      InlayMap<K, V> map,
      Collection<? extends K> keys,
      Function<? super TransactionView<K, V>, ? extends R> action) {
    return ((ShardedMap<K, V>) map).atomically(keys, action);
  }

  @Override
  public long exactSize(InlayMap<?, ?> map) {
    return ((ShardedMap<?, ?>) map).exactSize();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <K, V> InlayMap<K, V> create() {
    return (InlayMap<K, V>) configuration.apply(ShardedMap.builder()).build();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <K, V> InlayMap<K, V> create(int initialCapacity) {
    return (InlayMap<K, V>)
        configuration.apply(ShardedMap.builder()).initialCapacity(initialCapacity).build();
  }

  @Override
  public void checkStructure(InlayMap<?, ?> map) {
    ((ShardedMap<?, ?>) map).checkInvariants();
  }
}
