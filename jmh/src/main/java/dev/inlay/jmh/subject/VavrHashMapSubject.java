package dev.inlay.jmh.subject;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
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
    return ((Adapted<K, V>) map).current();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object valueIn(Object snapshot, Object key) {
    return ((HashMap<Object, Object>) snapshot).getOrElse(key, null);
  }

  /** One step for both. */
  @Override
  public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
    ((Adapted<K, Long>) map)
        .update(before -> before.put(from, -amount, Long::sum).put(to, amount, Long::sum));
  }

  /** The reference and its changes. */
  private static final class Adapted<K, V> extends PersistentMap<HashMap<K, V>, K, V> {

    Adapted() {
      super(HashMap.empty());
    }

    @Override
    @SuppressWarnings("unchecked")
    @Nullable V get(HashMap<K, V> map, Object key) {
      return map.getOrElse((K) key, null);
    }

    @Override
    HashMap<K, V> with(HashMap<K, V> map, K key, V value, @Nullable V present) {
      return map.put(key, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    HashMap<K, V> without(HashMap<K, V> map, Object key) {
      return map.remove((K) key);
    }

    /** One step for all. */
    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
      update(
          before -> {
            HashMap<K, V> after = before;
            for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
              after = after.put(entry.getKey(), entry.getValue());
            }
            return after;
          });
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
      current().forEach((key, value) -> action.accept(key, value));
    }

    @Override
    Iterator<Entry<K, V>> entries() {
      Iterator<Tuple2<K, V>> iterator = current().iterator();
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
      return current().size();
    }
  }
}
