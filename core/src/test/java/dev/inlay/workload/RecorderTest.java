package dev.inlay.workload;

import static dev.inlay.workload.Filled.KEYS;
import static dev.inlay.workload.Filled.filled;
import static dev.inlay.workload.Filled.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inlay.InlayMap;
import dev.inlay.StripedMap;
import dev.inlay.contract.tools.Allocation;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

/** What a recorder writes is what was done. */
class RecorderTest {
  private static final int MOST_RUNS = 50;

  @Test
  void sharesAreThoseOfTheProgram() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(Recorder.EVERY);
    Random random = TestSettings.random("RecorderTest shares");
    for (int i = 0; i < 2_000_000; i++) {
      String key = key(random.nextInt(KEYS));
      int dice = random.nextInt(100);
      if (dice < 72) {
        recorder.map().get(key);
      } else if (dice < 90) {
        recorder.map().get("not there.");
      } else {
        recorder.map().put(key, i);
      }
    }
    // 31,250 samples: a standard deviation of at most 0.26 points.
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.operation("get.hit")).isCloseTo(72, within(1.5));
    assertThat(recorded.operation("get.miss")).isCloseTo(18, within(1.5));
    assertThat(recorded.operation("put.existing")).isCloseTo(10, within(1.5));
    assertThat(recorded.fields().keySet().stream().filter(name -> name.startsWith("op.")))
        .hasSize(3);
    assertThat(recorded.fields())
        .containsEntry("entries", "1000")
        .containsEntry("threads", "1")
        .containsEntry("key.type", "string")
        .containsEntry("key.length", "10")
        .doesNotContainKey("growth");
  }

  /** What would be recorded if each 64th operation were sampled: reads only. */
  @Test
  void operationsInTurnsAreSampledAlike() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(Recorder.EVERY);
    for (int i = 0; i < 500_000; i++) {
      recorder.map().get(key(i % KEYS));
      recorder.map().put(key(i % KEYS), i);
    }
    assertThat(Recorded.by(recorder).operation("get.hit")).isCloseTo(50, within(3.0));
  }

  @Test
  void eachOperationIsTold() {
    InlayMap<String, Integer> map = new StripedMap<>();
    map.put("there", 1);
    Recorder<InlayMap<String, Integer>> recorder = Recorder.wrap(map, 1);
    InlayMap<String, Integer> recorded = recorder.map();
    recorded.get("there");
    recorded.getOrDefault("not there", 5);
    recorded.containsKey("there");
    recorded.keySet().contains("not there");
    recorded.put("there", 2);
    recorded.put("new", 2);
    recorded.putIfAbsent("there", 3);
    recorded.putIfAbsent("new 2", 3);
    recorded.replace("there", 4);
    recorded.replace("not there", 4, 5);
    recorded.remove("new");
    recorded.remove("new", 7);
    recorded.computeIfAbsent("there", key -> 1);
    recorded.computeIfAbsent("new 3", key -> 1);
    recorded.computeIfPresent("there", (key, value) -> 1);
    recorded.computeIfPresent("not there", (key, value) -> 1);
    recorded.compute("there", (key, value) -> 1);
    recorded.compute("new 4", (key, value) -> 1);
    recorded.merge("there", 1, Integer::sum);
    recorded.merge("new 5", 1, Integer::sum);
    recorded.getAll(List.of("there", "new 2", "not there", "none"));
    recorded.forEach((key, value) -> {});
    recorded.size();
    recorded.isEmpty();
    recorded.snapshot();
    Recorded text = Recorded.by(recorder);
    for (Operation operation : Operation.values()) {
      if (operation != Operation.CLEAR) {
        assertThat(text.operation(operation.label()))
            .as(operation.label())
            .isCloseTo(100 / 25.0, within(0.01));
      }
    }
    assertThat(text.fields()).containsEntry("getAll.keys", "4");
  }

  @Test
  void functionsThatRemoveAreRemovals() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    recorder.map().compute(key(0), (key, value) -> null);
    recorder.map().merge(key(1), 1, (a, b) -> null);
    recorder.map().computeIfPresent(key(2), (key, value) -> null);
    Iterator<String> keys = recorder.map().keySet().iterator();
    keys.next();
    keys.remove();
    assertThat(Recorded.by(recorder).operation("remove.hit")).isGreaterThan(99.9);
  }

  @Test
  void rareOperationsOnTheWholeMapAreAllCounted() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1 << 10);
    for (int i = 0; i < 1_000_000; i++) {
      recorder.map().get(key(i % KEYS));
    }
    recorder.map().values().forEach(value -> {});
    recorder.map().clear();
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.operation("iterate")).isCloseTo(0.0001, within(0.00001));
    assertThat(recorded.text()).contains("# clear() ran 1 times; that is not replayed.");
  }

  @Test
  void aMapThatGrowsIsToldFromOneThatLives() {
    Recorder<Map<Long, Long>> growing = Recorder.wrap((Map<Long, Long>) new HashMap<Long, Long>());
    for (long i = 0; i < 100_000; i++) {
      growing.map().merge(i, 1L, Long::sum);
    }
    assertThat(Recorded.by(growing).fields())
        .containsEntry("entries", "0")
        .containsEntry("growth", "100000")
        .containsEntry("key.type", "dense");
    Recorder<Map<Long, Long>> living = Recorder.wrap((Map<Long, Long>) new HashMap<Long, Long>());
    for (long i = 0; i < 500_000; i++) {
      living.map().put(i * 0x9E3779B97F4A7C15L, i);
      living.map().remove((i - 5_000) * 0x9E3779B97F4A7C15L);
      if (i == 5_000) {
        living.reset();
      }
    }
    assertThat(Recorded.by(living).fields())
        .doesNotContainKey("growth")
        .containsEntry("key.type", "long");
    assertThat(Recorded.by(living).number("entries")).isBetween(4_990.0, 5_010.0);
  }

  @Test
  void resettingForgets() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    recorder.map().get("absent");
    recorder.reset();
    assertThat(Recorded.by(recorder).fields()).doesNotContainKey("op.get.miss");
    assertThat(Recorded.by(recorder).text())
        .contains("# No operation was recorded yet: there is nothing to replay.");
    recorder.map().get(key(0));
    assertThat(Recorded.by(recorder).operation("get.hit")).isEqualTo(100);
  }

  @Test
  void threadsAreSeenAndNoMoreAreReplayedThanCores() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    Crew crew = new Crew();
    for (int t = 0; t < 40; t++) {
      crew.once("reader", () -> recorder.map().get(key(1)));
    }
    crew.runToEnd();
    Recorded recorded = Recorded.by(recorder);
    assertThat(recorded.number("threads.seen"))
        .as("40, or on a slow machine those of the fuller one of two seconds")
        .isBetween(18.0, 44.0);
    assertThat(recorded.number("threads"))
        .isEqualTo(Math.min(40, Runtime.getRuntime().availableProcessors()));
  }

  /** Uses a map by many threads while files are written; returns how many samples are lost. */
  private static long lost(Supplier<Recording> blank) {
    ConcurrentMap<Integer, Integer> plain = new ConcurrentHashMap<>();
    for (int i = 0; i < KEYS; i++) {
      plain.put(i, i);
    }
    Tape tape = new Tape(1, plain, blank);
    Map<Integer, Integer> map = new RecordedConcurrentMap<>(plain, tape);
    AtomicInteger operations = new AtomicInteger();
    Crew crew = new Crew();
    for (int t = 0; t < 4; t++) {
      crew.once(
          "user",
          () -> {
            while (crew.running()) {
              map.get(operations.incrementAndGet() % KEYS);
            }
          });
    }
    crew.loop(2, "writer", () -> assertThat(new WorkloadText(tape).text()).contains("format = 1"))
        .runFor(TestSettings.span(400));
    return operations.get() - tape.recording().totals().keys;
  }

  @Test
  void nothingIsLostBetweenThreadsWhileFilesAreWritten() {
    assertThat(lost(Recording::new)).isZero();
  }

  private static long lostWithoutALock() {
    return lost(
        () ->
            new Recording(
                1,
                () ->
                    new Cell() {
                      @Override
                      long add(Operation operation, int hash, KeyShape shape, KeySketch sketch) {
                        return addUnguarded(Operation.GET_MISS, hash, shape, sketch);
                      }
                    }));
  }

  /** The control: one cell for all, as it is, and without its lock. */
  @Test
  void whatIsLostWithoutALockIsNoticed() {
    assertThat(lost(() -> new Recording(1, Cell::new))).isZero();
    long lost = 0;
    for (int run = 0; run < MOST_RUNS && lost == 0; run++) {
      lost = lostWithoutALock();
    }
    assertThat(lost).isPositive();
  }

  @Test
  void hashCodesThatThrowFailNoOperation() {
    /** A key whose hash code is to be had so many times. */
    record Moody(int id, AtomicInteger left) {
      @Override
      public int hashCode() {
        if (left.decrementAndGet() < 0) {
          throw new IllegalStateException("no more hash codes");
        }
        return id;
      }
    }
    Recorder<Map<Moody, Integer>> recorder =
        Recorder.wrap((Map<Moody, Integer>) new HashMap<Moody, Integer>(), 1);
    assertThatCode(() -> recorder.map().put(new Moody(1, new AtomicInteger(1)), 5))
        .doesNotThrowAnyException();
    assertThat(recorder.map()).hasSize(1);
    assertThat(Recorded.by(recorder).text()).contains("# 1 samples were dropped");
    assertThatThrownBy(() -> recorder.map().get(new Moody(1, new AtomicInteger(0))))
        .as("the map's own call")
        .hasMessage("no more hash codes");
  }

  @Test
  void mapsThatTakeNullsStillDo() {
    Recorder<Map<String, String>> recorder =
        Recorder.wrap(Collections.synchronizedMap(new HashMap<String, String>()), 1);
    assertThat(recorder.map().put(null, null)).isNull();
    assertThat(recorder.map()).containsEntry(null, null).hasToString("{null=null}");
    assertThatNullPointerException().isThrownBy(() -> recorder.map().merge("a", "b", null));
    assertThatNullPointerException().isThrownBy(() -> recorder.map().putAll(null));
  }

  @Test
  void whatIsNotSampledAllocatesNothing() {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1 << 20);
    ConcurrentMap<String, Integer> map = recorder.map();
    String key = key(3);
    read(map, key, 200_000);
    Allocation allocation = Allocation.begin();
    read(map, key, 1_000_000);
    assertThat(allocation.bytes()).isLessThan(100_000);
  }

  private static void read(Map<String, Integer> map, String key, int times) {
    for (int i = 0; i < times; i++) {
      map.get(key);
    }
  }

  @Test
  void memoryIsAsSaidAndDoesNotGrow() {
    ConcurrentMap<Integer, Integer> map = new ConcurrentHashMap<>();
    Recorder<ConcurrentMap<Integer, Integer>> recorder = Recorder.wrap(map, 1);
    long before = bytes(recorder, map);
    assertThat(before).isCloseTo(recorder.bytes(), within(recorder.bytes() / 10));
    for (int i = 0; i < 300_000; i++) {
      map.put(i, i);
      recorder.map().get(i);
    }
    map.clear();
    long after = bytes(recorder, map);
    assertThat(after).isCloseTo(before, within(5_000L));
  }

  private static long bytes(Recorder<?> recorder, Map<?, ?> map) {
    return GraphLayout.parseInstance(recorder).totalSize()
        - GraphLayout.parseInstance(map).totalSize();
  }

  @Test
  void noKeyAndNoValueIsKept() {
    Recorder<Map<Object, Object>> recorder =
        Recorder.wrap((Map<Object, Object>) new HashMap<Object, Object>(), 1);
    for (int i = 0; i < 10_000; i++) {
      recorder.map().put(new StringBuilder("secret" + i), "secret value");
    }
    assertThat(GraphLayout.parseInstance(recorder).getClasses()).contains(StringBuilder.class);
    recorder.map().clear();
    assertThat(GraphLayout.parseInstance(recorder).getClasses())
        .doesNotContain(StringBuilder.class, String.class);
    assertThat(Recorded.by(recorder).text()).doesNotContain("secret");
  }

  @Test
  void theFileIsReplaced(@TempDir Path directory) throws IOException {
    Recorder<ConcurrentMap<String, Integer>> recorder = filled(1);
    Path file = directory.resolve("app.workload");
    Files.writeString(file, "x".repeat(100_000));
    recorder.write(file);
    assertThat(file).content().startsWith("# Recorded by").doesNotContain("xxx");
    assertThatThrownBy(() -> recorder.write(directory.resolve("none/app.workload")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
    assertThatNullPointerException().isThrownBy(() -> recorder.write(null)).withMessage("file");
    assertThatNullPointerException().isThrownBy(() -> recorder.writeTo(null)).withMessage("out");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, 100, 1 << 21, Integer.MIN_VALUE})
  void otherRatesAreRefused(int every) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recorder.wrap(new HashMap<>(), every))
        .withMessageContaining("power of two from 1 to 1048576, but is " + every);
  }

  @Test
  void noMapIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> Recorder.wrap((Map<String, String>) null))
        .withMessage("map");
  }

  @Test
  void mapsThatFailToTellTheirSizeAreRecorded() {
    Map<String, String> odd =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public int size() {
            throw new UnsupportedOperationException("size");
          }
        };
    Recorder<Map<String, String>> recorder = Recorder.wrap(odd, 1);
    for (int i = 0; i < 1_000; i++) {
      recorder.map().put("a", "b");
    }
    assertThat(recorder.map().get("a")).isEqualTo("b");
    assertThat(Recorded.by(recorder).operation("put.existing")).isGreaterThan(99);
  }
}
