package dev.inlay.workload;

import static dev.inlay.workload.Filled.KEYS;
import static dev.inlay.workload.Filled.filled;
import static dev.inlay.workload.Filled.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.contract.tools.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is written of uses that are easily mistaken for others. */
class RecordedUseTest {

  @Test
  void aMapThatIsFilledAndThenReadDoesNotGrow() {
    Recorder<Map<Long, Long>> byPuts = Recorder.wrap((Map<Long, Long>) new HashMap<Long, Long>());
    Map<Long, Long> mappings = new HashMap<>();
    for (long i = 0; i < 50_000; i++) {
      byPuts.map().put(i, i);
      mappings.put(i, i);
    }
    Recorder<Map<Long, Long>> atOnce = Recorder.wrap((Map<Long, Long>) new HashMap<Long, Long>());
    atOnce.map().putAll(mappings);
    for (long i = 0; i < 1_000_000; i++) {
      byPuts.map().get(i % 50_000);
      atOnce.map().get(i % 50_000);
    }
    for (Recorder<?> recorder : List.of(byPuts, atOnce)) {
      Recorded recorded = Recorded.by(recorder);
      assertThat(recorded.fields()).containsEntry("entries", "50000").doesNotContainKey("growth");
      assertThat(recorded.operation("put.new")).isCloseTo(100 / 21.0, within(0.8));
    }
  }

