package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far from the machine's own limit each map is: tables in percent of it. */
final class LimitShares {
  private static final String HEADING = "share of the machine's limit";
  private static final int PERCENT = 100;

  private final Results results;

  LimitShares(Results results) {
    this.results = results;
  }

  /** Returns a table for a contest in which the limit was measured, none for others. */
  List<TextTable> tables(Contest contest) {
    Optional<Subject> limit =
        contest.subjects().stream()
            .filter(subject -> subject.id().equals(Subjects.LIMIT_ID))
            .findFirst();
    List<Column> columns =
        contest.workload().columns().stream()
            .filter(column -> column.quantity().better() != Quantity.Better.NEITHER)
            .toList();
    if (limit.isEmpty() || results.forks(contest, limit.get()).isEmpty()) {
      return List.of();
    }
    List<String> heading = new ArrayList<>(List.of(HEADING));
    columns.forEach(column -> heading.add(column.heading()));
    TextTable table = new TextTable().row(heading);
    for (Subject subject : contest.subjects()) {
      if (!subject.equals(limit.get())) {
        List<String> row = new ArrayList<>(List.of(subject.label()));
        for (Column column : columns) {
          row.add(share(contest, subject, limit.get(), column));
        }
        table.row(row);
      }
    }
    return List.of(table);
  }

  private String share(Contest contest, Subject subject, Subject limit, Column column) {
    return results
        .ratio(contest, subject, limit, column)
        .map(ratio -> String.format(Locale.ROOT, "%.0f %%", PERCENT * ratio.median()))
        .orElse("-");
  }
}
