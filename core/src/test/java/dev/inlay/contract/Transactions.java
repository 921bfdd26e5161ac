package dev.inlay.contract;

import dev.inlay.InlayMap;
import dev.inlay.TransactionView;
import java.util.Collection;
import java.util.function.Function;

/** How a map under test changes several keys all or nothing. */
@FunctionalInterface
public interface Transactions {
  /** Runs {@code action} on {@code keys} of {@code map}. */
  <K, V, R> R atomically(
      InlayMap<K, V> map,
      Collection<? extends K> keys,
      Function<? super TransactionView<K, V>, ? extends R> action);
}
