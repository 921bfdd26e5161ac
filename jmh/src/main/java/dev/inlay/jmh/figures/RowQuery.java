package dev.inlay.jmh.figures;

import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.results.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which rows of a result file are meant: a benchmark, and values of its parameters; {@code
 * threads}, {@code gc}, {@code mode} and {@code metric} are taken as parameters too. What is not
 * given may be anything, but the metric, which is the score.
 */
final class RowQuery {
  private final String benchmark;
  private final Map<String, String> wanted = new LinkedHashMap<>();

  /** Reads such words as {@code GetHit.get entries=1000}; the benchmark may be left out. */
  RowQuery(List<String> words) throws FigureException {
    String named = "";
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        wanted.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (named.isEmpty()) {
        named = word;
      } else {
        throw new FigureException("two benchmarks, " + named + " and " + word);
      }
    }
    benchmark = named;
    wanted.putIfAbsent("metric", "");
  }

  /** Returns what a map has in these rows. */
  List<Series> find(ResultFile file, String map) {
    return file.series().stream()
        .filter(series -> series.subject().equals(map) && matches(series))
        .toList();
  }

  /** Returns what a map has in the only such row, or empty if it has none. */
  Optional<Series> findOne(ResultFile file, String map) throws FigureException {
    List<Series> found = find(file, map);
    if (found.size() > 1) {
      throw new FigureException(
          found.size()
              + " rows match, such as "
              + found.get(0).task().params()
              + " and "
              + found.get(1).task().params());
    }
    return found.stream().findFirst();
  }

  /** Returns what a map has in the only such row, which must be there. */
  Series get(ResultFile file, String map) throws FigureException {
    return findOne(file, map).orElseThrow(() -> nothing(file, map));
  }

  /** Says what there is instead. */
  FigureException nothing(ResultFile file, String map) {
    TreeSet<String> maps = new TreeSet<>();
    TreeSet<String> benchmarks = new TreeSet<>();
    for (Series series : file.series()) {
      maps.add(series.subject());
      benchmarks.add(series.task().shortBenchmark());
    }
    return new FigureException(
        "no row of %s has %s %s; its maps: %s; its benchmarks: %s"
            .formatted(
                file.path(),
                map,
                (benchmark + " " + wanted).strip(),
                String.join(", ", maps),
                String.join(", ", benchmarks)));
  }

  private boolean matches(Series series) {
    Task task = series.task();
    if (!benchmark.isEmpty()
        && !task.shortBenchmark().equals(benchmark)
        && !task.shortBenchmark().startsWith(benchmark + ".")) {
      return false;
    }
    Map<String, String> facts = new LinkedHashMap<>(task.params());
    facts.put("threads", Integer.toString(task.threads()));
    facts.put("gc", task.collector());
    facts.put("mode", task.mode());
    facts.put("metric", series.metric().label());
    return facts.entrySet().containsAll(wanted.entrySet());
  }

  /** Puts words together, later ones of the same name winning. */
  static List<String> join(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
