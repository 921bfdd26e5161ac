package dev.inlay.jmh.bench;

import dev.inlay.jmh.subject.Ability;
import dev.inlay.jmh.subject.Subject;
import java.util.AbstractSet;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Maps with one fault each, and one without, that benchmarks find by the names of their classes.
 */
final class Planted {

  private Planted() {}

  static String id(Class<? extends Subject> subject) {
    return subject.getName();
  }

  /** No fault. */
  public static class Sound implements Subject {
    @Override
    public String label() {
      return getClass().getSimpleName();
    }

    @Override
    public Set<Ability> abilities() {
      return EnumSet.allOf(Ability.class);
    }

    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>();
    }

    @Override
    public <K, V> Map<K, V> presized(int entries) {
      return growing();
    }

    @Override
    public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
      synchronized (map) {
        map.put(from, map.get(from) - amount);
        map.put(to, map.get(to) + amount);
      }
    }
  }

  private static boolean isHit(Object key) {
    return Math.floorMod(key.hashCode(), 13) == 0;
  }

  /** Some keys are never there. */
  public static final class LosesKeys extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V put(K key, V value) {
          return isHit(key) ? null : super.put(key, value);
        }

        @Override
        public V putIfAbsent(K key, V value) {
          return isHit(key) ? null : super.putIfAbsent(key, value);
        }

        @Override
        public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
          return isHit(key) ? null : super.computeIfAbsent(key, function);
        }

        @Override
        public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
          return isHit(key) ? value : super.merge(key, value, remapping);
        }
      };
    }
  }

  /** A key comes with another that nobody put. */
  public static final class AddsAKey extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        @SuppressWarnings("unchecked")
        public V put(K key, V value) {
          super.put((K) "another", value);
          return super.put(key, value);
        }

        @Override
        public V putIfAbsent(K key, V value) {
          V before = super.putIfAbsent(key, value);
          if (before == null) {
            put(key, value);
          }
          return before;
        }

        @Override
        public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
          V value = super.computeIfAbsent(key, function);
          put(key, value);
          return value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
          super.put((K) "another", value);
          return super.merge(key, value, remapping);
        }
      };
    }
  }

  /** Some keys have the value of none. */
  public static final class GivesWrongValues extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        @SuppressWarnings("unchecked")
        public V get(Object key) {
          V value = super.get(key);
          return value != null && isHit(key) ? (V) (Object) (-5L) : value;
        }
      };
    }
  }

  /** A value that is there stays. */
  public static final class IgnoresPuts extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V put(K key, V value) {
          return super.putIfAbsent(key, value);
        }

        @Override
        public void putAll(Map<? extends K, ? extends V> map) {
          map.forEach(this::put);
        }
      };
    }
  }

  /** A count that is there stays. */
  public static final class IgnoresMerges extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
          V before = super.putIfAbsent(key, value);
          return before == null ? value : before;
        }
      };
    }
  }

  /** Now and then a count is lost, as when two threads read a value before either writes. */
  public static final class LosesSomeMerges extends Sound {
    private static final int ONE_IN = 100;

    @Override
    public <K, V> Map<K, V> growing() {
      AtomicInteger merges = new AtomicInteger();
      return new ConcurrentHashMap<>() {
        @Override
        public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
          boolean lost = merges.incrementAndGet() % ONE_IN == 0;
          return lost ? getOrDefault(key, value) : super.merge(key, value, remapping);
        }
      };
    }
  }

  /** The function runs twice. */
  public static final class ComputesTwice extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
          super.compute(key, function);
          return super.compute(key, function);
        }
      };
    }
  }

  /** What was removed is still there. */
  public static final class IgnoresRemovals extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V remove(Object key) {
          return get(key);
        }
      };
    }
  }

  /** A present key gets the value for absent ones. */
  public static final class OverwritesPresent extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public V putIfAbsent(K key, V value) {
          return put(key, value);
        }

        @Override
        public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
          return put(key, function.apply(key));
        }
      };
    }
  }

  /** The values are right, but computeIfAbsent returns another. */
  public static final class AnswersWrong extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        @SuppressWarnings("unchecked")
        public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
          return (V) (Object) (-5L);
        }
      };
    }
  }

  /** Keys read together get each other's values. */
  public static final class MixesUpTogether extends Sound {
    @Override
    public <K, V> void getAll(Map<K, V> map, K[] keys, V[] values) {
      super.getAll(map, keys, values);
      V first = values[0];
      values[0] = values[values.length - 1];
      values[values.length - 1] = first;
    }
  }

  /** The iterator gives one entry twice in place of another; the number is right. */
  public static final class IteratesOverOneTwice extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public Set<Entry<K, V>> entrySet() {
          Set<Entry<K, V>> all = super.entrySet();
          return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
              Iterator<Entry<K, V>> repeated = all.iterator();
              Entry<K, V> first = repeated.next();
              repeated.next();
              return new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                  return given < 2 || repeated.hasNext();
                }

                @Override
                public Entry<K, V> next() {
                  return given++ < 2 ? first : repeated.next();
                }
              };
            }

            @Override
            public int size() {
              return all.size();
            }
          };
        }
      };
    }
  }

  /** The same for forEach. */
  public static final class VisitsOneTwice extends Sound {
    @Override
    public <K, V> Map<K, V> growing() {
      return new ConcurrentHashMap<>() {
        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
          Iterator<Entry<K, V>> entries = entrySet().iterator();
          Entry<K, V> first = entries.next();
          action.accept(first.getKey(), first.getValue());
          entries.next();
          action.accept(first.getKey(), first.getValue());
          entries.forEachRemaining(each -> action.accept(each.getKey(), each.getValue()));
        }
      };
    }
  }

  /** The snapshot is the map. */
  public static final class GivesItselfAway extends Sound {
    @Override
    public <K, V> Object snapshot(Map<K, V> map) {
      return map;
    }
  }

  /** What is taken does not always arrive. */
  public static final class LosesMoney extends Sound {
    @Override
    public <K> void transfer(Map<K, Long> map, K from, K to, long amount) {
      super.transfer(map, from, isHit(to) ? from : to, amount);
    }
  }
}
