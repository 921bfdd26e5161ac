package dev.inlay.contract.concurrent;

import static dev.inlay.contract.tools.Budget.mustBeCaught;

import dev.inlay.InlayMap;
import dev.inlay.TransactionView;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.ReferenceMap;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each invariant catches a map that breaks it: the negative controls of {@link InvariantsTest}. */
@SuppressWarnings("serial")
class InvariantsControlTest {
  private static final Duration SPAN = Duration.ofMillis(60);

  /** The places where a map may read and then write without being one step. */
  enum Gap {
    PUT,
    MERGE,
    COMPUTE,
    COMPUTE_IF_PRESENT,
    COMPUTE_IF_ABSENT,
    REPLACE_PAIR,
    REMOVE
  }

  /** Reads, lets others run, and writes, as inherited defaults and forgotten locks do. */
  private static final class GapMap<V> extends ReferenceMap<Integer, V> {
    private final Gap gap;

    GapMap(Gap gap) {
      this.gap = gap;
    }

    private V readThenPause(Object key, Gap here) {
      V value = get(key);
      if (gap == here) {
        Thread.yield();
      }
      return value;
    }

    private V write(Integer key, V value) {
      if (value == null) {
        table.remove(key);
      } else {
        table.put(key, value);
      }
      return value;
    }

    @Override
    public V put(Integer key, V value) {
      if (gap != Gap.PUT) {
        return super.put(key, value);
      }
      V old = readThenPause(key, Gap.PUT);
      table.put(key, value);
      return old;
    }

    @Override
    public V remove(Object key) {
      if (gap != Gap.REMOVE) {
        return super.remove(key);
      }
      V old = readThenPause(key, Gap.REMOVE);
      table.remove(key);
      return old;
    }

    @Override
    public boolean replace(Integer key, V oldValue, V newValue) {
      if (gap != Gap.REPLACE_PAIR) {
        return super.replace(key, oldValue, newValue);
      }
      if (!oldValue.equals(readThenPause(key, Gap.REPLACE_PAIR))) {
        return false;
      }
      table.put(key, newValue);
      return true;
    }

    @Override
    public V merge(Integer key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
      if (gap != Gap.MERGE) {
        return super.merge(key, value, remapping);
      }
      V old = readThenPause(key, Gap.MERGE);
      return write(key, old == null ? value : remapping.apply(old, value));
    }

    @Override
    public V compute(Integer key, BiFunction<? super Integer, ? super V, ? extends V> remapping) {
      return gap == Gap.COMPUTE
          ? write(key, remapping.apply(key, readThenPause(key, Gap.COMPUTE)))
          : super.compute(key, remapping);
    }

    @Override
    public V computeIfPresent(
        Integer key, BiFunction<? super Integer, ? super V, ? extends V> remapping) {
      if (gap != Gap.COMPUTE_IF_PRESENT) {
        return super.computeIfPresent(key, remapping);
      }
      V old = readThenPause(key, Gap.COMPUTE_IF_PRESENT);
      return old == null ? null : write(key, remapping.apply(key, old));
    }

    @Override
    public V computeIfAbsent(Integer key, Function<? super Integer, ? extends V> mapping) {
      if (gap != Gap.COMPUTE_IF_ABSENT) {
        return super.computeIfAbsent(key, mapping);
      }
      V old = readThenPause(key, Gap.COMPUTE_IF_ABSENT);
      return old != null ? old : write(key, mapping.apply(key));
    }
  }

