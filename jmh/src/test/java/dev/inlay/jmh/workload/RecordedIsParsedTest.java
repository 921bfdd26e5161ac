package dev.inlay.jmh.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.StripedMap;
import dev.inlay.workload.Recorder;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Whatever a recorder writes can be replayed. */
class RecordedIsParsedTest {
  private static final int PROGRAMS = 400;

  /** A key that looks like many others. */
  private record Poor(int id) {
    @Override
    public int hashCode() {
      return id % 3;
    }
  }

  private static final List<IntFunction<Object>> KEYS =
      List.of(
          i -> (long) i,
          i -> i * 0x9E3779B97F4A7C15L,
          i -> (long) (i / 100) << 32 | i % 100,
          i -> Character.toString((char) ('0' + i % 10_000)),
          i -> Integer.toString(i, 36),
          i ->
              "" + (char) ('A' + i / 676 % 26) + (char) ('A' + i / 26 % 26) + (char) ('A' + i % 26),
          i -> "",
          i -> "x".repeat(2_000) + i,
          List::of,
          Poor::new);

  /** A map that says it is so many times as large. */
  private static ConcurrentMap<Object, Object> large(int times) {
    return new ConcurrentHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public int size() {
        return (int) Math.min(Integer.MAX_VALUE, (long) super.size() * times);
      }

      /** Not the JDK's, which makes room for as many as the size tells. */
      @Override
      public void putAll(Map<?, ?> mappings) {
        mappings.forEach(this::put);
      }
    };
  }

  private static Recorder<? extends Map<Object, Object>> recorder(Random random) {
    int every = 1 << random.nextInt(8);
    ConcurrentMap<Object, Object> large = large(1 << random.nextInt(20));
    return switch (random.nextInt(4)) {
      case 0 -> Recorder.wrap(new StripedMap<Object, Object>(), every);
      case 1 -> Recorder.wrap((Map<Object, Object>) new HashMap<Object, Object>(), every);
      case 2 -> {
        for (int i = 0; i < random.nextInt(5_000); i++) {
          large.put(i, i);
        }
        yield Recorder.wrap(large, every);
      }
      default -> Recorder.wrap(large, every);
    };
  }

  private static String recorded(Random random) {
    Recorder<? extends Map<Object, Object>> recorder = recorder(random);
    Map<Object, Object> map = recorder.map();
    IntFunction<Object> keys = KEYS.get(random.nextInt(KEYS.size()));
    int[] weights = random.ints(12, 0, 100).map(w -> random.nextBoolean() ? 0 : w * w).toArray();
    weights[random.nextInt(weights.length)]++;
    int range = 1 << random.nextInt(16);
    int operations = 1 << random.nextInt(15);
    int next = 0;
    for (int i = 0; i < operations; i++) {
      int operation = 0;
      int dice = random.nextInt(Arrays.stream(weights).sum());
      while (dice >= weights[operation]) {
        dice -= weights[operation++];
      }
      Object key = keys.apply(random.nextInt(range));
      switch (operation) {
        case 0, 1 -> map.get(key);
        case 2 -> map.put(keys.apply(next++), i);
        case 3 -> map.put(key, i);
        case 4 -> map.remove(key);
        case 5 -> map.merge(key, 1, (a, b) -> b);
        case 6 -> map.computeIfAbsent(key, absent -> 1);
        case 7 -> map.putAll(Map.of(key, i));
        case 8 -> map.keySet().stream().findFirst();
        case 9 -> map.isEmpty();
        case 10 -> map.size();
        default -> map.replace(key, i);
      }
    }
    if (random.nextInt(20) == 0) {
      map.clear();
    }
    return text(recorder);
  }

  private static String text(Recorder<?> recorder) {
    StringBuilder text = new StringBuilder();
    try {
      recorder.writeTo(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  private static void assertParsed(String text, Object seed) {
    if (text.contains("\nop.")) {
      WorkloadSpec spec = WorkloadParser.parse("seed " + seed + "\n" + text, text);
      WorkloadParser.parse("seed " + seed, spec.toLine());
    } else {
      assertThat(text).as("seed %s", seed).contains("there is nothing to replay");
    }
  }

  @Test
  void programsOfAllKindsAreParsed() {
    long first = Long.getLong("inlay.seed", System.nanoTime());
    for (long seed = first; seed < first + PROGRAMS; seed++) {
      assertParsed(recorded(new Random(seed)), seed);
    }
  }

  /** Only the puts are many; sampled ones are few, or none. */
  @Test
  void growthOfWhichNoPutWasSampledIsParsed() {
    for (int i = 0; i < 50; i++) {
      Recorder<Map<Object, Object>> recorder =
          Recorder.wrap((Map<Object, Object>) new HashMap<Object, Object>());
      for (int key = 0; key < 20; key++) {
        recorder.map().put(key, key);
      }
      for (int key = 0; key < 10_000; key++) {
        recorder.map().get(key % 20);
      }
      String text = text(recorder);
      assertThat(text).contains("\nentries = 20\n").doesNotContain("growth");
      assertParsed(text, i);
    }
  }

  @Test
  void largeMapsThatGrowAreParsed() {
    ConcurrentMap<Object, Object> map = large(1_000);
    for (int i = 0; i < 30_000; i++) {
      map.put(-1L - i, i);
    }
    Recorder<ConcurrentMap<Object, Object>> recorder = Recorder.wrap(map);
    for (int i = 0; i < 30_000; i++) {
      ConcurrentMap<Object, Object> thousand = large(1_000);
      thousand.put((long) i, i);
      recorder.map().putAll(thousand);
    }
    String text = text(recorder);
    assertThat(text).contains("growth = 19", "too much for a replay");
    assertParsed(text(recorder), "none");
  }

  @Test
  void whatIsRefusedSaysWhatIsAllowed() {
    assertThatThrownBy(
            () -> WorkloadParser.parse("w", "format = 1; entries = 0; growth = 20; op.get.hit = 1"))
        .hasMessageContaining("growth: 20 needs operations that insert");
    assertThatThrownBy(
            () ->
                WorkloadParser.parse(
                    "w", "format = 1; growth = 1M; op.get.hit = 99.99; op.put.new = 0.01"))
        .hasMessageContaining("growth: 1000000 takes more operations than a pass has")
        .hasMessageContaining("which are 20,000,000; allowed with these shares: up to 2133");
    assertThatThrownBy(
            () ->
                WorkloadParser.parse(
                    "w",
                    "format = 1; entries = 1M; key.type = string; key.length = 1; op.get.hit = 1"))
        .hasMessageContaining("key.length: 1 characters give 32768 different keys");
  }
}
