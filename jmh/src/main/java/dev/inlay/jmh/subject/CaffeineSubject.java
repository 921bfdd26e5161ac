package dev.inlay.jmh.subject;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;

/**
 * A {@link com.github.benmanes.caffeine.cache.Cache} of Caffeine without limit, expiry, weak
 * references or statistics, as the {@link java.util.concurrent.ConcurrentMap} that it gives.
 *
 * <p>Fair for operations on one key and for going through all: such a cache promises what a map
 * promises, and its makers offer it as one. What it is made for, to forget entries in time, is not
 * asked of it, and is not measured.
 */
final class CaffeineSubject implements Subject {

  @Override
  public String id() {
    return "caffeine";
  }

  @Override
  public String label() {
    return "Cache without limit (Caffeine)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE);
  }

  @Override
  public String library() {
    return "com/github/benmanes/caffeine/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return Caffeine.newBuilder().<K, V>build().asMap();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return Caffeine.newBuilder().initialCapacity(entries).<K, V>build().asMap();
  }
}
