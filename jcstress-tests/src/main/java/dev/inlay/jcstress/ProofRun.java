package dev.inlay.jcstress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * The results of one run of jcstress.
 *
 * @param jdk the version it ran on
 * @param millis how long each iteration took; 0 in the sanity mode, which shows nothing but that
 *     the tests run
 */
record ProofRun(String jdk, String system, int millis, int iterations, List<Fork> forks) {

  /** The results of one test in one configuration. */
  record Fork(
      String test, boolean usesC2, boolean stressesC2, boolean ended, Map<String, Long> counts) {}

  boolean isSanity() {
    return millis == 0;
  }

  /** Returns the processor's name, as {@link Proof.Shown} has it, or what the JVM calls it. */
  String processor() {
    String name = system.substring(system.lastIndexOf(' ') + 1);
    return switch (name) {
      case "amd64", "x86_64" -> "x86-64";
      case "aarch64", "arm64" -> "AArch64";
      default -> name;
    };
  }

  List<Fork> forksOf(Triads.Test test) {
    return forks.stream().filter(fork -> fork.test().equals(test.name())).toList();
  }

  long count(Triads.Test test, String state) {
    return forksOf(test).stream().mapToLong(fork -> fork.counts().getOrDefault(state, 0L)).sum();
  }

  /**
   * Adds the results of another run on the same JDK: of some tests that were to run longer, say.
   */
  ProofRun and(ProofRun other) {
    List<Fork> all = new ArrayList<>(forks);
    all.addAll(other.forks);
    return new ProofRun(
        jdk, system, Math.max(millis, other.millis), Math.max(iterations, other.iterations), all);
  }

  boolean isOfTheSameJdk(ProofRun other) {
    return jdk.equals(other.jdk) && system.equals(other.system);
  }

  /** Reads what jcstress left. */
  static ProofRun read(Path results) throws IOException, ClassNotFoundException {
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(results.toString(), collector);
    reader.dump();
    reader.close();
    List<Fork> forks = new ArrayList<>();
    String jdk = "";
    String system = "";
    int millis = 0;
    int iterations = 0;
    for (TestResult result : ReportUtils.mergedByConfig(collector.getTestResults())) {
      Map<String, String> environment = result.getEnv().entries();
      TestConfig config = result.getConfig();
      jdk = environment.get("java.version");
      system = environment.get("os.name") + " " + environment.get("os.arch");
      millis = config.time;
      iterations = config.iters;
      forks.add(fork(result, config));
    }
    if (forks.isEmpty()) {
      throw new IOException(results + " holds no result");
    }
    return new ProofRun(jdk, system, millis, iterations, forks);
  }

  private static Fork fork(TestResult result, TestConfig config) {
    Map<String, Long> counts = new TreeMap<>();
    for (String state : result.getStateKeys()) {
      counts.put(state, result.getCount(state));
    }
    List<String> arguments = config.jvmArgs;
    boolean compilesWithC2 =
        CompileMode.hasC2(config.getCompileMode(), config.threads)
            && !arguments.contains("-Xint")
            && !arguments.contains("-XX:TieredStopAtLevel=1");
    boolean stress = arguments.stream().anyMatch(argument -> argument.contains("Stress"));
    return new Fork(
        result.getName(), compilesWithC2, stress, result.status() == Status.NORMAL, counts);
  }
}
