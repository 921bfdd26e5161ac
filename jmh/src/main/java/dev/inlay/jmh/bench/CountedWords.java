package dev.inlay.jmh.bench;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A map of counts that is empty at the start of each iteration, and what went into it. */
@State(Scope.Benchmark)
public abstract class CountedWords {

  /** The map, by its name in {@link Subjects}. */
  @Param({"chm", "sharded", "striped"})
  public String subject = "";

  private Map<Object, Long> map = Map.of();

  /** The threads' texts, with how far they were at the start of the iteration. */
  private final Map<Cursor, Long> texts = new LinkedHashMap<>();

  /**
   * Starts to count.
   *
   * @param params what JMH is about to run
   */
  @Setup(Level.Iteration)
  public void clear(BenchmarkParams params) {
    Subject chosen = Subjects.get(subject);
    if (!chosen.concurrent() && params.getThreads() > 1) {
      throw new IllegalArgumentException(chosen.label() + " is for one thread");
    }
    map = Map.of();
    FilledMap.age();
    map = chosen.growing();
    synchronized (this) {
      texts.replaceAll((text, before) -> text.keysTaken());
    }
  }

  final synchronized void register(Cursor text) {
    texts.put(text, 0L);
  }

  final Map<Object, Long> map() {
    return map;
  }

  /** Fails the iteration unless every word was counted exactly as often as it was read. */
  @TearDown(Level.Iteration)
  public synchronized void verify() {
    Map<Object, Long> expected = new HashMap<>();
    texts.forEach(
        (text, before) -> {
          for (int position = 0; position < text.length(); position++) {
            long times = text.timesTaken(position) - text.timesTaken(position, before);
            if (times > 0) {
              expected.merge(text.keyAt(position), times, Long::sum);
            }
          }
        });
    expected.forEach(
        (word, count) -> {
          Long counted = map.get(word);
          ContentCheck.require(
              count.equals(counted), word + " came " + count + " times, but has " + counted);
        });
    ContentCheck.require(
        map.size() == expected.size(), "size() is " + map.size() + ", not " + expected.size());
    Map<Object, Long> met = new HashMap<>();
    for (Map.Entry<Object, Long> entry : map.entrySet()) {
      met.put(entry.getKey(), entry.getValue());
    }
    ContentCheck.require(met.equals(expected), "iteration gives other counts than get");
  }
}
