package dev.inlay.jmh.compare;

import dev.inlay.jmh.compare.Results.Fork;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/**
 * Writes everything as one JMH result file, by JMH itself: the rounds of a map become the forks of
 * one result, and values that took turns in one JVM become results of their own, as if JMH had run
 * them so.
 */
final class JmhJson {

  private JmhJson() {}

  /** Returns the file's content. */
  static byte[] toBytes(List<Contest> contests, Results results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out)
          .writeOut(merge(contests, results));
    }
    return bytes.toByteArray();
  }

  /** Returns one result for each workload, map, and value that took turns. */
  static Collection<RunResult> merge(List<Contest> contests, Results results) {
    List<RunResult> merged = new ArrayList<>();
    for (Contest contest : contests) {
      for (Subject subject : contest.subjects()) {
        List<Fork> forks = List.copyOf(results.forks(contest, subject).values());
        if (!forks.isEmpty()) {
          addResults(merged, contest.workload(), forks);
        }
      }
    }
    return merged;
  }

  private static void addResults(List<RunResult> merged, Workload workload, List<Fork> forks) {
    if (!(workload.shape() instanceof Turns turns) || turns.param().isEmpty()) {
      merged.add(result(forks.get(0).params(), forks, ""));
      return;
    }
    for (String value : turns.values()) {
      merged.add(result(withParam(forks.get(0).params(), turns.param(), value), forks, value));
    }
  }

  private static RunResult result(BenchmarkParams params, List<Fork> forks, String turn) {
    List<BenchmarkResult> data = new ArrayList<>();
    for (Fork fork : forks) {
      data.add(
          new BenchmarkResult(
              params, turn.isEmpty() ? fork.iterations() : fork.iterationsOf(turn)));
    }
    IterationParams measurement = params.getMeasurement();
    IterationParams counted =
        new IterationParams(
            measurement.getType(),
            data.get(0).getIterationResults().size(),
            measurement.getTime(),
            measurement.getBatchSize());
    return new RunResult(copy(params, forks.size(), counted, workloadParams(params, "", "")), data);
  }

  private static BenchmarkParams withParam(BenchmarkParams params, String name, String value) {
    return copy(
        params, params.getForks(), params.getMeasurement(), workloadParams(params, name, value));
  }

  /** Returns the benchmark's parameters, one of them changed. */
  private static WorkloadParams workloadParams(BenchmarkParams params, String name, String value) {
    WorkloadParams all = new WorkloadParams();
    int order = 0;
    for (String key : params.getParamsKeys()) {
      all.put(key, key.equals(name) ? value : params.getParam(key), order++);
    }
    return all;
  }

  private static BenchmarkParams copy(
      BenchmarkParams params, int forks, IterationParams measurement, WorkloadParams workload) {
    return new BenchmarkParams(
        params.getBenchmark(),
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        measurement,
        params.getMode(),
        workload,
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        params.getJvm(),
        params.getJvmArgs(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }
}
