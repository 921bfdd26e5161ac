package dev.inlay.jmh.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A result file with the environment beside it.
 *
 * @param path the JSON file
 * @param series every figure, in the order of the file
 * @param environment what {@code environment.json} says, empty when there is none
 */
public record ResultFile(Path path, List<Series> series, Map<String, String> environment) {

  /** The name of the JSON file in a folder of results. */
  public static final String RESULTS = JmhFile.RESULTS;

  /** The name of the description of machine and command in a folder of results. */
  public static final String ENVIRONMENT = JmhFile.ENVIRONMENT;

  private record Row(Task task, String subject) {}

  /** Copies the lists. */
  public ResultFile {
    series = List.copyOf(series);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /**
   * Reads a file, or the one in a folder.
   *
   * @param given a JSON file that the comparison wrote, or the folder with it
   * @return what it holds
   * @throws Unreadable if it cannot be read or was written by something else
   */
  public static ResultFile read(Path given) throws Unreadable {
    JmhFile file = JmhFile.read(given);
    List<Series> series = new ArrayList<>();
    Set<Row> seen = new HashSet<>();
    for (JmhResult result : file.results()) {
      Task task = SeriesReader.task(result);
      if (!seen.add(new Row(task, result.subject()))) {
        throw JmhFile.twice(file.path(), result.benchmark(), result.subject());
      }
      series.addAll(SeriesReader.read(task, result));
    }
    return new ResultFile(file.path(), series, file.environment().orElse(Map.of()));
  }

  /**
   * Finds the figures of a map.
   *
   * @param task what was done
   * @param metric what was measured
   * @param subject the map's name
   * @return its figures in the metric's unit, or empty when there are none
   */
  public Optional<Series> find(Task task, Metric metric, String subject) {
    return series.stream()
        .filter(s -> s.task().equals(task) && s.subject().equals(subject))
        .filter(s -> s.metric().label().equals(metric.label()))
        .findFirst()
        .flatMap(s -> s.in(metric));
  }

  /**
   * Returns what was done.
   *
   * @return each task once, in the order of the file
   */
  public List<Task> tasks() {
    return series.stream().map(Series::task).distinct().toList();
  }
}
