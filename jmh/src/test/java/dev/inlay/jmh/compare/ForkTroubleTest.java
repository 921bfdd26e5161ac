package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.subject.Subject;
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
        "java.lang.IllegalStateException: lost a key | 0 | it threw java.lang.IllegalStateException: lost",
        "something else | 0 | its JVM gave no result",
        "java.lang.IllegalStateException: the map is broken: size() is 9 | 0 | the map is broken: size() is 9",
      })
  void theReasonComesFirst(String tail, long limitMillis, String reason) {
    assertThat(ForkTrouble.of(workload, tail, tail, limitMillis).why()).startsWith(reason);
  }

  /** Only want of memory says nothing about the map. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.OutOfMemoryError: Java heap space | false",
        "<forked VM failed with exit code 137> | false",
        "<forked VM failed with exit code 134> | true",
        "java.lang.IllegalStateException: the map is broken: x; java.lang.OutOfMemoryError | true",
        "java.lang.NullPointerException | true",
      })
  void aMapThatIsBrokenLosesItsFigures(String said, boolean discredits) {
    Trouble trouble = ForkTrouble.of(workload, said, said, 0);
    assertThat(trouble.discredits()).isEqualTo(discredits);
    assertThat(trouble.forReports().contains("figures are of the rounds before"))
        .isNotEqualTo(discredits);
  }

  @Test
  void whatTheJvmSaidIsShownUnlessTheReasonSaysItAll() {
    String said = "IllegalStateException: lost a key";
    Subject sharded = Subjects.get("sharded");
    Trouble thrown = ForkTrouble.of(workload, said, said, 0);
    assertThat(ForkRunner.explain(workload, sharded, thrown))
        .startsWith("ShardedMap failed in 'a mix': ")
        .endsWith(said);
    Trouble hung = ForkTrouble.of(workload, said, said, 60_000);
    assertThat(ForkRunner.explain(workload, sharded, hung)).doesNotContain(said);
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
