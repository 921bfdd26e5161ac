package dev.inlay.jmh.report;

import dev.inlay.jmh.results.JmhResult;
import dev.inlay.jmh.results.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Titles and columns of results that no plan describes, from what JMH's format tells. */
final class Derived {
  /** The parameter whose values take turns in one JVM. */
  static final String SHARE = "reads";

  private static final String HEAP_AT = "heap.perEntry.at.";
  private static final String ENTRIES = "entries";

  private record Known(String heading, String name, Better better) {}

  /** Secondary metrics by label, in the order of tables. */
  private static final Map<String, Known> METRICS = new LinkedHashMap<>();

  static {
    METRICS.put("insert.max", new Known("worst", "time", Better.LOWER));
    METRICS.put("insert.p99.99", new Known("p99.99", "time", Better.LOWER));
    METRICS.put("insert.p99", new Known("p99", "time", Better.LOWER));
    METRICS.put("insert.p50", new Known("p50", "time", Better.LOWER));
    METRICS.put("heap.perEntry.average", new Known("average", "heap per entry", Better.NEITHER));
    METRICS.put("heap.perEntry.min", new Known("min", "heap per entry", Better.NEITHER));
    METRICS.put("heap.perEntry.max", new Known("max", "heap per entry", Better.NEITHER));
    METRICS.put("insert.allocated", new Known("", "allocated", Better.NEITHER));
    METRICS.put("version.allocated", new Known("", "allocated", Better.NEITHER));
    METRICS.put("gc.collections", new Known("", "collections", Better.NEITHER));
    METRICS.put("gc.pauses", new Known("", "time in them", Better.NEITHER));
    METRICS.put("heap.growth", new Known("", "growth of the live heap", Better.NEITHER));
    METRICS.put("heap.filled", new Known("", "heap of the filled map", Better.NEITHER));
  }

  private Derived() {}

  /** Returns the columns of a bout, one for each turn and figure. */
  static List<Column> columns(List<JmhResult> results) {
    List<Column> columns = new ArrayList<>();
    for (String turn : results.stream().map(r -> r.param(SHARE)).distinct().toList()) {
      JmhResult first =
          results.stream().filter(r -> r.param(SHARE).equals(turn)).findFirst().orElseThrow();
      String heading = turn.isEmpty() ? "" : turn + " % reads";
      Map<String, String> units = new TreeMap<>();
      for (JmhResult result : results) {
        if (result.param(SHARE).equals(turn)) {
          result.secondaryUnits().forEach(units::putIfAbsent);
        }
      }
      boolean figuresOnly =
          first.mode().equals("ss") && units.keySet().stream().anyMatch(METRICS::containsKey);
      if (!figuresOnly) {
        columns.add(primary(heading, turn, first));
      }
      METRICS.forEach(
          (label, known) -> {
            if (units.containsKey(label)) {
              columns.add(
                  new Column(
                      join(heading, known.heading),
                      turn,
                      known.name,
                      Units.readable(units.getOrDefault(label, "")),
                      known.better,
                      label));
            }
          });
      units.forEach(
          (label, unit) -> {
            if (label.startsWith(HEAP_AT)) {
              String entries = entries(label.substring(HEAP_AT.length()));
              columns.add(new Column(entries, turn, "heap per entry", unit, Better.NEITHER, label));
            } else if (!METRICS.containsKey(label)) {
              columns.add(new Column(heading, turn, label, unit, Better.NEITHER, label));
            }
          });
    }
    return columns;
  }

  private static Column primary(String heading, String turn, JmhResult result) {
    return switch (result.mode()) {
      case "thrpt" ->
          new Column(heading, turn, "throughput", Units.readable(result.unit()), Better.HIGHER, "");
      case JmhResult.SAMPLE ->
          new Column(heading, turn, "p99 of one operation", time(result), Better.LOWER, "p99");
      default -> new Column(heading, turn, "time", time(result), Better.LOWER, "");
    };
  }

  private static String time(JmhResult result) {
    return Units.readable(result.unit());
  }

  private static String join(String first, String second) {
    return (first + " " + second).strip();
  }

  /** Says what a bout is, with those parameters in which it differs from others. */
  static String title(
      JmhResult result, Map<String, String> params, Set<String> varying, Set<String> benchmarks) {
    List<String> parts = new ArrayList<>(List.of(benchmark(result.benchmark(), benchmarks)));
    if (params.containsKey(ENTRIES)) {
      parts.add(entries(params.get(ENTRIES)));
    }
    params.forEach(
        (name, value) -> {
          if (!name.equals(ENTRIES) && varying.contains(name)) {
            parts.add(parameter(name, value));
          }
        });
    parts.add(result.threads() + (result.threads() == 1 ? " thread" : " threads"));
    return String.join(", ", parts);
  }

  private static String parameter(String name, String value) {
    return switch (name) {
      case "keys" -> value + " keys";
      case "identity" -> value + " keys looked up";
      case "sizing", "distribution" -> value;
      default -> name + " " + value;
    };
  }

  private static String entries(String value) {
    try {
      return String.format(Locale.ROOT, "%,d entries", Long.parseLong(value));
    } catch (NumberFormatException e) {
      return value + " entries";
    }
  }

  /** Returns "get hit" for GetHit.get, and "hot key, merge" where HotKey has other methods. */
  private static String benchmark(String name, Set<String> all) {
    int method = name.lastIndexOf('.');
    String type = name.substring(0, method);
    String words = words(type.substring(type.lastIndexOf('.') + 1).replaceAll("Benchmark$", ""));
    long methods = all.stream().filter(other -> other.startsWith(type + ".")).count();
    return methods < 2 ? words : words + ", " + words(name.substring(method + 1));
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
