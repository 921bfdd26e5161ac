package dev.inlay.jmh.report;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A map in a bout.
 *
 * @param id its name in result files
 * @param rounds the figure of each round, for each column
 * @param curves percentiles of single operations, for each value that took turns: by percentile,
 *     then by round
 */
record Entrant(
    String id,
    Map<Column, SortedMap<Integer, Double>> rounds,
    Map<String, SortedMap<Double, SortedMap<Integer, Double>>> curves) {

  /** What the bare arrays are called, which are no map. */
  static final String LIMIT = "machine limit";

  String label() {
    return isLimit() ? LIMIT : subject().map(Subject::label).orElse(id);
  }

  boolean ours() {
    return subject().map(Subject::ours).orElse(false);
  }

  boolean isBaseline() {
    return id.equals(Subjects.BASELINE_ID);
  }

  boolean isLimit() {
    return id.equals(Subjects.LIMIT_ID);
  }

  SortedMap<Integer, Double> rounds(Column column) {
    return rounds.getOrDefault(column, new TreeMap<>());
  }

  /** Returns in how many rounds anything was measured. */
  int roundCount() {
    return rounds.values().stream().mapToInt(Map::size).max().orElse(0);
  }

  private Optional<Subject> subject() {
    return Subjects.find(id);
  }
}