  @Test
  void keysOnAGridAreUsedAlikeThoughTheirHashCodesCollide() {
    Recorder<ConcurrentMap<Long, Long>> recorder =
        Recorder.wrap(new ConcurrentHashMap<Long, Long>(), 1);
    for (long i = 0; i < 90_000; i++) {
      recorder.map().put(i / 300 << 32 | i % 300, i);
    }
    recorder.reset();
    Random random = TestSettings.random("RecorderTest grid");
    for (int i = 0; i < 300_000; i++) {
      recorder.map().get((long) random.nextInt(300) << 32 | random.nextInt(300));
    }
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.number("hot.1%")).isLessThan(3);
    assertThat(recorded.number("hot.10%")).isLessThan(15);
    assertThat(recorded.fields()).containsEntry("key.type", "colliding");
    assertThat(recorded.text())
        .containsPattern("# 65,536 keys had [0-9,]{1,5} different hash codes");
  }

  @Test
  void whatHashCodesHideIsNotSaid() {
    /** A key whose hash code may be that of others. */
    record Point(int x, int y, boolean poor) {
      @Override
      public int hashCode() {
        return poor ? 7 : (x * 1_000 + y) * 0x9E3779B9;
      }
    }
    for (boolean poor : new boolean[] {true, false}) {
      ConcurrentMap<Point, Integer> map = new ConcurrentHashMap<>();
      Recorder<ConcurrentMap<Point, Integer>> recorder = Recorder.wrap(map, 1);
      for (int i = 0; i < 400; i++) {
        map.put(new Point(i / 20, i % 20, poor), i);
      }
      for (int i = 0; i < 8_000; i++) {
        recorder.map().get(new Point(i / 20 % 20, i % 20, poor));
      }
      Recorded recorded = Recorded.by(recorder);
      assertThat(recorded.fields())
          .containsEntry("distribution", poor ? "uniform" : "histogram")
          .containsEntry("key.type", poor ? "colliding" : "user");
      assertThat(recorded.text().contains("400 keys had 1 different hash codes")).isEqualTo(poor);
    }
    Recorder<Map<Point, Integer>> single =
        Recorder.wrap((Map<Point, Integer>) new HashMap<Point, Integer>(), 1);
    single.map().put(new Point(1, 1, false), 1);
    assertThat(Recorded.by(single).text()).contains("whether there are such", "is not known");
  }

  @Test
  void iterationsCountByWhatTheySee() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    ConcurrentMap<String, Integer> map = recorder.map();
    for (int i = 0; i < 500; i++) {
      map.get(key(i));
      map.keySet().iterator().next();
      map.values().stream().findFirst().orElseThrow();
      map.entrySet().stream().limit(2).forEach(entry -> {});
      map.isEmpty();
    }
    // 1 + 1 + 2 of 1,000 elements each
    assertThat(
            Recorded.by(recorder).operation("iterate") / Recorded.by(recorder).operation("get.hit"))
        .isCloseTo(4.0 / 1_000, within(0.001));
    assertThat(Recorded.by(recorder).operation("isEmpty"))
        .isEqualTo(Recorded.by(recorder).operation("get.hit"));
    assertThat(Recorded.by(recorder).fields()).doesNotContainKey("op.size");
  }

  @Test
  void wholeIterationsCountAsSuch() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    ConcurrentMap<String, Integer> map = recorder.map();
    for (int i = 0; i < 10; i++) {
      map.get(key(i));
    }
    for (String key : map.keySet()) {
      assertThat(key).isNotNull();
    }
    map.entrySet().iterator().forEachRemaining(entry -> {});
    assertThat(map.values().stream().mapToInt(i -> i).sum()).isPositive();
    assertThat(map.keySet().parallelStream().mapToInt(String::length).sum()).isPositive();
    map.values().spliterator().forEachRemaining(value -> {});
    map.forEach((key, value) -> {});
    map.keySet().toArray();
    assertThat(map.containsValue(-1)).isFalse();
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.operation("iterate") / recorded.operation("get.hit"))
        .isCloseTo(8 / 10.0, within(0.001));
  }

  @Test
  void putAllAsksForNoSizeAndTellsNewKeys() {
    AtomicInteger sizes = new AtomicInteger();
    ConcurrentMap<String, Integer> counting =
        new ConcurrentHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public int size() {
            sizes.incrementAndGet();
            return super.size();
          }

          @Override
          public void putAll(Map<? extends String, ? extends Integer> mappings) {
            int before = sizes.get();
            super.putAll(mappings); // which asks for the size itself, in newer JDKs
            sizes.set(before);
            super.keySet().removeIf(key -> key.startsWith("key-"));
          }
        };
    Recorder<ConcurrentMap<String, Integer>> recorder = Recorder.wrap(counting, 1);
    Map<String, Integer> mappings = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      mappings.put(key(i), i);
    }
    for (int i = 0; i < 2_000; i++) {
      recorder.map().putAll(mappings);
    }
    assertThat(sizes).hasValueLessThan(600);
    assertThat(Recorded.by(recorder).operation("put.new")).as("others remove").isEqualTo(100);
  }

  @Test
  void aPutAllOfManyIsNotMissed() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(Recorder.EVERY);
    Map<String, Integer> mappings = new HashMap<>();
    for (int i = 0; i < 2 * KEYS; i++) {
      mappings.put(key(i), i);
    }
    for (int i = 0; i < 100; i++) {
      recorder.map().putAll(mappings);
      recorder.map().keySet().removeIf(key -> mappings.get(key) >= KEYS);
    }
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.operation("put.existing")).isCloseTo(50, within(10.0));
    assertThat(recorded.operation("put.new")).isCloseTo(50, within(10.0));
    assertThat(recorded.fields()).containsEntry("key.type", "string");
  }

  @Test
  void theTextIsTheMapsOwn() {
    Map<String, Object> secretive =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            return size() + " secrets" + (containsKey("loud") ? super.toString() : "");
          }
        };
    Map<String, Object> recorded = Recorder.wrap(secretive, 1).map();
    recorded.put("password", "swordfish");
    assertThat(recorded).hasToString("1 secrets");
    recorded.clear();
    recorded.put("loud", recorded);
    assertThat(recorded).hasToString("1 secrets{loud=(this Map)}");
    assertThat(recorded).hasToString("1 secrets{loud=(this Map)}");
  }
}
