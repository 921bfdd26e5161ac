package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Maps of colours: a row for each figure of each workload, a column for each map. */
final class HeatMaps {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String COLLECTIONS = "gc.count";
  private static final int PERCENT = 100;

  /** What a cell shows. */
  private interface Cell {
    Optional<Spread> of(Bout bout, Entrant entrant, Column column);
  }

  /** A row: what each map has. */
  private record Row(Bout bout, String label, Map<String, Spread> cells) {}

  /** What a heat map shows: how the page paints it, and how its table says it. */
  private record Measure(String id, Function<Spread, String> text) {}

  private static final Measure RATIO = new Measure("ratio", Numbers::ratio);
  private static final Measure SHARE = new Measure("share", HeatMaps::percent);
  private static final Measure FIGURE = new Measure("figure", Numbers::absolute);

  private HeatMaps() {}

  static Section section(List<Run> runs) {
    List<Panel> panels = new ArrayList<>();
    List<Bout> bouts = new ArrayList<>();
    for (Run run : runs) {
      ratios(run, Machine.of(run)).ifPresent(panels::add);
      bouts.addAll(run.bouts());
    }
    return new Section(
        "ratios",
        "Ratios to ConcurrentHashMap",
        "How many times better than ConcurrentHashMap in the same round, whatever is measured: the median over rounds. "
            + "▲ ahead, ▼ behind, which is in every round and by at least 5 % in the median; ≈ not told apart.",
        panels,
        "./compare --maps chm,sharded,striped,snapshot",
        NotHere.lines(bouts));
  }

