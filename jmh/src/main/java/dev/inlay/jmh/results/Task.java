package dev.inlay.jmh.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was done, whatever the map: the same in two files if it is the same work.
 *
 * @param benchmark the benchmark's method, with class and package
 * @param mode JMH's short name of the mode, such as {@code thrpt}
 * @param threads the number of threads
 * @param collector the flag that chose the collector without its {@code -XX:+Use}, or empty
 * @param params the benchmark's parameters, without the map
 */
public record Task(
    String benchmark,
    String mode,
    int threads,
    String collector,
    SortedMap<String, String> params) {

  private static final String COLLECTOR_FLAG = "-XX:\\+Use(\\w+GC)";

  /** Copies the parameters. */
  public Task {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * Finds the collector among arguments of a JVM.
   *
   * @param jvmArgs the arguments
   * @return its name as in its flag, such as {@code G1GC}, or empty
   */
  public static String collectorOf(List<String> jvmArgs) {
    return jvmArgs.stream()
        .filter(arg -> arg.matches(COLLECTOR_FLAG))
        .map(arg -> arg.replaceAll(COLLECTOR_FLAG, "$1"))
        .findFirst()
        .orElse("");
  }

  /**
   * Returns class and method of the benchmark, without the package.
   *
   * @return such as {@code GetHit.get}
   */
  public String shortBenchmark() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /**
   * Names the task among others, by what tells them apart.
   *
   * @param others the tasks to tell it from, itself included
   * @return benchmark, threads, and the parameters and the collector that differ among the tasks of
   *     this benchmark
   */
  public String nameAmong(List<Task> others) {
    List<Task> siblings =
        others.stream().filter(other -> other.benchmark.equals(benchmark)).toList();
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> param : params.entrySet()) {
      boolean same =
          siblings.stream().allMatch(s -> param.getValue().equals(s.params.get(param.getKey())));
      if (!same || param.getKey().equals("entries")) {
        parts.add(param.getKey() + "=" + param.getValue());
      }
    }
    if (siblings.stream().anyMatch(other -> !other.collector.equals(collector))) {
      parts.add(collector);
    }
    if (siblings.stream().anyMatch(other -> !other.mode.equals(mode))) {
      parts.add(mode);
    }
    parts.add(threads + (threads == 1 ? " thread" : " threads"));
    return shortBenchmark() + " " + parts.stream().collect(Collectors.joining(", "));
  }
}
