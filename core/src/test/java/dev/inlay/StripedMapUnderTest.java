package dev.inlay;

import dev.inlay.contract.MapUnderTest;
import java.util.List;
import java.util.Set;

/** {@link StripedMap} in the contract suite. */
public final class StripedMapUnderTest extends MapUnderTest {
  private final int initialCapacity;

  private StripedMapUnderTest(String name, int initialCapacity) {
    super(name);
    this.initialCapacity = initialCapacity;
  }

  /** The configurations; the first is the default one. */
  public static List<StripedMapUnderTest> variants() {
    return List.of(
        new StripedMapUnderTest("StripedMap", 0),
        new StripedMapUnderTest("StripedMap for 100 entries", 100));
  }

  @Override
  public <T> Set<T> newKeySet() {
    return StripedMap.newKeySet();
  }

  @Override
  public Class<?> type() {
    return StripedMap.class;
  }

  @Override
  public MapTraits documentedTraits() {
    return new MapTraits(
        MapTraits.Progress.LOCK_FREE,
        MapTraits.Progress.LOCK_FREE,
        MapTraits.ComputeAtomicity.EXACTLY_ONCE_KEY_RESERVED,
        MapTraits.Consistency.WEAK,
        MapTraits.Consistency.WEAK,
        MapTraits.SizeAccuracy.EXACT_WHEN_QUIET,
        false);
  }

  @Override
  protected <K, V> InlayMap<K, V> create() {
    return create(initialCapacity);
  }

  @Override
  protected <K, V> InlayMap<K, V> create(int initialCapacity) {
    return StripedMap.<K, V>builder().initialCapacity(initialCapacity).build();
  }

  @Override
  public void checkStructure(InlayMap<?, ?> map) {
    ((StripedMap<?, ?>) map).checkInvariants();
  }
}
