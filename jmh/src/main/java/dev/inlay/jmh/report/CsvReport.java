package dev.inlay.jmh.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every figure of every round as a row of its own, for tools that compute. */
final class CsvReport {
  private static final List<String> FIRST =
      List.of(
          "run", "cpu", "jdk", "gc", "commit", "topic", "workload", "benchmark", "mode", "threads");
  private static final List<String> LAST =
      List.of(
          "map",
          "label",
          "column",
          "quantity",
          "unit",
          "better",
          "round",
          "figure",
          "ratio",
          "limit_share");

  private CsvReport() {}

  static String toCsv(List<Run> runs) {
    Set<String> params = new TreeSet<>();
    runs.forEach(run -> run.bouts().forEach(bout -> params.addAll(bout.params().keySet())));
    CsvSchema.Builder schema = CsvSchema.builder();
    FIRST.forEach(schema::addColumn);
    params.forEach(param -> schema.addColumn("param." + param));
    LAST.forEach(schema::addColumn);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Run run : runs) {
      for (Bout bout : run.bouts()) {
        for (Entrant entrant : bout.entrants()) {
          entrant.rounds().keySet().forEach(column -> add(rows, run, bout, entrant, column));
        }
        bout.failed().forEach((map, why) -> addFailed(rows, run, bout, map, why));
        bout.limit()
            .ifPresent(
                limit ->
                    limit.rounds().keySet().forEach(column -> add(rows, run, bout, limit, column)));
      }
    }
    try {
      return new CsvMapper()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .writer(schema.setUseHeader(true).build())
          .writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures that are no CSV", e);
    }
  }

  /** A row without a figure for a map that failed. */
  private static void addFailed(
      List<Map<String, Object>> rows, Run run, Bout bout, String map, String why) {
    Map<String, Object> row = place(run, bout);
    row.put("label", map);
    row.put("column", why);
    row.put("quantity", "failed");
    rows.add(row);
  }

  private static Map<String, Object> place(Run run, Bout bout) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("run", run.name());
    row.put("cpu", run.fact(Run.CPU));
    row.put("jdk", run.fact(Run.JDK));
    row.put("gc", Machine.collector(bout));
    row.put("commit", run.fact("commit"));
    row.put("topic", bout.topic());
    row.put("workload", bout.title());
    row.put("benchmark", bout.shortBenchmark());
    row.put("mode", bout.mode());
    row.put("threads", bout.threads());
    bout.params().forEach((name, value) -> row.put("param." + name, value));
    return row;
  }

  private static void add(
      List<Map<String, Object>> rows, Run run, Bout bout, Entrant entrant, Column column) {
    Map<Integer, Double> ratios = entrant.isLimit() ? Map.of() : bout.ratios(entrant, column);
    Map<Integer, Double> shares = entrant.isLimit() ? Map.of() : bout.shares(entrant, column);
    entrant
        .rounds(column)
        .forEach(
            (round, figure) -> {
              Map<String, Object> row = place(run, bout);
              row.put("map", entrant.id());
              row.put("label", entrant.label());
              row.put("column", column.heading());
              row.put("quantity", column.name());
              row.put("unit", column.unit());
              row.put("better", column.better().name().toLowerCase(Locale.ROOT));
              row.put("round", round + 1);
              row.put("figure", finite(figure));
              row.put("ratio", finite(ratios.get(round)));
              row.put("limit_share", finite(shares.get(round)));
              rows.add(row);
            });
  }

  private static Object finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? "" : value;
  }
}
