package dev.inlay.jmh.subject;

import com.google.common.cache.CacheBuilder;
import java.util.Map;
import java.util.Set;

/**
 * A {@link com.google.common.cache.Cache} of Guava without limit, expiry or weak references, as the
 * {@link java.util.concurrent.ConcurrentMap} that it gives; as many segments as there are threads,
 * as its documentation advises.
 *
 * <p>Fair for operations on one key and for going through all, as with {@link CaffeineSubject}. Its
 * {@code MapMaker} takes no part: without weak references it returns the JDK's ConcurrentHashMap.
 */
final class GuavaCacheSubject implements Subject {

  @Override
  public String id() {
    return "guava";
  }

  @Override
  public String label() {
    return "Cache without limit (Guava)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PRESIZE);
  }

  @Override
  public String library() {
    return "com/google/common/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return builder().<K, V>build().asMap();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return builder().initialCapacity(entries).<K, V>build().asMap();
  }

  private static CacheBuilder<Object, Object> builder() {
    return CacheBuilder.newBuilder()
        .concurrencyLevel(Math.max(4, Runtime.getRuntime().availableProcessors()));
  }
}
