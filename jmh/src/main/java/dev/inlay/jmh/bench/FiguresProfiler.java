package dev.inlay.jmh.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the {@link Figures} of a benchmark: {@code -prof dev.inlay.jmh.bench.FiguresProfiler}.
 */
public final class FiguresProfiler implements InternalProfiler {

  @Override
  public String getDescription() {
    return "figures that a benchmark finds out besides its time";
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
    Figures.drain();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    List<Result<?>> results = new ArrayList<>();
    Figures.drain()
        .forEach(
            (name, figure) ->
                results.add(
                    new ScalarResult(name, figure.value(), figure.unit(), AggregationPolicy.AVG)));
    return results;
  }
}
