package dev.inlay.jmh.subject;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Vavr's persistent {@link HashMap} behind an atomic reference that is changed by retrying. */
final class VavrHashMapSubject implements Subject {

  @Override
  public String id() {
    return "vavr";
  }

  @Override
  public String label() {
    return "HashMap (Vavr)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SNAPSHOT, Ability.TRANSACTION);
  }

  @Override
  public String library() {
    return "io/vavr/";
  }

  @Override
  public <K, V> Map<K, V> growing() {
    return new Adapted<>();
  }

  @Override
  public <K, V> Map<K, V> presized(int entries) {
    return growing();
  }

  @Override
  public <K, V> Object snapshot(Map<K, V> map) {
    return ((Adapted<K, V>) map).current.get();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object valueIn(Object snapshot, Object key) {
    return ((HashMap<Object, Object>) snapshot).getOrElse(key, null);
  }

  /** One step for both. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    AtomicReference<HashMap<K, Long>> current = ((Adapted<K, Long>) map).current;
    HashMap<K, Long> before;
    HashMap<K, Long> after;
    do {
      before = current.get();
      after = before.put(from, -amount, Long::sum).put(to, amount, Long::sum);
    } while (!current.compareAndSet(before, after));
  }

  /** The reference and its changes. */
  private static final class Adapted<K, V> extends AdaptedMap<K, V> {
    private final AtomicReference<HashMap<K, V>> current = new AtomicReference<>(HashMap.empty());

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
      return current.get().getOrElse((K) key, null);
    }

    @Override
    public @Nullable V put(K key, V value) {
      for (; ; ) {
        HashMap<K, V> before = current.get();
        if (current.compareAndSet(before, before.put(key, value))) {
          return before.getOrElse(key, null);
        }
      }
    }

    /** One step for all. */
    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
      HashMap<K, V> before;
      HashMap<K, V> after;
      do {
        before = current.get();
        after = before;
        for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
          after = after.put(entry.getKey(), entry.getValue());
        }
      } while (!current.compareAndSet(before, after));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
      for (; ; ) {
        HashMap<K, V> before = current.get();
        if (current.compareAndSet(before, before.remove((K) key))) {
          return before.getOrElse((K) key, null);
        }
      }
    }

    @Override
    boolean change(K key, @Nullable V expected, @Nullable V value) {
      HashMap<K, V> before = current.get();
      return isExpected(before.getOrElse(key, null), expected)
          && current.compareAndSet(
              before, value == null ? before.remove(key) : before.put(key, value));
    }

    @Override
    Iterator<Entry<K, V>> entries() {
      Iterator<Tuple2<K, V>> iterator = current.get().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public Entry<K, V> next() {
          Tuple2<K, V> pair = iterator.next();
          return Map.entry(pair._1(), pair._2());
        }
      };
    }

    @Override
    public int size() {
      return current.get().size();
    }
  }
}
