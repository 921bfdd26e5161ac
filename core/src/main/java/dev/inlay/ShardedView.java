package dev.inlay;

import dev.inlay.internal.shard.ShardTransaction;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The typed view of a transaction on a {@link ShardedMap}. */
final class ShardedView<K, V> implements TransactionView<K, V> {

  private final ShardTransaction transaction;

  ShardedView(ShardTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Set<K> keys() {
    return (Set<K>) transaction.keys();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(K key) {
    return (V) transaction.get(Objects.requireNonNull(key, "key"));
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V put(K key, V value) {
    Objects.requireNonNull(key, "key");
    return (V) transaction.set(key, Objects.requireNonNull(value, "value"));
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V remove(K key) {
    return (V) transaction.set(Objects.requireNonNull(key, "key"), null);
  }
}
