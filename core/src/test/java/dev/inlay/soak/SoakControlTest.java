package dev.inlay.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits;
import dev.inlay.TransactionView;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.ReferenceMap;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A soak reports each planted bug: the negative controls of {@link SoakTest}. */
@SuppressWarnings("serial")
class SoakControlTest {
  private static final int TIDE = 1_000; // the JDK's map, below, must not grow in a traversal

  /** A map with a bug, as the soak takes it. */
  private static final class BrokenUnderTest extends MapUnderTest {
    private final Supplier<ReferenceMap<Object, Object>> maker;

    BrokenUnderTest(Supplier<ReferenceMap<Object, Object>> maker) {
      super("BrokenMap");
      this.maker = maker;
    }

    @Override
    public <T> Set<T> newKeySet() {
      return ConcurrentHashMap.newKeySet();
    }

    @Override
    public Class<?> type() {
      return ReferenceMap.class;
    }

    @Override
    public MapTraits documentedTraits() {
      return new IsolatingMap<>().traits();
    }

    @Override
    public Optional<Transactions> transactions() {
      return Optional.of(BrokenUnderTest::atomically);
    }

    private static <K, V, R> R atomically(
        InlayMap<K, V> map,
        Collection<? extends K> keys,
        Function<? super TransactionView<K, V>, ? extends R> action) {
      return ((ReferenceMap<K, V>) map).atomically(keys, action);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected <K, V> InlayMap<K, V> create() {
      return (InlayMap<K, V>) maker.get();
    }

    @Override
    protected <K, V> InlayMap<K, V> create(int initialCapacity) {
      return create();
    }

    @Override
    public void checkStructure(InlayMap<?, ?> map) {}
  }

  private static SoakResult soak(
      Supplier<ReferenceMap<Object, Object>> maker, int turns, Duration patience) {
    SoakSettings settings =
        new SoakSettings(
            List.of(new BrokenUnderTest(maker)),
            Duration.ZERO,
            turns,
            Duration.ofMillis(20),
            patience,
            TIDE,
            1);
    return Soak.run(settings, phase -> {});
  }

  /** Readers of the reference see transactions in part, as they take no lock: these take it. */
  private static class IsolatingMap<K, V> extends ReferenceMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable V get(Object key) {
      try {
        return locked(() -> super.get(key));
      } catch (IllegalStateException e) { // inside a function of this thread's
        return super.get(key);
      }
    }
  }

  private static SoakResult soak(Supplier<ReferenceMap<Object, Object>> maker) {
    return soak(maker, 200, Duration.ofSeconds(10));
  }

  private static void mustBeReported(String message, Supplier<ReferenceMap<Object, Object>> maker) {
    SoakResult result = soak(maker);
    assertThat(result.passed()).isFalse();
    assertThat(result.failure().cause()).hasMessageFindingMatch(message);
    assertThat(SoakReport.of(result, ""))
        .contains("FAILED", "BrokenMap, ", result.failure().cause().getMessage());
  }

  @Test
  void theReferenceMapPasses() {
    SoakResult result = soak(IsolatingMap::new, 2, Duration.ofSeconds(10));
    assertThat(result.passed()).as(SoakReport.of(result, "")).isTrue();
  }

  @Test
  void oneLostUpdateInTenThousandIsReported() {
    AtomicInteger updates = new AtomicInteger();
    mustBeReported(
        "counted|returned|found|given|is there|left|after it was set",
        () ->
            new IsolatingMap<>() {
              @Override
              public Object merge(
                  Object key,
                  Object value,
                  BiFunction<? super Object, ? super Object, ? extends Object> remapping) {
                Object before = get(key);
                Object after = super.merge(key, value, remapping);
                if (updates.incrementAndGet() % 10_000 == 0 && before != null) {
                  table.put(key, before);
                }
                return after;
              }
            });
  }

  @Test
  void removedValuesThatStayReachableAreReported() {
    Queue<Object> kept = new ConcurrentLinkedQueue<>();
    mustBeReported(
        "that were removed are reachable",
        () ->
            new IsolatingMap<>() {
              @Override
              public Object remove(Object key) {
                Object value = super.remove(key);
                if (value != null) {
                  kept.add(value);
                }
                return value;
              }
            });
  }

