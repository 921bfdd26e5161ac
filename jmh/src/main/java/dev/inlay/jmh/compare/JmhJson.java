package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.Facts;
import dev.inlay.jmh.compare.Results.Fork;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.results.JmhFile;
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

  private static final String KERNEL = "kernel";

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
          addResults(merged, contest.workload(), forks, results.run());
        }
      }
    }
    return merged;
  }

  private static void addResults(
      List<RunResult> merged, Workload workload, List<Fork> forks, String run) {
    BenchmarkParams params = described(forks.get(0).params(), workload, run);
    if (!(workload.shape() instanceof Turns turns) || turns.param().isEmpty()) {
      merged.add(result(params, forks, ""));
      return;
    }
    for (String value : turns.values()) {
      merged.add(result(withParam(params, turns.param(), value), forks, value));
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
    return new RunResult(
        copy(params, params.getBenchmark(), forks.size(), counted, allParams(params)), data);
  }

  /**
   * Returns the parameters with what a reader of the file must know besides: which run it was; the
   * topic and the title of the workload; and the workload's benchmark also for the limit, whose own
   * one is named by the parameter {@value #KERNEL} of all results of the workload.
   */
  static BenchmarkParams described(BenchmarkParams params, Workload workload, String run) {
    WorkloadParams all = allParams(params);
    put(all, JmhFile.RUN, run);
    put(all, "topic", workload.topic().id());
    put(all, "title", workload.title());
    Facts.kernel(workload.benchmark()).ifPresent(kernel -> put(all, KERNEL, kernel));
    return copy(params, workload.benchmark(), params.getForks(), params.getMeasurement(), all);
  }

  private static BenchmarkParams withParam(BenchmarkParams params, String name, String value) {
    WorkloadParams all = allParams(params);
    put(all, name, value);
    return copy(params, params.getBenchmark(), params.getForks(), params.getMeasurement(), all);
  }

  private static WorkloadParams allParams(BenchmarkParams params) {
    WorkloadParams all = new WorkloadParams();
    params.getParamsKeys().forEach(key -> put(all, key, params.getParam(key)));
    return all;
  }

  private static void put(WorkloadParams params, String name, String value) {
    params.put(name, value, params.keys().size());
  }

  private static BenchmarkParams copy(
      BenchmarkParams params,
      String benchmark,
      int forks,
      IterationParams measurement,
      WorkloadParams workload) {
    return new BenchmarkParams(
        benchmark,
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
