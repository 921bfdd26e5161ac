package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Curves of the time of single operations, from the median to the worst. */
final class Latencies {
  private static final double WORST = 100;
  private static final Pattern COLUMN_PERCENTILE = Pattern.compile(" ?\\bp\\d+(?:\\.\\d+)?$");
  private static final Pattern PERCENTILE = Pattern.compile(".*\\.(?:p(\\d+(?:\\.\\d+)?)|(max))");

  /** What is shown in one chart: by map, then by percentile. */
  private record Curves(
      Bout bout, String heading, String unit, Map<Entrant, SortedMap<Double, Spread>> maps) {}

  /** How to read the curves, and what is not in them. */
  static final String LEAD =
      "The time that the given share of operations stayed below; the axis is logarithmic. Lower is better. Each"
          + " operation begins when the one before has ended: what requests that arrive by themselves would"
          + " wait behind a slow one is not in these figures (coordinated omission).";

  private Latencies() {}

  static Section section(List<Run> runs) {
    List<Panel> panels = new ArrayList<>();
    for (Run run : runs) {
      List<Curves> curves = new ArrayList<>();
      for (Bout bout : run.bouts()) {
        sampled(bout).forEach(curves::add);
        published(bout).ifPresent(curves::add);
      }
      Titles titles = Titles.of(curves.stream().map(each -> each.bout.title()).toList());
      curves.forEach(each -> panels.add(panel(run, each, titles)));
    }
    return new Section(
        "latency",
        "Latency of single operations",
        LEAD,
        panels,
        "./compare --mode latency",
        List.of());
  }

  /** JMH sampled the operations. */
  private static List<Curves> sampled(Bout bout) {
    List<Curves> all = new ArrayList<>();
    Set<String> turns = new HashSet<>();
    for (Column column : bout.columns()) {
      if (column.better() != Better.LOWER || !turns.add(column.turn())) {
        continue;
      }
      Map<Entrant, SortedMap<Double, Spread>> maps = new LinkedHashMap<>();
      for (Entrant entrant : bout.withLimit(column)) {
        SortedMap<Double, Spread> curve = new TreeMap<>();
        entrant
            .curves()
            .getOrDefault(column.turn(), new TreeMap<>())
            .forEach(
                (percentile, rounds) ->
                    Bout.spread(rounds).ifPresent(spread -> curve.put(percentile, spread)));
        if (!curve.isEmpty()) {
          maps.put(entrant, curve);
        }
      }
      if (!maps.isEmpty()) {
        String heading = COLUMN_PERCENTILE.matcher(column.heading()).replaceAll("");
        all.add(new Curves(bout, heading, column.unit(), maps));
      }
    }
    return all;
  }

  /** The benchmark timed each operation itself, and published percentiles. */
  private static Optional<Curves> published(Bout bout) {
    Map<Entrant, SortedMap<Double, Spread>> maps = new LinkedHashMap<>();
    String unit = "";
    for (Column column : bout.columns()) {
      Matcher name = PERCENTILE.matcher(column.metric());
      if (name.matches()) {
        unit = column.unit();
        double percentile = name.group(2) == null ? Double.parseDouble(name.group(1)) : WORST;
        for (Entrant entrant : bout.withLimit(column)) {
          Bout.absolute(entrant, column)
              .ifPresent(
                  spread ->
                      maps.computeIfAbsent(entrant, e -> new TreeMap<>()).put(percentile, spread));
        }
      }
    }
    boolean curve = maps.values().stream().anyMatch(points -> points.size() > 1);
    return curve ? Optional.of(new Curves(bout, "", unit, maps)) : Optional.empty();
  }

  private static Panel panel(Run run, Curves curves, Titles titles) {
    List<Double> percentiles =
        curves.maps.values().stream()
            .flatMap(c -> c.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    String title = titles.brief(curves.bout.title(), curves.heading);
    List<Object> series = new ArrayList<>();
    List<Map<String, String>> rows = new ArrayList<>();
    curves.maps.forEach(
        (entrant, curve) -> {
          List<Object> values = new ArrayList<>();
          Map<String, String> row = new LinkedHashMap<>();
          row.put("case", title);
          row.put("map", entrant.label());
          for (double percentile : percentiles) {
            Optional<Spread> spread = Optional.ofNullable(curve.get(percentile));
            values.add(spread.map(Charts::values).orElse(List.of()));
            row.put(label(percentile), spread.map(Numbers::absolute).orElse("not measured"));
          }
          row.put("unit", curves.unit);
          series.add(Map.of("id", entrant.id(), "name", entrant.label(), "values", values));
          rows.add(row);
        });
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "lines");
    data.put("x", percentiles.stream().map(Latencies::label).toList());
    data.put("xName", "");
    data.put("unit", curves.unit);
    data.put("better", "lower");
    data.put("log", true);
    data.put("series", series);
    String key =
        curves.bout.benchmark()
            + curves.bout.params()
            + curves.bout.flags()
            + curves.bout.threads()
            + curves.heading;
    String common = titles.common().isEmpty() ? "" : titles.common() + ". ";
    List<Bout> bouts = List.of(curves.bout);
    return new Panel(run, bouts, key, title, common + Notes.of(bouts), data, rows);
  }

  private static String label(double percentile) {
    return percentile == WORST
        ? "worst"
        : "p" + String.format(Locale.ROOT, "%s", percentile).replaceAll("\\.0$", "");
  }
}
