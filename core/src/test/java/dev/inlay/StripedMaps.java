package dev.inlay;

import dev.inlay.internal.striped.TableChain;

/** Gives tests of other packages maps on tables of their own. */
public final class StripedMaps {

  private StripedMaps() {}

  /** Makes a map on given tables. */
  public static <K, V> StripedMap<K, V> on(TableChain chain) {
    return StripedMap.on(chain);
  }
}
