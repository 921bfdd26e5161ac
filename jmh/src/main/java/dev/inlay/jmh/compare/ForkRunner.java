package dev.inlay.jmh.compare;

import dev.inlay.jmh.bench.Facts;
import dev.inlay.jmh.bench.FiguresProfiler;
import dev.inlay.jmh.compare.Workload.Shots;
import dev.inlay.jmh.compare.Workload.Turns;
import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one JVM: one map in one workload, by JMH. */
final class ForkRunner {

  /** A JVM could not be run to its end. */
  static final class ForkFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;
    private final boolean fatal;

    ForkFailure(String message, Trouble trouble, boolean fatal, Throwable cause) {
      super(message, cause);
      this.trouble = trouble;
      this.fatal = fatal;
    }

    Trouble trouble() {
      return trouble;
    }

    /** Tells whether others would fail in the same way. */
    boolean fatal() {
      return fatal;
    }
  }

  private static final String LOCK_MESSAGE = "Another JMH instance";
  private static final String LOCKED =
      "another JMH run is under way on this machine, and the two would disturb each other;"
          + " wait for it, or give --ignore-lock";

  /**
   * Runs it.
   *
   * @param workload what is done
   * @param subject the map
   * @param turns the values that take turns, in the order of this run
   * @param warmupMillis the length of an iteration that warms up
   * @param iterationMillis the length of one that is measured
   * @param limitMillis after how long it counts as hanging
   * @return what JMH found
   */
  RunResult run(
      Workload workload,
      Subject subject,
      List<String> turns,
      long warmupMillis,
      long iterationMillis,
      long limitMillis)
      throws ForkFailure {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark(workload, subject)) + "$")
            .mode(workload.mode())
            .timeUnit(workload.unit())
            .threads(workload.threads())
            .forks(1)
            .jvmArgs(workload.jvmArgs().toArray(String[]::new))
            .addProfiler(FiguresProfiler.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .param("subject", subject.id());
    workload.params().forEach(options::param);
    if (workload.shape() instanceof Shots shots) {
      options.warmupIterations(shots.warmup()).measurementIterations(shots.measured());
    } else {
      options
          .warmupIterations(turns.size())
          .warmupTime(TimeValue.milliseconds(warmupMillis))
          .measurementIterations(turns.size())
          .measurementTime(TimeValue.milliseconds(iterationMillis));
      if (workload.shape() instanceof Turns shape && !shape.param().isEmpty()) {
        options.param(shape.param(), String.join("+", turns));
      }
    }
    CapturedOutput output = new CapturedOutput();
    Watchdog watchdog = new Watchdog(limitMillis);
    try (watchdog) {
      return new Runner(options.build(), output).runSingle();
    } catch (RunnerException e) {
      boolean locked = String.valueOf(e.getMessage()).contains(LOCK_MESSAGE);
      long endedAfter = watchdog.fired() ? limitMillis : 0;
      Trouble trouble = ForkTrouble.of(workload, output.all(), output.tail(), endedAfter);
      throw new ForkFailure(
          locked ? LOCKED : explain(workload, subject, trouble), trouble, locked, e);
    }
  }

  /** Returns the reason, and unless that says it all, the last lines of the JVM. */
  static String explain(Workload workload, Subject subject, Trouble trouble) {
    String what =
        "%s failed in '%s': %s".formatted(subject.label(), workload.title(), trouble.why());
    return trouble.said().isEmpty()
        ? what
        : what + "; the last that its JVM said was" + System.lineSeparator() + trouble.said();
  }

  /** Returns what runs: the limit is no map, and has its own benchmark. */
  private static String benchmark(Workload workload, Subject subject) {
    return subject.id().equals(Subjects.LIMIT_ID)
        ? Facts.kernel(workload.benchmark()).orElseThrow()
        : workload.benchmark();
  }

  /** Returns the result of the only JVM that ran. */
  static BenchmarkResult fork(RunResult result) {
    return result.getBenchmarkResults().iterator().next();
  }
}
