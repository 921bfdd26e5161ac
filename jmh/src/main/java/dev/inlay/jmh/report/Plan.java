package dev.inlay.jmh.report;

import java.util.List;
import java.util.Map;

/**
 * What a run was to measure, as {@code plan.json} keeps it beside the results: what JMH's own
 * format has no place for.
 *
 * @param workloads the workloads, in the order of reports
 * @param goals what was to be reached in them
 * @param verdict which map is the one for a user's workload, in lines; none for other runs
 */
public record Plan(List<Workload> workloads, List<Goal> goals, List<String> verdict) {

  /** Of a run that left no plan. */
  public static final Plan NONE = new Plan(List.of(), List.of(), List.of());

  /**
   * A workload.
   *
   * @param title what a reader is told about it
   * @param benchmark the benchmark's method, with class and package
   * @param mode JMH's short name of its mode
   * @param threads the number of threads
   * @param params its parameters, without the map and without the one that takes turns
   * @param jvmArgs arguments of its JVMs
   * @param turn the parameter that takes turns, or empty
   * @param columns what is read off
   * @param rounds the maps by name, each with the rounds in which its JVM succeeded, in the order
   *     of the result's forks
   * @param absent for the label of each map that cannot take part, why
   * @param failed for the label of each map that failed, why; it has no figures then, unless that
   *     says otherwise
   */
  public record Workload(
      String title,
      String benchmark,
      String mode,
      int threads,
      Map<String, String> params,
      List<String> jvmArgs,
      String turn,
      List<Column> columns,
      Map<String, List<Integer>> rounds,
      Map<String, String> absent,
      Map<String, String> failed) {}

  /**
   * A goal.
   *
   * @param workload the workload's place in the list, from 0
   * @param column the column's place in the workload's list, from 0
   * @param least whether a ratio is to be at least the value; otherwise the figure at most
   * @param value the value
   * @param map the beginning of the name of the maps that are to reach it
   * @param rival the map that a ratio is against
   */
  public record Goal(
      int workload, int column, boolean least, double value, String map, String rival) {}
}
