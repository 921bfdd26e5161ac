package dev.inlay.jmh.report;

import dev.inlay.jmh.compare.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A workload and what the maps did in it, in one run.
 *
 * @param title what a reader is told about it
 * @param topic the name of what it is about, or empty when the files do not tell
 * @param benchmark the benchmark's method, with class and package
 * @param mode JMH's short name of its mode
 * @param threads the number of threads
 * @param params its parameters, without the map, the one that took turns and those that only
 *     describe
 * @param jvmArgs arguments of its JVMs
 * @param columns what was read off
 * @param entrants the maps
 * @param limit what bare arrays did, which are no map, where it was measured
 * @param absent for the label of each map that cannot take part, why
 * @param failed for the label of each map that failed, why
 */
record Bout(
    String title,
    String topic,
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    List<String> jvmArgs,
    List<Column> columns,
    List<Entrant> entrants,
    Optional<Entrant> limit,
    Map<String, String> absent,
    Map<String, String> failed) {

  Optional<Entrant> baseline() {
    return entrants.stream().filter(Entrant::isBaseline).findFirst();
  }

  Optional<Entrant> entrant(String id) {
    return entrants.stream().filter(entrant -> entrant.id().equals(id)).findFirst();
  }

  /** Summarises a figure over all rounds; empty when there is none. */
  static Optional<Spread> absolute(Entrant entrant, Column column) {
    return spread(entrant.rounds(column));
  }

  /** Summarises how many times better than the baseline of the same round a map was. */
  Optional<Spread> ratio(Entrant entrant, Column column) {
    return spread(ratios(entrant, column));
  }

  /** Returns how many times better than the baseline a map was in each round. */
  SortedMap<Integer, Double> ratios(Entrant entrant, Column column) {
    return baseline().map(rival -> ratios(entrant, rival, column)).orElseGet(TreeMap::new);
  }

  /** Returns the maps, and then the limit where a figure of it makes sense. */
  List<Entrant> withLimit(Column column) {
    return column.better() == Better.NEITHER
        ? entrants
        : Stream.concat(entrants.stream(), limit.stream()).toList();
  }

  /** Summarises a map's share of what the machine's limit was in the same round: 1 is all of it. */
  Optional<Spread> share(Entrant entrant, Column column) {
    return spread(shares(entrant, column));
  }

  /** Returns a map's share of the machine's limit in each round. */
  SortedMap<Integer, Double> shares(Entrant entrant, Column column) {
    return limit.map(rival -> ratios(entrant, rival, column)).orElseGet(TreeMap::new);
  }

  /** Returns how many times better than a rival a map was in each round that both have. */
  static SortedMap<Integer, Double> ratios(Entrant entrant, Entrant rival, Column column) {
    SortedMap<Integer, Double> ratios = new TreeMap<>();
    if (column.better() == Better.NEITHER) {
      return ratios;
    }
    SortedMap<Integer, Double> others = rival.rounds(column);
    entrant
        .rounds(column)
        .forEach(
            (round, value) -> {
              Double other = others.get(round);
              if (other != null) {
                ratios.put(round, column.better().ratio(value, other));
              }
            });
    return ratios;
  }

  /** Summarises the finite ones of some values; empty when there are none. */
  static Optional<Spread> spread(SortedMap<Integer, Double> byRound) {
    double[] values =
        byRound.values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /**
   * Returns what of the JVMs' arguments is more than a size of the heap, which follows the map's.
   */
  List<String> flags() {
    return jvmArgs.stream().filter(arg -> !arg.startsWith("-Xm")).toList();
  }

  /** Returns the benchmark's class and method without the package. */
  String shortBenchmark() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }
}
