package dev.inlay.workload;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import dev.inlay.StripedMapUnderTest;
import dev.inlay.contract.MapUnderTest;
import java.util.List;
import java.util.Set;

/** Recorded maps in the contract suite: whatever holds for a map holds for it when recorded. */
public final class RecordedMapUnderTest extends MapUnderTest {
  private final MapUnderTest wrapped;
  private final int every;

  private RecordedMapUnderTest(String name, MapUnderTest wrapped, int every) {
    super(name);
    this.wrapped = wrapped;
    this.every = every;
  }

  /** The configurations: all is recorded, then as much as ever. */
  public static List<RecordedMapUnderTest> variants() {
    MapUnderTest striped = StripedMapUnderTest.variants().get(0);
    return List.of(
        new RecordedMapUnderTest("RecordedMap, each operation", striped, 1),
        new RecordedMapUnderTest("RecordedMap, sampled", striped, Recorder.EVERY));
  }

  @Override
  public <T> Set<T> newKeySet() {
    return wrapped.newKeySet();
  }

  @Override
  public Class<?> type() {
    return RecordedInlayMap.class;
  }

  @Override
  public Class<?> serialType() {
    return wrapped.serialType();
  }

  @Override
  public MapTraits documentedTraits() {
    return wrapped.documentedTraits();
  }

  @Override
  protected <K, V> InlayMap<K, V> create() {
    return recorded(wrapped.newMap());
  }

  @Override
  protected <K, V> InlayMap<K, V> create(int initialCapacity) {
    return recorded(wrapped.newMap(initialCapacity));
  }

  private <K, V> InlayMap<K, V> recorded(InlayMap<K, V> map) {
    wrapped.forgetAll();
    return Recorder.wrap(map, every).map();
  }

  @Override
  public void checkStructure(InlayMap<?, ?> map) {
    wrapped.checkStructure(map instanceof RecordedInlayMap<?, ?> recorded ? recorded.map : map);
  }
}
