package dev.inlay.jmh.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.keys.Distribution;
import dev.inlay.jmh.keys.KeyKind;
import dev.inlay.jmh.subject.Subjects;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class OptionsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private static Settings resolve(String... args) {
    Options options = new Options();
    new CommandLine(new Holder(options)).parseArgs(args);
    return options.resolve();
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin Options options) {}

  private record Run(int exitCode, String out, String err) {}

  private static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    CommandLine command =
        Compare.commandLine(print)
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(print, true, StandardCharsets.UTF_8));
    return new Run(command.execute(args), out.toString(StandardCharsets.UTF_8), err.toString());
  }

  @Test
  void withoutOptionsItIsTheComparison() {
    Settings settings = resolve();
    assertThat(settings.suite()).isEqualTo(Preset.Suite.MIX);
    assertThat(settings.maps())
        .containsExactly(
            "hashmap", "synchronized", "chm", "nbhm", "sharded", "striped", "snapshot");
    assertThat(settings.reads()).containsExactly(0, 50, 90, 99, 100);
    assertThat(settings.threads()).isEqualTo(CORES == 1 ? List.of(1) : List.of(1, CORES));
    assertThat(settings.keys()).containsExactly(KeyKind.LONG);
    assertThat(settings.distributions()).containsExactly(Distribution.UNIFORM);
    assertThat(settings.time()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.rounds()).isEmpty();
    assertThat(settings.heapMegabytes()).isEmpty();
  }

  @Test
  void theBaselineIsAlwaysIn() {
    assertThat(resolve("--maps", "nbhm").maps()).containsExactly("chm", "nbhm");
  }

  @Test
  void anExperimentSetsDefaults() {
    Settings settings = resolve("--experiment", "shards");
    assertThat(settings.shards())
        .containsExactly(
            new Shards(1),
            new Shards(8),
            new Shards(64),
            new Shards(256),
            new Shards(Shards.PER_KEY));
    assertThat(settings.measures()).containsExactly(Measure.THROUGHPUT, Measure.LATENCY);
  }

  @Test
  void whatIsGivenOverridesAnExperiment() {
    Settings settings = resolve("--experiment", "read-share", "--sizes", "1K", "--time", "90s");
    assertThat(settings.sizes()).containsExactly(1_000);
    assertThat(settings.time()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.reads()).containsExactly(99, 50, 10);
    assertThat(settings.writes()).isEqualTo(Writes.FRESH);
    assertThat(settings.heapFigures()).isTrue();
  }

  @Test
  void aSmokeRunOfAnythingIsSmall() {
    Settings settings = resolve("--experiment", "read-share", "--smoke");
    assertThat(settings.sizes()).containsExactly(1_000);
    assertThat(settings.rounds()).hasValue(1);
    assertThat(settings.ignoreLock()).isTrue();
  }

  @Test
  void forksIsAnotherNameOfRounds() {
    assertThat(resolve("--forks", "4").rounds()).hasValue(4);
    assertThat(resolve("--rounds", "auto").rounds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--maps | x | chm, hashmap, synchronized, nbhm, eclipse, caffeine, guava, skiplist, sharded, striped, snapshot, triemap, scala, vavr, champ, copied",
        "--sizes | x | 100, 1K, 100K or 1M",
        "--keys | x | long, dense, string, user, colliding",
        "--key-identity | x | equal, identical",
        "--distribution | x | uniform, zipf",
        "--threads | 0 | all (every core), or a number from 1",
        "--reads | 101 | 0 to 100",
        "--writes | x | put, fresh, churn",
        "--mode | x | throughput, latency",
        "--shards | 3 | powers of two from 1 to 65536, and per-key",
        "--profile | x | own, mixed",
        "--gc | x | g1, parallel, serial, zgc, shenandoah",
        "--heap | 1 | auto, or a size from 64m",
        "--time | 5 | 90s, 5m or 1h30m",
        "--rounds | 0 | auto, or a number from 1 to 100",
        "--suite | x | mix, targets, versions, full",
        "--experiment | x | shards, read-share",
      })
  void aWrongValueSaysWhichAreAllowed(String option, String value, String allowed) {
    Run run = run(option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(option)
        .contains("'" + value + "'")
        .contains("allowed: ")
        .contains(allowed)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aWrongOptionSaysWhichAreAllowed() {
    Run run = run("--size", "1K");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'--size'")
        .contains("allowed: --maps, --sizes, --keys")
        .doesNotContain("\tat ");
  }

  @Test
  void theTargetTableTakesNoOtherWorkload() {
    Run run = run("--suite", "targets", "--sizes", "1K");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--suite targets").contains("--sizes");
  }

  @Test
  void aWorkloadFileSaysWhatIsMeasured() {
    String file = "../docs/guides/workloads/config.workload";
    assertThat(resolve("--workload", file).maps()).contains("chm", "hashmap", "triemap", "copied");
    assertThat(resolve("--workload", file, "--gc", "zgc").gc()).isEqualTo(Gc.ZGC);
    Run sizes = run("--workload", file, "--sizes", "1K", "--threads", "2");
    assertThat(sizes.exitCode()).isEqualTo(2);
    assertThat(sizes.err())
        .contains("--workload sets --sizes, --threads by itself; allowed with it");
    assertThat(run("--workload", file, "--suite", "targets").err())
        .contains("--workload and --suite exclude each other");
    assertThat(run("--suite", "workload").err()).contains("a workload is given by --workload FILE");
  }

  @Test
  void aWorkloadThatIsNoneIsRefused() {
    Run none = run("--workload", "no such file");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("--workload: no such file does not exist")
        .doesNotContain("\tat ");
    Run foreign = run("--workload", "pom.xml");
    assertThat(foreign.exitCode()).isEqualTo(2);
    assertThat(foreign.err()).contains("--workload: pom.xml:1: ").contains("allowed: ");
  }

  @Test
  void tooLittleTimeSaysHowMuchIsNeeded() {
    Run run = run("--time", "5s", "--ignore-lock", "--out", "target/never-written");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("3 rounds need at least").contains("Give --time");
  }

  @Test
  void helpNamesEveryOptionAndEveryExperiment() {
    Run run = run("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(Compare.commandLine(System.out).getCommandSpec().options())
        .extracting(OptionSpec::longestName)
        .allSatisfy(name -> assertThat(run.out()).contains(name));
    assertThat(Subjects.all())
        .allSatisfy(subject -> assertThat(run.out()).contains(subject.id() + ","));
    assertThat(run.out())
        .contains("./compare --experiment shards")
        .contains("./compare --experiment read-share")
        .contains("./compare --suite targets")
        .contains("./compare --suite full")
        .contains("Default: 5m");
  }
}