  /** Runs functions as often as it needs to, as the default of {@link ConcurrentMap} does. */
  private static final class RerunningMap extends ReferenceMap<Integer, Long> {
    @Override
    public Long compute(
        Integer key, BiFunction<? super Integer, ? super Long, ? extends Long> remapping) {
      while (true) {
        Long old = get(key);
        Long now = remapping.apply(key, old);
        Thread.yield();
        if (now == null
            ? old == null || remove(key, old)
            : old == null ? putIfAbsent(key, now) == null : replace(key, old, now)) {
          return now;
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Gap.class,
      names = {"MERGE", "COMPUTE", "COMPUTE_IF_PRESENT", "REPLACE_PAIR", "REMOVE"})
  void lostStepsAreCaught(Gap gap) {
    mustBeCaught("steps were counted as", () -> CounterInvariant.check(new GapMap<>(gap), SPAN));
  }

  @Test
  void functionsThatRunAgainAreCaught() {
    mustBeCaught("calls ran", () -> CounterInvariant.check(new RerunningMap(), SPAN));
  }

  @Test
  void secondComputationsAreCaught() {
    mustBeCaught(
        "two values were given",
        () -> OnceOnlyInvariant.check(new GapMap<>(Gap.COMPUTE_IF_ABSENT), SPAN));
  }

  @ParameterizedTest
  @EnumSource(Gap.class)
  void valuesThatLeaveTwiceOrNeverAreCaught(Gap gap) {
    mustBeCaught("left|remain", () -> ChurnInvariant.check(new GapMap<>(gap), SPAN));
  }

  @Test
  void lostKeysAreCaughtDuringGrowth() {
    mustBeCaught(
        "",
        () ->
            GrowthInvariant.check(
                new ReferenceMap<Integer, Token>() {
                  @Override
                  public Token put(Integer key, Token value) {
                    Token old = super.put(key, value);
                    if (key % 1000 == 0) {
                      table.remove(key - 1000); // lost in growth
                    }
                    return old;
                  }
                },
                SPAN));
  }

  /** For a moment, an overwritten or a neighbouring key is not there. */
  private static final class BlinkingMap extends ReferenceMap<Integer, Token> {
    @Override
    public Token put(Integer key, Token value) {
      Token neighbour = key > 300 ? table.remove(key % 300) : null;
      Thread.yield();
      if (neighbour != null) {
        table.put(key % 300, neighbour);
      }
      return super.put(key, value);
    }
  }

  @Test
  void missedMappingsAreCaughtByTraversals() {
    mustBeCaught(
        "stayed and was not shown", () -> TraversalInvariant.check(new BlinkingMap(), SPAN));
  }

  @Test
  void mappingsShownTwiceAreCaughtByTraversals() {
    mustBeCaught(
        "was shown twice",
        () ->
            TraversalInvariant.check(
                new ReferenceMap<Integer, Token>() {
                  @Override
                  public void forEach(BiConsumer<? super Integer, ? super Token> action) {
                    int before = size();
                    super.forEach(action);
                    if (size() > before) { // "the table has grown: once more"
                      super.forEach(action);
                    }
                  }
                },
                SPAN));
  }

  @Test
  void tornReadsAreCaught() {
    mustBeCaught(
        "shows the value of",
        () ->
            ReshapeInvariant.check(
                new ReferenceMap<Integer, Token>() {
                  @Override
                  public Token get(Object key) {
                    int before = size();
                    Token found = super.get(key);
                    Token neighbour = super.get((Integer) key + 1);
                    return size() > before + 1 && neighbour != null ? neighbour : found;
                  }
                },
                SPAN));
    mustBeCaught("stayed and", () -> ReshapeInvariant.check(new BlinkingMap(), SPAN));
  }

  /** Counts by a field that each writer reads and writes. */
  private static final class DriftingSize extends ReferenceMap<Integer, Token> {
    private volatile long count;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public Token put(Integer key, Token value) {
      Token old = table.put(key, value);
      count += old == null ? 1 : 0;
      return old;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public Token remove(Object key) {
      Token old = table.remove(key);
      count -= old == null ? 0 : 1;
      return old;
    }

    @Override
    public long mappingCount() {
      return count;
    }
  }

  @Test
  void driftingSizesAreCaught() {
    mustBeCaught("ize is", () -> SizeInvariant.check(new DriftingSize(), SPAN));
    mustBeCaught("ize is", () -> SizeInvariant.checkClear(new DriftingSize(), SPAN));
  }

  @Test
  void aClearThatMissesIsCaught() {
    mustBeCaught(
        "a cleared map is not empty",
        () ->
            SizeInvariant.checkClear(
                new ReferenceMap<Integer, Token>() {
                  @Override
                  public void clear() {
                    Set<Integer> keys = Set.copyOf(table.keySet());
                    keys.stream().skip(1).forEach(table::remove);
                  }
                },
                SPAN));
  }

  @Test
  void snapshotsByIterationAreCaught() {
    mustBeCaught(
        "no one moment",
        () ->
            SnapshotInvariant.check(
                new ReferenceMap<>(),
                map -> {
                  Map<Integer, Integer> copy = new HashMap<>();
                  map.forEach(copy::put);
                  return copy;
                },
                SPAN));
  }

  @Test
  void transfersThatCanBeSeenHalfDoneAreCaught() {
    mustBeCaught(
        "the total is",
        () -> BankInvariant.check(new ReferenceMap<>(), Unlocked.TRANSACTIONS, SPAN));
  }

  @Test
  void transactionsSeenInPartsAreCaught() {
    mustBeCaught(
        "in part",
        () -> VisibilityInvariant.check(new ReferenceMap<>(), Unlocked.TRANSACTIONS, SPAN));
  }

  @Test
  void theReferenceMapPasses() {
    CounterInvariant.check(new ReferenceMap<>(), SPAN);
    OnceOnlyInvariant.check(new ReferenceMap<>(), SPAN);
    ChurnInvariant.check(new ReferenceMap<>(), SPAN);
    GrowthInvariant.check(new ReferenceMap<>(), SPAN);
    TraversalInvariant.check(new ReferenceMap<>(), SPAN);
    ReshapeInvariant.check(new ReferenceMap<>(), SPAN);
    SizeInvariant.check(new ReferenceMap<>(), SPAN);
    SizeInvariant.checkClear(new ReferenceMap<>(), SPAN);
    SnapshotInvariant.check(new ReferenceMap<>(), InlayMap::snapshot, SPAN);
  }

  /** Transactions that write straight through. */
  private static final class Unlocked {
    static final Transactions TRANSACTIONS = Unlocked::atomically;

    private static <K, V, R> R atomically(
        InlayMap<K, V> map,
        Collection<? extends K> keys,
        Function<? super TransactionView<K, V>, ? extends R> action) {
      return action.apply(
          new TransactionView<>() {
            @Override
            public Set<K> keys() {
              return Set.copyOf(keys);
            }

            @Override
            public V get(K key) {
              return map.get(key);
            }

            @Override
            public V put(K key, V value) {
              return map.put(key, value);
            }

            @Override
            public V remove(K key) {
              return map.remove(key);
            }
          });
    }
  }
}
