package dev.inlay.jmh.diff;

import dev.inlay.jmh.results.Metric;
import dev.inlay.jmh.results.ResultFile;
import dev.inlay.jmh.results.Series;
import dev.inlay.jmh.results.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A made-up machine that measures made-up maps: rows, noise, now and then a wild value, drift. */
final class MadeUp {
  static final Metric THROUGHPUT = new Metric("", "M op/s", Metric.Better.HIGHER, false);
  static final Metric TIME = new Metric("", "ns", Metric.Better.LOWER, false);
  static final Metric BYTES = new Metric("heap.perEntry.average", "B", Metric.Better.LOWER, true);
  static final double[] NO_DRIFT = {};

  private static final double WILD_SHARE = 0.02;
  private static final double WILD = 0.5;

  private final SplittableRandom random;
  private final double noise;

  MadeUp(long seed, double noise) {
    random = new SplittableRandom(seed);
    this.noise = noise;
  }

  static Task task(int number) {
    return new Task(
        "dev.inlay.jmh.bench.GetHit.get",
        "thrpt",
        1,
        "G1GC",
        new TreeMap<>(Map.of("entries", Integer.toString(number))));
  }

  static ResultFile file(Series... series) {
    return new ResultFile(Path.of("made-up.json"), List.of(series), Map.of());
  }

  static Series series(int task, String map, Metric metric, double... rounds) {
    return new Series(task(task), map, metric, rounds);
  }

  /**
   * Measures the baseline and a map in so many rows.
   *
   * @param factor by how much the map is faster in row 0
   * @param drift the speed of the machine in each round, or none for 1
   */
  ResultFile run(int rows, int rounds, double factor, double[] drift) {
    List<Series> series = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (String map : List.of("chm", "sharded")) {
        double truth = 10 * (row + 1) * (map.equals("chm") ? 1 : 1.3 * (row == 0 ? factor : 1));
        double[] figures = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          double speed = drift.length == 0 ? 1 : drift[round];
          figures[round] = truth * speed * Math.exp(noise());
        }
        series.add(new Series(task(row), map, THROUGHPUT, figures));
      }
    }
    return new ResultFile(Path.of("made-up.json"), series, Map.of());
  }

  private double noise() {
    double wild = random.nextDouble() < WILD_SHARE ? WILD * random.nextGaussian() : 0;
    return noise * random.nextGaussian() + wild;
  }
}
