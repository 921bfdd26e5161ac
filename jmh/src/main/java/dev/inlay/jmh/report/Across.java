package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same workload in several runs: each run's own ratios, beside each other. */
final class Across {

  private record Place(Object workload, String figure, String map) {}

  private Across() {}

  static Map<String, Object> table(List<Run> runs) {
    Map<Place, Map<String, String>> ratios = new LinkedHashMap<>();
    Map<Place, String> titles = new LinkedHashMap<>();
    for (Run run : runs) {
      for (Bout bout : run.bouts()) {
        for (Column column : bout.columns()) {
          for (Entrant entrant : bout.entrants()) {
            if (!entrant.isBaseline()) {
              bout.ratio(entrant, column)
                  .ifPresent(
                      ratio -> {
                        Place place = place(bout, column, entrant);
                        titles.putIfAbsent(place, title(bout, column));
                        ratios
                            .computeIfAbsent(place, p -> new LinkedHashMap<>())
                            .put(run.name(), Numbers.ratio(ratio));
                      });
            }
          }
        }
      }
    }
    ratios.values().removeIf(byRun -> byRun.size() < 2);
    List<String> head = new ArrayList<>(List.of("workload", "map"));
    runs.forEach(run -> head.add("run " + run.name()));
    List<List<String>> rows = new ArrayList<>();
    ratios.forEach(
        (place, byRun) -> {
          List<String> row = new ArrayList<>();
          row.add(titles.getOrDefault(place, ""));
          row.add(place.map);
          runs.forEach(run -> row.add(byRun.getOrDefault(run.name(), "not in this run")));
          rows.add(row);
        });
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("any", !rows.isEmpty());
    parts.put("table", Tables.parts(head, rows, Stream.of("workload", "map")));
    return parts;
  }

  private static String title(Bout bout, Column column) {
    return column.heading().isEmpty() ? bout.title() : bout.title() + ": " + column.heading();
  }

  private static Place place(Bout bout, Column column, Entrant entrant) {
    return new Place(
        List.of(bout.benchmark(), bout.mode(), bout.threads(), bout.params(), bout.flags()),
        column.turn() + " " + column.quantity() + " " + column.metric(),
        entrant.label());
  }
}
