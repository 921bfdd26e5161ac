package dev.inlay.jmh.compare;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Keeps what JMH prints, for the case that something fails. */
final class CapturedOutput implements OutputFormat {
  private static final int TAIL_LINES = 25;

  private final StringBuilder text = new StringBuilder();

  /** Returns everything. */
  String all() {
    return text.toString();
  }

  /** Returns the last lines. */
  String tail() {
    String[] lines = text.toString().lines().filter(line -> !line.isBlank()).toArray(String[]::new);
    return Arrays.stream(lines)
        .skip(Math.max(0, lines.length - TAIL_LINES))
        .map(line -> "  " + line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void startBenchmark(BenchmarkParams params) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void print(String part) {
    text.append(part);
  }

  @Override
  public void println(String line) {
    text.append(line).append('\n');
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void verbosePrintln(String line) {}

  @Override
  public void write(int b) {
    text.append((char) b);
  }

  @Override
  public void write(byte[] bytes) {
    text.append(new String(bytes, Charset.defaultCharset()));
  }
}
