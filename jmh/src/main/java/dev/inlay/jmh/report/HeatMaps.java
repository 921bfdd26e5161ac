package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ratios of a run: a row for each figure of each workload, a column for each map. */
final class HeatMaps {

  private HeatMaps() {}

  static Section section(List<Run> runs) {
    List<Panel> panels = new ArrayList<>();
    for (Run run : runs) {
      panel(run).ifPresent(panels::add);
    }
    return new Section(
        "ratios",
        "Ratios to ConcurrentHashMap",
        "How many times better than ConcurrentHashMap in the same round, whatever is measured: the median over rounds. "
            + "▲ ahead in every round, ▼ behind in every round, ≈ the rounds disagree.",
        panels,
        "./compare --maps chm,sharded,striped,snapshot");
  }

  private static Optional<Panel> panel(Run run) {
    List<String> maps = new ArrayList<>();
    List<Bout> bouts = new ArrayList<>();
    for (Bout bout : run.bouts()) {
      boolean any = false;
      for (Entrant entrant : bout.entrants()) {
        boolean rated =
            !entrant.isBaseline()
                && bout.columns().stream().anyMatch(c -> bout.ratio(entrant, c).isPresent());
        any |= rated;
        if (rated && !maps.contains(entrant.label())) {
          maps.add(entrant.label());
        }
      }
      if (any) {
        bouts.add(bout);
      }
    }
    if (maps.isEmpty()) {
      return Optional.empty();
    }
    Titles titles = Titles.of(bouts.stream().map(Bout::title).toList());
    List<String> labels = new ArrayList<>();
    List<Object> cells = new ArrayList<>();
    List<Map<String, String>> rows = new ArrayList<>();
    for (Bout bout : bouts) {
      for (Column column : bout.columns()) {
        if (column.better() != Better.NEITHER) {
          addRow(bout, column, bouts.size() == 1, titles, maps, labels, cells, rows);
        }
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "heat");
    data.put("maps", maps);
    data.put("rows", labels);
    data.put("cells", cells);
    String common = bouts.size() > 1 ? titles.common() : bouts.get(0).title();
    String all = common.isEmpty() ? "" : "In all rows: " + common + ". ";
    return Optional.of(
        new Panel(run, "ratios", Machine.of(run), all + Notes.of(bouts), data, rows));
  }

  private static void addRow(
      Bout bout,
      Column column,
      boolean alone,
      Titles titles,
      List<String> maps,
      List<String> labels,
      List<Object> cells,
      List<Map<String, String>> rows) {
    String label =
        alone && !column.heading().isEmpty()
            ? column.heading()
            : titles.brief(bout.title(), column.heading());
    Map<String, String> row = new LinkedHashMap<>();
    row.put("workload", label);
    for (Entrant entrant : bout.entrants()) {
      Optional<Spread> ratio =
          entrant.isBaseline() ? Optional.empty() : bout.ratio(entrant, column);
      ratio.ifPresent(
          spread -> {
            cells.add(
                List.of(
                    maps.indexOf(entrant.label()),
                    labels.size(),
                    spread.median(),
                    spread.min(),
                    spread.max(),
                    spread.count()));
            row.put(entrant.label(), Numbers.ratio(spread));
          });
    }
    labels.add(label);
    rows.add(row);
  }
}
