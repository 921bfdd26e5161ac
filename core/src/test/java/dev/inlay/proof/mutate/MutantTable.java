package dev.inlay.proof.mutate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up which mutants were found by what, as a table of Markdown. */
public final class MutantTable {

  private static final List<String> COLUMNS =
      List.of("script", "steps", "tests", "schedules", "not run", "timeout", "argued", "open");

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<String> groups = new ArrayList<>();

  private MutantTable() {}

  /**
   * Returns the rows of the table.
   *
   * @param verdicts what {@link MutantScore} wrote, by name
   * @param survivors what is told of those that survived, by name: {@code open}, or why not
   */
  public static List<String> rows(Map<String, String> verdicts, Map<String, String> survivors) {
    MutantTable table = new MutantTable();
    Map<String, Mutant> named = Mutants.named();
    for (String map : List.of("StripedMap", "ShardedMap", "SnapshotMap")) {
      named.forEach(
          (name, mutant) -> {
            String verdict = verdicts.get(name);
            if (verdict != null && Mutants.mapOf(mutant).equals(map)) {
              String column = column(verdict, survivors.getOrDefault(name, "open"));
              table.count(map + ", `" + mutant.kind() + "`", column);
              table.count("`" + mutant.simpleClass() + "`", column);
              table.count("all", column);
            }
          });
    }
    List<String> rows = new ArrayList<>();
    table.groups.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    for (String group : table.groups) {
      rows.add(table.row(group));
    }
    return rows;
  }

  private static int rank(String group) {
    return group.equals("all") ? 2 : group.startsWith("`") ? 1 : 0;
  }

  private static String column(String verdict, String told) {
    if (verdict.equals(MutantWorker.SURVIVED)) {
      return told.equals("open") ? "open" : "argued";
    }
    if (verdict.contains("timeout")) {
      return "timeout";
    }
    String rung = verdict.split(" ")[0];
    return COLUMNS.contains(rung) ? rung : "not run";
  }

  private void count(String group, String column) {
    if (!groups.contains(group)) {
      groups.add(group);
    }
    counts.merge(group + column, 1, Integer::sum);
    counts.merge(group + "all", 1, Integer::sum);
  }

  private String row(String group) {
    StringBuilder row = new StringBuilder("| " + group + " | " + counts.get(group + "all"));
    for (String column : COLUMNS) {
      row.append(" | ").append(counts.getOrDefault(group + column, 0));
    }
    return row + " |";
  }
}
