package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Results.Fork;
import dev.inlay.jmh.compare.Workload.Column;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Made-up runs for tests: two shares of reads that take turns. */
final class Runs {
  static final Column ALL_READS = new Column("100 % reads", 0, Quantity.THROUGHPUT);
  static final Column HALF_READS = new Column("50 % reads", 1, Quantity.THROUGHPUT);

  private Runs() {}

  static Contest contest(String... subjects) {
    Workload workload =
        new Workload(
            "a mix",
            "dev.inlay.jmh.bench.MixBenchmark.operate",
            Mode.Throughput,
            TimeUnit.MICROSECONDS,
            Map.of(),
            1,
            1_000,
            List.of("-XX:+UseG1GC"),
            new Turns("reads", List.of("100", "50")),
            List.of(ALL_READS, HALF_READS));
    return new Contest(
        workload, List.of(subjects).stream().map(Subjects::get).toList(), Integer.MAX_VALUE);
  }

  /** Returns a JVM whose iterations have these scores, with turns in this order. */
  static Fork fork(String subject, List<String> turns, double... scores) {
    BenchmarkParams params = params(subject, String.join("+", turns), scores.length);
    List<IterationResult> iterations = new ArrayList<>();
    for (double score : scores) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      iteration.addResult(
          new ThroughputResult(ResultRole.PRIMARY, "operate", score, 1_000, TimeUnit.MICROSECONDS));
      iterations.add(iteration);
    }
    return new Fork(params, turns, iterations);
  }

  /** Returns a JVM that found so many bytes an entry. */
  static Fork heapFork(String subject, double bytes) {
    Fork fork = fork(subject, List.of(""), 1);
    fork.iterations()
        .get(0)
        .addResult(new ScalarResult("heap.perEntry.average", bytes, "B", AggregationPolicy.AVG));
    return fork;
  }

  private static BenchmarkParams params(String subject, String reads, int iterations) {
    WorkloadParams workload = new WorkloadParams();
    workload.put("reads", reads, 0);
    workload.put("subject", subject, 1);
    IterationParams warmup =
        new IterationParams(IterationType.WARMUP, iterations, TimeValue.milliseconds(300), 1);
    IterationParams measurement =
        new IterationParams(IterationType.MEASUREMENT, iterations, TimeValue.milliseconds(400), 1);
    return new BenchmarkParams(
        "dev.inlay.jmh.bench.MixBenchmark.operate",
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        warmup,
        measurement,
        Mode.Throughput,
        workload,
        TimeUnit.MICROSECONDS,
        1,
        "/usr/bin/java",
        List.of("-XX:+UseG1GC"),
        "17",
        "a VM",
        "17",
        "1.37",
        TimeValue.minutes(10));
  }
}
