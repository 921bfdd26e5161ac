package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was to be reached, and what was. */
final class TargetReport {
  private final List<Goal> goals;
  private final Results results;

  TargetReport(List<Goal> goals, Results results) {
    this.goals = goals;
    this.results = results;
  }

  /** Returns a row for each goal and map that it is for. */
  TextTable table() {
    TextTable table =
        new TextTable().row(List.of("workload", "map", "target", "reached", "verdict"));
    for (Goal goal : goals) {
      for (Subject subject : goal.contest().subjects()) {
        if (goal.concerns(subject)) {
          table.row(row(goal, subject));
        }
      }
    }
    return table;
  }

  private List<String> row(Goal goal, Subject subject) {
    Column column = goal.column();
    Optional<Spread> reached =
        goal.kind() == Goal.Kind.RATIO_AT_LEAST
            ? results.ratio(goal.contest(), subject, goal.rival(), column)
            : results.absolute(goal.contest(), subject, column);
    List<String> row = new ArrayList<>();
    String title = goal.contest().workload().title();
    row.add(column.heading().isEmpty() ? title : title + ": " + column.heading());
    row.add(subject.label());
    row.add(goal.required());
    row.add(reached.map(spread -> show(goal, spread)).orElse("-"));
    row.add(reached.map(spread -> goal.judge(spread).text()).orElse("not measured"));
    return row;
  }

  private static String show(Goal goal, Spread reached) {
    return goal.kind() == Goal.Kind.RATIO_AT_LEAST
        ? Numbers.ratio(reached)
        : Numbers.absolute(reached) + " " + goal.column().quantity().unit();
  }
}
