package dev.inlay.jmh.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures that a benchmark finds out besides its time, per iteration: {@link FiguresProfiler} hands
 * them to JMH, which prints them and writes them to its JSON as secondary results.
 */
final class Figures {

  /** A value with its unit. */
  record Figure(double value, String unit) {}

  private static final Map<String, Figure> CURRENT = new LinkedHashMap<>();

  private Figures() {}

  static synchronized void publish(String name, double value, String unit) {
    CURRENT.put(name, new Figure(value, unit));
  }

  /** Returns what was published since the last call. */
  static synchronized Map<String, Figure> drain() {
    Map<String, Figure> drained = new LinkedHashMap<>(CURRENT);
    CURRENT.clear();
    return drained;
  }
}
