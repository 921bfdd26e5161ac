package dev.inlay.jmh.compare;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;

/**
 * One benchmark with everything about it but the map.
 *
 * @param title what a reader is told about it
 * @param benchmark the benchmark's method, with class and package
 * @param mode JMH's mode
 * @param unit the unit of the score
 * @param params the benchmark's parameters, without the map's
 * @param threads the number of threads
 * @param entries how many entries the map holds in the end
 * @param jvmArgs arguments of the JVM
 * @param shape how long it runs
 * @param columns what is read off its iterations
 * @param topic what it is about
 */
record Workload(
    String title,
    String benchmark,
    Mode mode,
    TimeUnit unit,
    Map<String, String> params,
    int threads,
    int entries,
    List<String> jvmArgs,
    Shape shape,
    List<Column> columns,
    Topic topic) {

  /** A workload that the user put together. */
  Workload(
      String title,
      String benchmark,
      Mode mode,
      TimeUnit unit,
      Map<String, String> params,
      int threads,
      int entries,
      List<String> jvmArgs,
      Shape shape,
      List<Column> columns) {
    this(
        title, benchmark, mode, unit, params, threads, entries, jvmArgs, shape, columns, Topic.MIX);
  }

  /** How long a JVM runs. */
  sealed interface Shape {}

  /**
   * Iterations for a time, in which the values of one parameter take turns.
   *
   * @param param the parameter, or empty when nothing takes turns
   * @param values its values, in the order in which iterations take them; one empty value when
   *     nothing takes turns
   */
  record Turns(String param, List<String> values) implements Shape {
    static final Turns NONE = new Turns("", List.of(""));
  }

  /**
   * Single executions.
   *
   * @param warmup how many are not measured
   * @param measured how many are
   * @param estimatedSeconds about how long one takes, preparation and check included
   */
  record Shots(int warmup, int measured, double estimatedSeconds) implements Shape {}

  /**
   * A column of a table.
   *
   * @param heading what distinguishes it from others of the workload
   * @param turn which of the values that take turns
   * @param quantity what is read
   */
  record Column(String heading, int turn, Quantity quantity) {}

  /** Returns how many values take turns. */
  int turns() {
    return shape instanceof Turns turns ? turns.values().size() : 1;
  }

  /** Returns the same with another unit of the score. */
  Workload in(TimeUnit other) {
    return new Workload(
        title, benchmark, mode, other, params, threads, entries, jvmArgs, shape, columns, topic);
  }

  /** Returns the same with another topic. */
  Workload about(Topic other) {
    return new Workload(
        title, benchmark, mode, unit, params, threads, entries, jvmArgs, shape, columns, other);
  }
}
