package dev.inlay.jmh.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of other libraries do as maps do, and as directly as they can. */
class AdaptedMapTest {

  private static <K, V> ConcurrentMap<K, V> map(String id) {
    return (ConcurrentMap<K, V>) Subjects.get(id).<K, V>growing();
  }

  /** Counts how often it is looked up. */
  private static final class CountingKey {
    private final AtomicInteger hashes = new AtomicInteger();

    @Override
    public int hashCode() {
      hashes.incrementAndGet();
      return 42;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  private static int hashes(Runnable operation, CountingKey key) {
    int before = key.hashes.get();
    operation.run();
    return key.hashes.get() - before;
  }

  /** A lookup more than the library's own way would be the adapter's. */
  @ParameterizedTest
  @CsvSource({"scala, 1, 2, 1, 2", "vavr, 2, 3, 2, 2", "champ, 2, 3, 2, 2"})
  void noOperationLooksAKeyUpMoreOftenThanItsLibrary(
      String id, int putIfAbsent, int computeIfAbsent, int replace, int merge) {
    ConcurrentMap<CountingKey, Integer> map = map(id);
    CountingKey key = new CountingKey();
    assertThat(hashes(() -> map.putIfAbsent(key, 1), key)).isEqualTo(putIfAbsent);
    assertThat(hashes(() -> map.replace(key, 2), key)).isEqualTo(replace);
    assertThat(hashes(() -> map.merge(key, 2, Integer::sum), key)).isEqualTo(merge);
    CountingKey other = new CountingKey();
    ConcurrentMap<CountingKey, Integer> empty = map(id);
    assertThat(hashes(() -> empty.computeIfAbsent(other, absent -> 1), other))
        .isEqualTo(computeIfAbsent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scala", "vavr", "champ", "copied"})
  void everyOperationGivesWhatAHashMapGives(String id) {
    long seed = Long.getLong("inlay.seed", 11);
    SplittableRandom random = new SplittableRandom(seed);
    ConcurrentMap<Integer, Integer> map = map(id);
    Map<Integer, Integer> model = new HashMap<>();
    for (int step = 0; step < 5_000; step++) {
      int kind = random.nextInt(10);
      int key = random.nextInt(20);
      int value = random.nextInt(3);
      assertThat(operate(map, kind, key, value))
          .as("inlay.seed=%d, step %d, operation %d", seed, step, kind)
          .isEqualTo(operate(model, kind, key, value));
      assertThat(map).isEqualTo(model);
    }
    Map<Integer, Integer> walked = new HashMap<>();
    map.forEach(walked::put);
    assertThat(walked).isEqualTo(model);
  }

  private static @Nullable Object operate(Map<Integer, Integer> map, int kind, int key, int value) {
    return switch (kind) {
      case 0 -> map.put(key, value);
      case 1 -> map.putIfAbsent(key, value);
      case 2 -> map.remove(key);
      case 3 -> map.remove(key, value);
      case 4 -> map.replace(key, value);
      case 5 -> map.replace(key, value, value + 1);
      case 6 -> map.computeIfAbsent(key, absent -> value == 0 ? null : value);
      case 7 -> map.compute(key, (same, old) -> value == 0 ? null : value);
      case 8 -> map.merge(key, value, (old, added) -> added == 0 ? null : old + added);
      default -> map.containsKey(key);
    };
  }

  /** Who changes other keys is no reason to deny that a value was the expected one. */
  @ParameterizedTest
  @ValueSource(strings = {"scala", "vavr", "champ", "copied"})
  void conditionalChangesFailForNothingElse(String id) throws InterruptedException {
    ConcurrentMap<Integer, Integer> map = map(id);
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<@Nullable String> denied = new AtomicReference<>();
    Thread others =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                map.put(1 + i % 5, i);
              }
            });
    others.start();
    for (int i = 0; i < 20_000 && denied.get() == null; i++) {
      map.put(0, i);
      if (!map.replace(0, i, -i - 1) || !map.remove(0, -i - 1)) {
        denied.set("in round " + i);
      }
    }
    done.set(true);
    others.join();
    assertThat(denied.get()).isNull();
  }

  @Test
  void aRemovalOfNothingIsNone() {
    ConcurrentMap<Integer, Integer> map = map("vavr");
    assertThat(map.remove(1)).isNull();
    assertThat(map.computeIfPresent(1, (key, value) -> 2)).isNull();
    assertThat(map).isEmpty();
  }
}
