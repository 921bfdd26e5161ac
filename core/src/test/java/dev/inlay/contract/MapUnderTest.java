package dev.inlay.contract;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One configuration of one map: what the contract tests make their maps with. A map joins the
 * contract by one subclass, registered in {@link MapsUnderTest}.
 *
 * <p>It remembers the maps it made, so that their inner structure can be checked after each test.
 */
public abstract class MapUnderTest {
  private final String name;
  private final Queue<InlayMap<?, ?>> made = new ConcurrentLinkedQueue<>();

  protected MapUnderTest(String name) {
    this.name = name;
  }

  /** A new, empty map. */
  public final <K, V> InlayMap<K, V> newMap() {
    return remember(create());
  }

  /** A new, empty map made for {@code initialCapacity} entries. */
  public final <K, V> InlayMap<K, V> newMap(int initialCapacity) {
    return remember(create(initialCapacity));
  }

  /** A new map with the given mappings. */
  public final <K, V> InlayMap<K, V> newMapOf(Map<? extends K, ? extends V> mappings) {
    InlayMap<K, V> map = newMap();
    map.putAll(mappings);
    return map;
  }

  /** Has a map that was made elsewhere (by deserialisation, say) checked with the others. */
  public final <M extends InlayMap<?, ?>> M remember(M map) {
    made.add(map);
    return map;
  }

  /** Leaves a map out of the check: its keys break their contract, or its structure was faked. */
  public final void forget(InlayMap<?, ?> map) {
    made.removeIf(other -> other == map);
  }

  /** Leaves all maps out of the check: each was checked by whoever made it. */
  public final void forgetAll() {
    made.clear();
  }

  /** Checks the inner structure of all maps made since the last call. Only while they are quiet. */
  public final void checkStructures() {
    List<InlayMap<?, ?>> maps = new ArrayList<>();
    for (InlayMap<?, ?> map = made.poll(); map != null; map = made.poll()) {
      maps.add(map);
    }
    maps.forEach(this::checkStructure);
  }

  /** A new set view of a new map, as the map class's {@code newKeySet()} gives it. */
  public abstract <T> Set<T> newKeySet();

  /** The map's class. */
  public abstract Class<?> type();

  /** The class that is read back from the map's serial form. */
  public Class<?> serialType() {
    return type();
  }

  /** What the map's documentation says its traits are. */
  public abstract MapTraits documentedTraits();

  /** How several keys are changed all or nothing, where the map can. */
  public Optional<Transactions> transactions() {
    return Optional.empty();
  }

  /** Whether an initial capacity makes room beforehand. */
  public boolean presizes() {
    return true;
  }

  /** The exact size at one moment, where the map gives it while others write. */
  public long exactSize(InlayMap<?, ?> map) {
    return map.mappingCount();
  }

  protected abstract <K, V> InlayMap<K, V> create();

  protected abstract <K, V> InlayMap<K, V> create(int initialCapacity);

  /** Throws when the map's inner structure is broken. Only while it is quiet. */
  public abstract void checkStructure(InlayMap<?, ?> map);

  @Override
  public final String toString() {
    return name;
  }
}