  @Test
  void aHeapThatGrowsIsReported() {
    Queue<Object> leaked = new ConcurrentLinkedQueue<>();
    SoakResult result =
        soak(
            () ->
                new IsolatingMap<>() {
                  @Override
                  public Object remove(Object key) {
                    leaked.add(new byte[1_024]);
                    return super.remove(key);
                  }
                },
            Flatness.FEWEST + 1,
            Duration.ofSeconds(10));
    assertThat(result.failure()).isNull();
    assertThat(result.passed()).as("%s", result.flatness()).isFalse();
    assertThat(SoakReport.of(result, "")).contains("FAILED", "GROWING");
  }

  @Test
  void tornSnapshotsAreReported() {
    mustBeReported(
        "in a snapshot|no one moment|in one snapshot|seen in part",
        () ->
            new IsolatingMap<>() {
              @Override
              public Map<Object, Object> snapshot() {
                Map<Object, Object> copy = new HashMap<>();
                forEach(
                    (key, value) -> {
                      copy.put(key, value);
                      if (key.hashCode() % 16 == 0) {
                        Thread.yield();
                      }
                    });
                return copy;
              }
            });
  }

  @Test
  void transactionsThatAreNotRolledBackAreReported() {
    mustBeReported(
        "the total is",
        () ->
            new IsolatingMap<>() {
              @Override
              public <R> R atomically(
                  Collection<? extends Object> keys,
                  Function<? super TransactionView<Object, Object>, ? extends R> action) {
                RuntimeException[] thrown = {null};
                R result =
                    super.atomically(
                        keys,
                        view -> {
                          try {
                            return action.apply(view);
                          } catch (RuntimeException e) {
                            thrown[0] = e;
                            return null;
                          }
                        });
                if (thrown[0] != null) {
                  throw thrown[0];
                }
                return result;
              }
            });
  }

  @Test
  void aSizeThatDriftsIsReported() {
    AtomicInteger removals = new AtomicInteger();
    mustBeReported(
        "sizes are",
        () ->
            new IsolatingMap<>() {
              @Override
              public Object remove(Object key) {
                removals.incrementAndGet();
                return super.remove(key);
              }

              @Override
              public long mappingCount() {
                return super.mappingCount() + removals.get() / 1_000;
              }
            });
  }

  @Test
  void traversalsThatMissAMappingAreReported() {
    AtomicInteger traversals = new AtomicInteger();
    mustBeReported(
        "stayed and was not shown|sizes are",
        () ->
            new IsolatingMap<>() {
              @Override
              public void forEach(BiConsumer<? super Object, ? super Object> action) {
                boolean all = traversals.incrementAndGet() % 2 > 0;
                super.forEach(
                    (key, value) -> {
                      if (all || key.hashCode() % 7 > 0) {
                        action.accept(key, value);
                      }
                    });
              }
            });
  }

  @Test
  void swallowedExceptionsAreReported() {
    mustBeReported(
        "a function threw, and its caller caught null|swallowed",
        () ->
            new IsolatingMap<>() {
              @Override
              public Object compute(
                  Object key,
                  BiFunction<? super Object, ? super Object, ? extends Object> remapping) {
                try {
                  return super.compute(key, remapping);
                } catch (Provocation.PlannedException e) {
                  return get(key);
                }
              }
            });
  }

  @Test
  void aThreadThatHangsIsReportedWithAllStacks() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    SoakResult result =
        soak(
            () ->
                new IsolatingMap<>() {
                  @Override
                  public Object putIfAbsent(Object key, Object value) {
                    if (calls.incrementAndGet() == 1_000) {
                      awaitFor(never);
                    }
                    return super.putIfAbsent(key, value);
                  }
                },
            200,
            Duration.ofMillis(500));
    never.countDown();
    assertThat(result.passed()).isFalse();
    assertThat(result.failure().cause())
        .hasMessageContaining("makes no progress")
        .hasMessageContaining("awaitFor");
  }

  private static void awaitFor(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // As the maps do not listen to interrupts.
      }
    }
  }
}
