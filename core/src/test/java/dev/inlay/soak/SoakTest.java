package dev.inlay.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.SnapshotMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.MapsUnderTest;
import dev.inlay.contract.tools.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A soak of a second for each map; {@code .ci/soak} is the command for longer ones. */
class SoakTest {

  @ParameterizedTest
  @ArgumentsSource(MapsUnderTest.DefaultVariant.class)
  void eachMapPasses(MapUnderTest subject) {
    long seed = TestSettings.random("SoakTest").nextLong();
    SoakResult result = Soak.run(shortly(subject, seed), phase -> {});
    assertThat(result.passed()).as(SoakReport.of(result, "SoakTest")).isTrue();
    assertThat(result.phases()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(SoakResult.sum(result.faults())).isPositive();
    assertThat(SoakResult.sum(result.checks())).isGreaterThan(1_000);
    assertThat(result.checks())
        .allSatisfy(
            (check, times) -> {
              boolean isMade =
                  switch (check) {
                    case TRANSACTION_UNDER_LOAD -> subject.transactions().isPresent();
                    case CHANGES_WHEN_QUIET ->
                        subject.type() == SnapshotMap.class && VirtualThreads.available();
                    default -> true;
                  };
              // On a busy machine half a second may not be enough for each kind.
              assertThat(times == 0 || isMade).as("%s", check).isTrue();
            });
  }

  static SoakSettings shortly(MapUnderTest subject, long seed) {
    return new SoakSettings(
        List.of(subject),
        TestSettings.span(500),
        2,
        Duration.ofMillis(50),
        SoakSettings.PATIENCE,
        10_000,
        seed);
  }

  @Test
  void reportAndPlotTellOfEachMap(@TempDir Path folder) throws IOException {
    MapUnderTest subject = MapsUnderTest.defaultVariants().findFirst().orElseThrow();
    SoakSettings settings =
        new SoakSettings(
            List.of(subject),
            Duration.ZERO,
            1,
            Duration.ofMillis(30),
            SoakSettings.PATIENCE,
            1_000,
            1);
    SoakResult result = Soak.run(settings, phase -> {});
    assertThat(SoakReport.of(result, "a command"))
        .contains(
            "# Soak: passed", "a command", subject + ", flood", "recursion refused", "seed 1");
    Path plot = folder.resolve("soak.svg");
    SoakPlot.write(result, plot);
    assertThat(Files.readString(plot)).contains("<svg", "<path", "</svg>").hasSizeLessThan(1 << 20);
  }
}
