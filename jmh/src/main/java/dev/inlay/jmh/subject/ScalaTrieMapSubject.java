package dev.inlay.jmh.subject;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.concurrent.TrieMap;
import scala.runtime.BoxedUnit;

/** Scala's {@link TrieMap}: a concurrent hash trie with snapshots. */
final class ScalaTrieMapSubject implements Subject {

  @Override
  public String id() {
    return "scala";
  }

  @Override
  public String label() {
    return "TrieMap (Scala)";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SNAPSHOT);
  }

  @Override
  public String library() {
    return "scala/";
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
    return ((Adapted<K, V>) map).map.readOnlySnapshot();
  }

  @Override
  @SuppressWarnings({"unchecked", "deprecation"})
  public @Nullable Object valueIn(Object snapshot, Object key) {
    return ((TrieMap<Object, Object>) snapshot).lookup(key);
  }

  /**
   * The map by its own methods, one for one. Only a walk over entries makes a {@link Map.Entry} of
   * each pair besides, as Scala's own wrapper for Java does.
   */
  private static final class Adapted<K, V> extends AdaptedMap<K, V> {
    private final TrieMap<K, V> map = new TrieMap<>();

    @Override
    @SuppressWarnings({"unchecked", "deprecation"}) // it alone makes no Option
    public @Nullable V get(Object key) {
      return map.lookup((K) key);
    }

    private static <V> @Nullable V valueOf(Option<V> option) {
      return option.isEmpty() ? null : option.get();
    }

    @Override
    public @Nullable V put(K key, V value) {
      return valueOf(map.put(key, value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
      return valueOf(map.remove((K) key));
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean containsKey(Object key) {
      return map.contains((K) key);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
      return valueOf(map.putIfAbsent(key, value));
    }

    @Override
    public @Nullable V replace(K key, V value) {
      return valueOf(map.replace(key, value));
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
      map.foreachEntry(
          (key, value) -> {
            action.accept(key, value);
            return BoxedUnit.UNIT;
          });
    }

    @Override
    boolean change(K key, @Nullable V expected, @Nullable V value) {
      if (expected == null) {
        return value == null || map.putIfAbsent(key, value).isEmpty();
      }
      return value == null ? map.remove(key, expected) : map.replace(key, expected, value);
    }

    @Override
    Iterator<Entry<K, V>> entries() {
      scala.collection.Iterator<Tuple2<K, V>> iterator = map.iterator();
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
      return map.size();
    }
  }
}
