package dev.inlay.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import dev.inlay.jmh.workload.RecorderOverhead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Utils;

/**
 * Runs every benchmark that there is for a moment, here in this JVM: over a map without fault,
 * whose content it must accept, and over maps with one, whose content it must refuse. A new
 * benchmark is found by itself; one without a check of its map's content fails here.
 */
class EveryBenchmarkTest {
  @BeforeAll
  static void othersMayRunBenchmarksMeanwhile() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  /**
   * All benchmarks of subjects: not those of bare arrays, nor that of the recorder, which has a
   * test of its own ({@code RecorderOverheadTest}).
   */
  static List<String> benchmarks() {
    Set<BenchmarkListEntry> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of());
    return all.stream()
        .map(BenchmarkListEntry::getUsername)
        .filter(name -> !name.startsWith(Limits.class.getName() + "."))
        .filter(name -> !name.startsWith(RecorderOverhead.class.getName() + "."))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void benchmarksAreFound() {
    assertThat(benchmarks())
        .hasSizeGreaterThan(25)
        .contains(GetHit.class.getName() + ".get", BookCount.class.getName() + ".count");
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void aSoundMapPasses(String benchmark) {
    assertThat(failure(benchmark, Planted.id(Planted.Sound.class), 2)).isEmpty();
  }

  static Stream<Arguments> generalFaults() {
    return benchmarks().stream()
        .flatMap(
            benchmark ->
                Stream.of(
                        Planted.LosesKeys.class,
                        Planted.AddsAKey.class,
                        Planted.GivesWrongValues.class)
                    .map(fault -> Arguments.of(benchmark, fault)));
  }

  @ParameterizedTest
  @MethodSource("generalFaults")
  void aMapWithWrongContentIsRefused(String benchmark, Class<? extends Subject> fault) {
    assertRefused(benchmark, fault);
  }

  static Stream<Arguments> specialFaults() {
    return Stream.of(
        of(Planted.IgnoresPuts.class, PutExisting.class, "put"),
        of(Planted.IgnoresPuts.class, MixBenchmark.class, "operate"),
        of(Planted.IgnoresPuts.class, MixBenchmark.class, "operateWatchingHeap"),
        of(Planted.IgnoresPuts.class, HotKey.class, "put"),
        of(Planted.IgnoresPuts.class, Versions.class, "update"),
        of(Planted.IgnoresPuts.class, Versions.class, "snapshotAndPuts"),
        of(Planted.IgnoresPuts.class, VersionBytes.class, "update"),
        of(Planted.IgnoresPuts.class, Transfers.class, "transfer"),
        of(Planted.IgnoresMerges.class, MergePresent.class, "merge"),
        of(Planted.IgnoresMerges.class, HotKey.class, "merge"),
        of(Planted.IgnoresMerges.class, WordCount.class, "count"),
        of(Planted.IgnoresMerges.class, BookCount.class, "count"),
        of(Planted.LosesSomeMerges.class, MergePresent.class, "merge"),
        of(Planted.LosesSomeMerges.class, WordCount.class, "count"),
        of(Planted.ComputesTwice.class, ComputePresent.class, "compute"),
        of(Planted.IgnoresRemovals.class, ChurnBenchmark.class, "insertAndRemove"),
        of(Planted.IgnoresRemovals.class, RemoveHalf.class, "remove"),
        of(Planted.OverwritesPresent.class, PutIfAbsentPresent.class, "putIfAbsent"),
        of(Planted.OverwritesPresent.class, ComputeIfAbsentPresent.class, "computeIfAbsent"),
        of(Planted.AnswersWrong.class, ComputeIfAbsentPresent.class, "computeIfAbsent"),
        of(Planted.AnswersWrong.class, InsertNew.class, "computeIfAbsent"),
        of(Planted.MixesUpTogether.class, GetMany.class, "getAll"),
        of(Planted.IteratesOverOneTwice.class, Iteration.class, "entries"),
        of(Planted.VisitsOneTwice.class, Iteration.class, "forEach"),
        of(Planted.GivesItselfAway.class, Versions.class, "snapshot"),
        of(Planted.GivesItselfAway.class, Versions.class, "snapshotAndPuts"),
        of(Planted.LosesMoney.class, Transfers.class, "transfer"));
  }

  private static Arguments of(Class<?> fault, Class<?> benchmark, String method) {
    return Arguments.of(benchmark.getName() + "." + method, fault);
  }

  @ParameterizedTest
  @MethodSource("specialFaults")
  void aMapThatFailsInWhatIsMeasuredIsRefused(String benchmark, Class<? extends Subject> fault) {
    assertRefused(benchmark, fault);
  }

  static Stream<Arguments> subjectsThatAreWritten() {
    return Subjects.all().stream()
        .flatMap(
            subject ->
                Stream.of(
                        MixBenchmark.class.getName() + ".operate",
                        ChurnBenchmark.class.getName() + ".insertAndRemove",
                        MergePresent.class.getName() + ".merge",
                        Transfers.class.getName() + ".transfer",
                        Versions.class.getName() + ".snapshotAndPuts")
                    .filter(
                        name -> Facts.need(name).stream().allMatch(subject.abilities()::contains))
                    .map(name -> Arguments.of(name, subject)));
  }

  @ParameterizedTest
  @MethodSource("subjectsThatAreWritten")
  void everyMapKeepsItsContentUnderTwoThreads(String benchmark, Subject subject) {
    assertThat(failure(benchmark, subject.id(), subject.concurrent() ? 2 : 1)).isEmpty();
  }

  /** Whatever the failure: over the map without fault there is none. */
  private static void assertRefused(String benchmark, Class<? extends Subject> fault) {
    assertThat(failure(benchmark, Planted.id(fault), 2)).contains("Exception");
  }

  /** JMH keeps states of a run that failed for the next one in the same JVM. */
  private static void forgetStates(String benchmark) {
    String generated =
        benchmark.replaceFirst("\\.(\\w+)\\.(\\w+)$", ".jmh_generated.$1_$2_jmhTest");
    try {
      for (Field field : Class.forName(generated).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getName().startsWith("f_")) {
          field.setAccessible(true);
          field.set(null, null);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a benchmark; returns what JMH printed if it failed, and nothing if it did not. */
  private static String failure(String benchmark, String subject, int threads) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .forks(0)
            .threads(threads)
            .warmupIterations(0)
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(15))
            .shouldFailOnError(true)
            .param("subject", subject)
            .param("entries", "100")
            .param("vocabulary", "200")
            .param("from", "100")
            .param("to", "200")
            .param("sizesPerOctave", "1")
            .param("changes", "10")
            .param("sizing", "growing")
            .param("reads", "50+0");
    forgetStates(benchmark);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
    try {
      assertThat(new Runner(options.build(), format).run()).hasSize(1);
      return "";
    } catch (RunnerException e) {
      return printed.toString(StandardCharsets.UTF_8) + Utils.throwableToString(e);
    }
  }
}
