package dev.inlay.jmh.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chart of one run, with its figures as rows of a table.
 *
 * @param run the run
 * @param bouts the workloads that need no other chart beside this one
 * @param key what it shows: panels of several runs with equal keys show the same of each
 * @param title its heading
 * @param note how many JVMs, which collector
 * @param data what the page's script draws
 * @param rows the same figures as text, under the table's headings
 */
record Panel(
    Run run,
    List<Bout> bouts,
    String key,
    String title,
    String note,
    Map<String, Object> data,
    List<Map<String, String>> rows) {

  /**
   * What the data of a chart says when every figure in it is 0, so that there is nothing to see.
   */
  static final String ZERO = "zero";

  private static final String FOLDED = "folded";

  /** Tells whether it is of a run, or of a part of it. */
  boolean of(Run other) {
    return run.name().equals(other.name());
  }

  /** Returns what is equal for panels whose tables have the same columns. */
  List<Object> family() {
    return Stream.of("kind", "measure", "xName").map(name -> data.getOrDefault(name, "")).toList();
  }

  /** Tells whether it takes the whole width. */
  boolean wide() {
    return "heat".equals(data.get("kind"));
  }

  /** Returns the same, shown only on demand. */
  Panel fold() {
    Map<String, Object> folded = new LinkedHashMap<>(data);
    folded.put(FOLDED, true);
    return new Panel(run, bouts, key, title, note, folded, rows);
  }

  boolean folded() {
    return Boolean.TRUE.equals(data.get(FOLDED));
  }

  boolean allZero() {
    return Boolean.TRUE.equals(data.get(ZERO));
  }
}
