package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Bars of bytes and of the collector's work. */
final class Memory {
  private static final String HEAP = "heap.perEntry.";
  private static final String AT_SIZE = HEAP + "at.";
  private static final String AVERAGE = HEAP + "average";

  private Memory() {}

  static Section heap(List<Run> runs) {
    return new Section(
        "heap",
        "Heap per entry",
        "Bytes of the map itself for each entry, keys and values not counted: the average over sizes; bars reach from the "
            + "fullest to the emptiest table. Lower is better.",
        panels(runs, column -> column.metric().equals(AVERAGE)),
        "./compare --suite targets",
        List.of());
  }

  static Section collector(List<Run> runs) {
    return new Section(
        "allocation",
        "Allocation and garbage collection",
        "Lower is better.",
        panels(
            runs, column -> column.better() == Better.NEITHER && !column.metric().startsWith(HEAP)),
        "./compare --heap-figures, or ./compare --suite targets for the bytes of an insert",
        List.of());
  }

  /** Returns lines of the heap per entry by the number of entries. */
  static List<Panel> heapBySize(Run run) {
    List<Panel> panels = new ArrayList<>();
    for (Bout bout : run.bouts()) {
      List<Column> sizes =
          bout.columns().stream().filter(c -> c.metric().startsWith(AT_SIZE)).toList();
      if (sizes.size() > 1) {
        panels.add(heapBySize(run, bout, sizes));
      }
    }
    return panels;
  }

  private static Panel heapBySize(Run run, Bout bout, List<Column> sizes) {
    String title = "heap per entry by number of entries";
    List<Object> series = new ArrayList<>();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Entrant entrant : bout.entrants()) {
      List<Object> values = new ArrayList<>();
      Map<String, String> row = new LinkedHashMap<>();
      row.put("case", title);
      row.put("map", entrant.label());
      for (Column size : sizes) {
        Optional<Spread> spread = Bout.absolute(entrant, size);
        values.add(spread.map(Charts::values).orElse(List.of()));
        row.put(size.heading(), spread.map(Numbers::absolute).orElse("not measured"));
      }
      row.put("unit", sizes.get(0).unit());
      series.add(Map.of("id", entrant.id(), "name", entrant.label(), "values", values));
      rows.add(row);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "lines");
    data.put("x", sizes.stream().map(size -> size.heading().replace(" entries", "")).toList());
    data.put("xName", "entries");
    data.put("unit", sizes.get(0).unit());
    data.put("better", "lower");
    data.put("log", false);
    data.put("series", series);
    String key = bout.benchmark() + bout.params() + " by size";
    return new Panel(run, List.of(), key, title, Notes.of(List.of(bout)), data, rows);
  }

  /** Returns bars for what no line and no map of colours shows. */
  static List<Panel> others(Run run, Predicate<Bout> shown) {
    List<Bout> left = run.bouts().stream().filter(shown.negate()).toList();
    return panels(
        List.of(run.with(left)),
        column ->
            !HeatMaps.isAllocation(column)
                && (!column.metric().startsWith(HEAP) || column.metric().equals(AVERAGE)));
  }

  private static List<Panel> panels(List<Run> runs, Predicate<Column> wanted) {
    List<Panel> panels = new ArrayList<>();
    for (Run run : runs) {
      List<Bout> bouts =
          run.bouts().stream().filter(b -> b.columns().stream().anyMatch(wanted)).toList();
      Titles titles = Titles.of(bouts.stream().map(Bout::title).toList());
      for (Bout bout : bouts) {
        for (Column column : bout.columns()) {
          if (wanted.test(column)) {
            panel(run, bout, column, titles).ifPresent(panels::add);
          }
        }
      }
    }
    return panels;
  }

  private static Optional<Panel> panel(Run run, Bout bout, Column column, Titles titles) {
    boolean heap = column.metric().equals(AVERAGE);
    String brief = titles.brief(bout.title(), heap ? "" : column.heading());
    boolean score = column.metric().isEmpty() && column.better() != Better.NEITHER;
    String title = score || brief.contains(column.name()) ? brief : column.name() + ": " + brief;
    List<Object> items = new ArrayList<>();
    List<Double> greatest = new ArrayList<>();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Entrant entrant : bout.entrants()) {
      Optional<Spread> measured = Bout.absolute(entrant, column);
      Optional<Spread> shown = heap ? overSizes(bout, entrant, measured) : measured;
      shown.ifPresent(
          spread -> {
            greatest.add(spread.max());
            items.add(
                Map.of(
                    "id", entrant.id(), "name", entrant.label(), "values", Charts.values(spread)));
            rows.add(row(title, entrant.label(), spread, column));
          });
    }
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "bars");
    data.put("unit", column.unit());
    data.put("better", column.better() == Better.HIGHER ? "higher" : "lower");
    data.put("items", items);
    if (column.better() != Better.NEITHER) {
      bout.limit()
          .flatMap(limit -> Bout.absolute(limit, column))
          .ifPresent(
              spread -> {
                data.put("limit", Charts.values(spread));
                rows.add(row(title, Entrant.LIMIT, spread, column));
              });
    }
    data.put(Panel.ZERO, greatest.stream().allMatch(value -> value == 0));
    String key =
        bout.benchmark() + bout.params() + bout.threads() + column.metric() + column.turn();
    String common = titles.common().isEmpty() ? "" : titles.common() + ". ";
    List<Bout> bouts = List.of(bout);
    return Optional.of(new Panel(run, bouts, key, title, common + Notes.of(bouts), data, rows));
  }

  private static Map<String, String> row(String title, String map, Spread spread, Column column) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("case", title);
    row.put("map", map);
    row.put("figure", Numbers.absolute(spread));
    row.put("unit", column.unit());
    return row;
  }

  /** The average, with the least and the greatest of all sizes around it. */
  private static Optional<Spread> overSizes(Bout bout, Entrant entrant, Optional<Spread> average) {
    Optional<Spread> least = figure(bout, entrant, HEAP + "min");
    Optional<Spread> greatest = figure(bout, entrant, HEAP + "max");
    if (average.isEmpty() || least.isEmpty() || greatest.isEmpty()) {
      return average;
    }
    return Optional.of(
        new Spread(average.get().median(), least.get().min(), greatest.get().max(), 2));
  }

  private static Optional<Spread> figure(Bout bout, Entrant entrant, String metric) {
    return bout.columns().stream()
        .filter(column -> column.metric().equals(metric))
        .findFirst()
        .flatMap(column -> Bout.absolute(entrant, column));
  }
}
