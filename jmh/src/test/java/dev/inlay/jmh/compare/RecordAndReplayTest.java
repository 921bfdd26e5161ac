package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inlay.jmh.workload.Operation;
import dev.inlay.jmh.workload.WorkloadFile;
import dev.inlay.jmh.workload.WorkloadSpec;
import dev.inlay.workload.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a live program to a verdict. */
class RecordAndReplayTest {

  @TempDir private Path directory;

  /** A program with sessions: 70 % found, 20 % unknown, 5 % log in, 5 % log out. */
  private static void live(ConcurrentMap<String, Long> sessions, int operations) {
    Random random = new Random(1);
    int first = 0;
    int last = 0;
    for (; last < 2_000; last++) {
      sessions.put("session-" + last, 1L);
    }
    for (int i = 0; i < operations; i++) {
      int dice = random.nextInt(20);
      if (dice < 14) {
        sessions.get("session-" + (first + random.nextInt(last - first)));
      } else if (dice < 18) {
        sessions.get("unknown " + dice);
      } else if (dice < 19) {
        sessions.put("session-" + last++, 1L);
      } else if (first < last - 10) {
        sessions.remove("session-" + first++);
      }
    }
    sessions.forEach((key, value) -> {});
  }

  @Test
  void aRecordedProgramIsReplayed() throws IOException {
    Recorder<ConcurrentMap<String, Long>> recorder =
        Recorder.wrap(new ConcurrentHashMap<String, Long>(), 8);
    live(recorder.map(), 400_000);
    Path file = directory.resolve("sessions.workload");
    recorder.write(file);
    WorkloadSpec spec = WorkloadFile.read(file).spec();
    assertThat(spec.share(Operation.GET_HIT)).isCloseTo(0.70, within(0.02));
    assertThat(spec.share(Operation.GET_MISS)).isCloseTo(0.20, within(0.02));
    assertThat(spec.share(Operation.PUT_NEW)).isCloseTo(0.05, within(0.01));
    assertThat(spec.share(Operation.REMOVE_HIT)).isCloseTo(0.05, within(0.01));
    assertThat(spec.share(Operation.ITERATE)).isBetween(1e-6, 1e-5);
    assertThat(spec.entries()).isBetween(100, 2_500);
    assertThat(spec.threadCount()).isEqualTo(1);

    Path out = directory.resolve("out");
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int exitCode =
        Compare.commandLine(new PrintStream(screen, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err))
            .execute(
                "--workload",
                file.toString(),
                "--maps",
                "striped",
                "--smoke",
                "--time",
                "5m",
                "--out",
                out.toString());
    assertThat(exitCode).as("%s%n%s", err, screen).isZero();
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("For the workload 'sessions':")
        .containsPattern("StripedMap: [0-9.]+x ConcurrentHashMap, at [0-9.]+ bytes an entry");
    assertThat(out.resolve("replayed.workload")).hasSameTextualContentAs(file);
    assertThat(out.resolve("report.md")).content().contains("## Which map");
    assertThat(new ObjectMapper().readTree(out.resolve("results.json").toFile())).hasSize(4);
    String line =
        new ObjectMapper()
            .readTree(out.resolve("environment.json").toFile())
            .get("workload")
            .asText();
    assertThat(line).isEqualTo(spec.toLine());
  }
}
