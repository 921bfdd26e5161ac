package dev.inlay.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as the page's template wants them. */
final class Tables {

  private Tables() {}

  /** Returns a table; the columns of the given names are of words, the others of figures. */
  static Map<String, Object> parts(
      List<String> head, List<List<String>> rows, Stream<String> words) {
    Set<String> left = words.collect(Collectors.toSet());
    return Map.of(
        "head", cells(head, head, left),
        "rows", rows.stream().map(row -> Map.of("cells", cells(head, row, left))).toList());
  }

  private static List<Map<String, String>> cells(
      List<String> head, List<String> texts, Set<String> left) {
    List<Map<String, String>> cells = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      cells.add(Map.of("text", texts.get(i), "class", left.contains(head.get(i)) ? "word" : "num"));
    }
    return cells;
  }
}
