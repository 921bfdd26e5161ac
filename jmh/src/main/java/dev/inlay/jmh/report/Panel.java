package dev.inlay.jmh.report;

import java.util.List;
import java.util.Map;

/**
 * A chart of one run, with its figures as rows of a table.
 *
 * @param run the run
 * @param key what it shows: panels of several runs with equal keys show the same of each
 * @param title its heading
 * @param note how many JVMs, which collector
 * @param data what the page's script draws
 * @param rows the same figures as text, under the table's headings
 */
record Panel(
    Run run,
    String key,
    String title,
    String note,
    Map<String, Object> data,
    List<Map<String, String>> rows) {

  /**
   * What the data of a chart says when every figure in it is 0, so that there is nothing to see.
   */
  static final String ZERO = "zero";

  boolean allZero() {
    return Boolean.TRUE.equals(data.get(ZERO));
  }
}