  /** How near the maps are to what bare arrays do, where that was measured. */
  static Optional<Section> limits(List<Run> runs) {
    List<Panel> panels = new ArrayList<>();
    runs.forEach(run -> shares(run, Machine.of(run)).ifPresent(panels::add));
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "limits",
                "Share of the machine's limit",
                "Bare arrays that touch the same cache lines without any logic of a map are 100 %; measured in the"
                    + " same round.",
                panels,
                "",
                List.of()));
  }

  /** All topics at a glance: a row for each, with the median of all its ratios. */
  static Section overview(List<Run> runs, List<String> topics) {
    List<Panel> panels = new ArrayList<>();
    for (Run run : runs) {
      List<Row> rows = new ArrayList<>();
      for (String topic : topics) {
        Map<String, List<Double>> medians = new LinkedHashMap<>();
        List<Row> own = rows(run.about(topic).bouts(), HeatMaps::ratio);
        own.forEach(
            row ->
                row.cells.forEach(
                    (map, ratio) ->
                        medians
                            .computeIfAbsent(map, key -> new ArrayList<>())
                            .add(ratio.median())));
        if (!medians.isEmpty()) {
          Map<String, Spread> cells = new LinkedHashMap<>();
          medians.forEach(
              (map, values) ->
                  cells.put(
                      map, Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray())));
          String count = own.size() == 1 ? "1 figure" : own.size() + " figures";
          rows.add(new Row(own.get(0).bout, Topics.heading(topic) + ", " + count, cells));
        }
      }
      if (!rows.isEmpty()) {
        String note = "In the table and under the pointer: the least and the greatest of a topic.";
        panels.add(panel(run, "overview", Machine.of(run), note, RATIO, order(run, rows), rows));
      }
    }
    return new Section(
        "ratios",
        "Overview",
        "How many times better than ConcurrentHashMap: the median of all figures of a topic that the map has. ▲ each of"
            + " them is ahead, ▼ each is behind, and by at least 5 % in their median; ≈ neither; maps may differ in how many they have. Each figure"
            + " is in the section of its topic.",
        panels,
        "./compare --maps chm,sharded,striped,snapshot",
        List.of());
  }

  static Optional<Panel> ratios(Run run, String title) {
    return panel(run, "ratios", title, RATIO, rows(run.bouts(), HeatMaps::ratio));
  }

  static Optional<Panel> shares(Run run, String title) {
    return panel(
        run,
        "shares of the limit",
        title,
        SHARE,
        rows(run.bouts(), (bout, entrant, column) -> bout.share(entrant, column)));
  }

  /** What operations allocate, and how often the collector ran. */
  static List<Panel> allocation(Run run) {
    List<Panel> panels = new ArrayList<>();
    figures(run, ALLOCATED, "Allocated by an operation, B").ifPresent(panels::add);
    figures(run, COLLECTIONS, "Collections of garbage").ifPresent(panels::add);
    return panels;
  }

  /** Tells whether a column is shown as one of {@link #allocation}. */
  static boolean isAllocation(Column column) {
    return column.metric().equals(ALLOCATED) || column.metric().equals(COLLECTIONS);
  }

  private static Optional<Panel> figures(Run run, String metric, String title) {
    Cell cell =
        (bout, entrant, column) ->
            column.metric().equals(metric) ? Bout.absolute(entrant, column) : Optional.empty();
    return panel(run, metric, title, FIGURE, rows(run.bouts(), cell));
  }

  private static Optional<Spread> ratio(Bout bout, Entrant entrant, Column column) {
    return entrant.isBaseline() ? Optional.empty() : bout.ratio(entrant, column);
  }

  private static List<Row> rows(List<Bout> bouts, Cell cell) {
    record Found(Bout bout, Column column, Map<String, Spread> cells) {}
    List<Found> found = new ArrayList<>();
    Set<String> titles = new LinkedHashSet<>();
    for (Bout bout : bouts) {
      for (Column column : bout.columns()) {
        Map<String, Spread> cells = new LinkedHashMap<>();
        for (Entrant entrant : bout.entrants()) {
          cell.of(bout, entrant, column).ifPresent(spread -> cells.put(entrant.label(), spread));
        }
        if (!cells.isEmpty()) {
          found.add(new Found(bout, column, cells));
          titles.add(bout.title());
        }
      }
    }
    Titles common = Titles.of(titles);
    List<Row> rows = new ArrayList<>();
    for (Found each : found) {
      String heading = each.column.heading();
      String label =
          titles.size() == 1 && !heading.isEmpty()
              ? heading
              : common.brief(each.bout.title(), heading);
      rows.add(new Row(each.bout, label, each.cells));
    }
    return rows;
  }

  private static Optional<Panel> panel(
      Run run, String key, String title, Measure measure, List<Row> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Bout> bouts = rows.stream().map(Row::bout).distinct().toList();
    List<String> titles = bouts.stream().map(Bout::title).distinct().toList();
    String common = titles.size() > 1 ? Titles.of(titles).common() : titles.get(0);
    String all = common.isEmpty() ? "" : "In all rows: " + common + ". ";
    return Optional.of(
        panel(run, key, title, all + Notes.of(bouts), measure, order(run, rows), rows));
  }

  /** Returns the maps of some rows: ours first, and each part as the run has them. */
  private static List<String> order(Run run, List<Row> rows) {
    Set<String> ours = new Verdicts(run).ownLabels();
    return Stream.concat(ours.stream(), run.labels().stream())
        .distinct()
        .filter(map -> rows.stream().anyMatch(row -> row.cells.containsKey(map)))
        .toList();
  }

  private static Panel panel(
      Run run,
      String key,
      String title,
      String note,
      Measure measure,
      List<String> maps,
      List<Row> rows) {
    List<Object> cells = new ArrayList<>();
    List<Map<String, String>> texts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int line = i;
      Map<String, String> text = new LinkedHashMap<>();
      text.put("workload", rows.get(i).label);
      rows.get(i)
          .cells
          .forEach(
              (map, spread) -> {
                cells.add(
                    List.of(
                        maps.indexOf(map),
                        line,
                        spread.median(),
                        spread.min(),
                        spread.max(),
                        spread.count()));
                text.put(map, measure.text.apply(spread));
              });
      texts.add(text);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "heat");
    data.put("measure", measure.id);
    data.put("least", 1 + Evidence.LEAST);
    data.put("maps", maps);
    data.put("rows", rows.stream().map(Row::label).toList());
    data.put("cells", cells);
    data.put(
        Panel.ZERO,
        rows.stream().flatMap(row -> row.cells.values().stream()).allMatch(s -> s.max() == 0));
    return new Panel(run, List.of(), key, title, note, data, texts);
  }

  /** Returns "45 % 40..50". */
  static String percent(Spread share) {
    String median = digits(share.median()) + " %";
    return share.count() == 1
        ? median
        : median + " " + digits(share.min()) + ".." + digits(share.max());
  }

  private static String digits(double share) {
    boolean tiny = share > 0 && PERCENT * share < 1;
    return String.format(Locale.ROOT, tiny ? "%.2f" : "%.0f", PERCENT * share);
  }
}
