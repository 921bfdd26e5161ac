package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.subject.Subjects;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkTroubleTest {
  private final Workload workload =
      new Workload(
          "a mix",
          "a.B.c",
          org.openjdk.jmh.annotations.Mode.Throughput,
          TimeUnit.SECONDS,
          java.util.Map.of(),
          1,
          1,
          java.util.List.of("-XX:+UseG1GC", "-Xmx64m"),
          Workload.Turns.NONE,
          java.util.List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.OutOfMemoryError: Java heap space | 0 | out of memory with -Xmx64m; give more",
        "<forked VM failed with exit code 137> | 0 | its JVM was killed",
        "<forked VM failed with exit code 134> | 0 | its JVM crashed",
        "<forked VM failed with exit code 1> | 0 | its JVM ended with exit code 1",
        "<forked VM failed with exit code 137> | 125000 | it hung, and was ended after 2m05s",
        "IllegalStateException: lost a key | 0 | the last that its JVM said was",
      })
  void theReasonComesFirst(String tail, long limitMillis, String reason) {
    assertThat(ForkTrouble.reason(workload, tail, limitMillis)).startsWith(reason);
  }

  @Test
  void whatTheJvmSaidIsShownUnlessTheReasonSaysItAll() {
    String said = "IllegalStateException: lost a key";
    assertThat(ForkTrouble.explain(workload, Subjects.get("sharded"), said, 0))
        .startsWith("ShardedMap failed in 'a mix': ")
        .endsWith(said);
    assertThat(ForkTrouble.explain(workload, Subjects.get("sharded"), said, 60_000))
        .doesNotContain(said);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sleep and no true")
  void aChildThatDoesNotEndIsEndedAndOneThatDoesIsNot() throws IOException, InterruptedException {
    Process hanging = new ProcessBuilder("sleep", "600").start();
    try (Watchdog watchdog = new Watchdog(100)) {
      assertThat(hanging.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(hanging.exitValue()).isNotZero();
      assertThat(watchdog.fired()).isTrue();
    }
    Process quick = new ProcessBuilder("true").start();
    try (Watchdog watchdog = new Watchdog(600_000)) {
      assertThat(quick.waitFor()).isZero();
      assertThat(watchdog.fired()).isFalse();
    }
  }
}
