package dev.inlay.contract;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import dev.inlay.TransactionView;
import dev.inlay.contract.tools.ReferenceMap;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The map by which the suite checks itself. */
public final class ReferenceUnderTest extends MapUnderTest {
  public ReferenceUnderTest() {
    super("ReferenceMap");
  }

  @Override
  public <T> Set<T> newKeySet() {
    return ConcurrentHashMap.newKeySet();
  }

  @Override
  public Class<?> type() {
    return ReferenceMap.class;
  }

  @Override
  public MapTraits documentedTraits() {
    return new ReferenceMap<>().traits();
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.of(ReferenceUnderTest::atomically);
  }

  private static <K, V, R> R atomically(
      InlayMap<K, V> map,
      Collection<? extends K> keys,
      Function<? super TransactionView<K, V>, ? extends R> action) {
    return ((ReferenceMap<K, V>) map).atomically(keys, action);
  }

  @Override
  protected <K, V> InlayMap<K, V> create() {
    return new ReferenceMap<>();
  }

  @Override
  protected <K, V> InlayMap<K, V> create(int initialCapacity) {
    if (initialCapacity < 0) {
      throw new IllegalArgumentException("initialCapacity: " + initialCapacity);
    }
    return new ReferenceMap<>();
  }

  @Override
  public void checkStructure(InlayMap<?, ?> map) {}
}
