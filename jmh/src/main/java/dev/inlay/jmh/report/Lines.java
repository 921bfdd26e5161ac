package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Numbers;
import dev.inlay.jmh.compare.Spread;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Charts of a figure against something that varies: threads, the share of reads, entries. */
final class Lines {

  /** Where one figure of one bout stands on the axis. */
  private record Point(Bout bout, Column column, double x) {}

  private record Axis(
      String name, boolean log, Function<Point, Optional<Double>> x, Function<Point, Object> key) {}

  private Lines() {}

  static Section byThreads(List<Run> runs) {
    Axis axis =
        new Axis(
            "threads",
            false,
            point -> Optional.of((double) point.bout.threads()),
            point -> List.of(point.bout.params(), point.bout.flags(), point.column.turn()));
    return new Section(
        "threads",
        "By threads",
        "Figures of all threads together. Bars are the least and the greatest round.",
        panels(runs, axis),
        "./compare --threads 1,all",
        List.of());
  }

  static Section byShare(List<Run> runs) {
    Axis axis =
        new Axis(
            "% reads",
            false,
            point -> number(point.column.turn()),
            point -> List.of(point.bout.params(), point.bout.flags(), point.bout.threads()));
    return new Section(
        "shares",
        "By share of reads",
        "The rest are writes. Bars are the least and the greatest round.",
        panels(runs, axis),
        "./compare --reads 0,50,90,99,100",
        List.of());
  }

  static Section bySize(List<Run> runs) {
    Axis axis =
        new Axis(
            "entries",
            true,
            point -> Optional.ofNullable(point.bout.params().get("entries")).flatMap(Lines::number),
            point -> {
              Map<String, String> others = new TreeMap<>(point.bout.params());
              others.remove("entries");
              return List.of(others, point.bout.flags(), point.bout.threads(), point.column.turn());
            });
    return new Section(
        "sizes",
        "By number of entries",
        "From what fits the first cache to what fits none; the axis is logarithmic. Bars are the least and the greatest round.",
        panels(runs, axis),
        "./compare --sizes 1K,100K,1M",
        List.of());
  }

  private static List<Panel> panels(List<Run> runs, Axis axis) {
    List<Panel> panels = new ArrayList<>();
    for (Run run : runs) {
      Map<Object, List<Point>> cases = new LinkedHashMap<>();
      for (Bout bout : run.bouts()) {
        for (Column column : bout.columns()) {
          if (column.metric().isEmpty() && column.better() != Better.NEITHER) {
            Point unplaced = new Point(bout, column, 0);
            axis.x
                .apply(unplaced)
                .ifPresent(
                    x ->
                        cases
                            .computeIfAbsent(
                                List.of(bout.benchmark(), bout.mode(), axis.key.apply(unplaced)),
                                key -> new ArrayList<>())
                            .add(new Point(bout, column, x)));
          }
        }
      }
      cases.values().removeIf(points -> points.stream().map(Point::x).distinct().count() < 2);
      Titles titles = Titles.of(cases.values().stream().map(Lines::title).toList());
      cases.forEach((key, points) -> panels.add(panel(run, axis, key.toString(), points, titles)));
    }
    return panels;
  }

  /** Returns what the titles of all points have in common. */
  private static String title(List<Point> points) {
    List<String> titles = points.stream().map(point -> point.bout.title()).distinct().toList();
    List<String> headings =
        points.stream().map(point -> point.column.heading()).distinct().toList();
    String shared = String.join(", ", Titles.shared(titles));
    return headings.size() == 1 && !headings.get(0).isEmpty()
        ? shared + ", " + headings.get(0)
        : shared;
  }

  private static Panel panel(Run run, Axis axis, String key, List<Point> points, Titles titles) {
    List<Double> xs = points.stream().map(Point::x).distinct().sorted().toList();
    Map<String, Entrant> maps = new LinkedHashMap<>();
    points.forEach(
        point ->
            point
                .bout
                .withLimit(point.column)
                .forEach(entrant -> maps.putIfAbsent(entrant.id(), entrant)));
    // The limit comes last, wherever it was met first.
    Optional.ofNullable(maps.remove(Subjects.LIMIT_ID))
        .ifPresent(limit -> maps.put(limit.id(), limit));
    Column column = points.get(0).column;
    String title = titles.brief(title(points), "");
    List<Object> series = new ArrayList<>();
    List<Map<String, String>> rows = new ArrayList<>();
    maps.forEach(
        (id, map) -> {
          List<Object> values = new ArrayList<>();
          Map<String, String> row = new LinkedHashMap<>();
          row.put("case", title);
          row.put("map", map.label());
          boolean any = false;
          for (double x : xs) {
            Optional<Spread> spread =
                points.stream()
                    .filter(point -> point.x == x)
                    .findFirst()
                    .flatMap(
                        point ->
                            point.bout.withLimit(point.column).stream()
                                .filter(entrant -> entrant.id().equals(id))
                                .findFirst()
                                .flatMap(e -> Bout.absolute(e, point.column)));
            any |= spread.isPresent();
            values.add(spread.map(Charts::values).orElse(List.of()));
            row.put(
                label(x) + " " + axis.name, spread.map(Numbers::absolute).orElse("not measured"));
          }
          if (any) {
            series.add(Map.of("id", id, "name", map.label(), "values", values));
            row.put("unit", column.unit());
            rows.add(row);
          }
        });
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "lines");
    data.put("x", xs.stream().map(Lines::label).toList());
    data.put("xName", axis.name);
    data.put("unit", column.unit());
    data.put("better", column.better().name().toLowerCase(Locale.ROOT));
    data.put("log", axis.log);
    data.put("series", series);
    String common = titles.common().isEmpty() ? "" : titles.common() + ". ";
    List<Bout> bouts = points.stream().map(Point::bout).distinct().toList();
    return new Panel(run, bouts, key, title, common + Notes.of(bouts), data, rows);
  }

  static String label(double x) {
    return String.format(Locale.ROOT, "%,.0f", x);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
