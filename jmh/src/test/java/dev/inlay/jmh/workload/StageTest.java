package dev.inlay.jmh.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.jmh.subject.Subject;
import dev.inlay.jmh.subject.Subjects;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** The replay does what the workload says, and a map that is wrong does not pass. */
class StageTest {
  private static final String EVERYTHING =
      "format = 1; entries = 500; value.bytes = 8; getAll.keys = 5;"
          + Stream.of(Operation.values())
              .filter(operation -> operation != Operation.TRANSACTION)
              .map(operation -> operation.field() + " = " + (operation.ordinal() < 20 ? 50 : 1))
              .collect(Collectors.joining(";"));

  private static final String GROWING =
      "format = 1; entries = 0; growth = 3K; key.type = string; distribution = zipf;"
          + " op.merge.absent = 10; op.merge.present = 70; op.remove.hit = 2; op.put.existing = 18";

  /** A stage with its threads. */
  private record Play(Stage stage, List<Player> players) {
    static Play of(String subject, String workload, int threads) {
      Stage stage = new Stage();
      stage.subject = subject;
      stage.workload = workload;
      stage.profile = "own";
      stage.prepare(params(threads));
      List<Player> players = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Player player = new Player();
        player.setUp(stage, new ThreadParams(i, threads, 0, 1, 0, 1, 0, 1, i, threads));
        players.add(player);
      }
      stage.begin();
      players.forEach(player -> player.begin(stage));
      return new Play(stage, players);
    }

    void run(int operations) {
      ExecutorService executor = Executors.newFixedThreadPool(players.size());
      List<Future<?>> all = new ArrayList<>();
      for (Player player : players) {
        all.add(
            executor.submit(
                () -> {
                  Blackhole blackhole =
                      new Blackhole(
                          "Today's password is swordfish. I understand instantiating Blackholes"
                              + " directly is dangerous.");
                  for (int i = 0; i < operations; i++) {
                    blackhole.consume(player.play(blackhole));
                  }
                }));
      }
      executor.shutdown();
      try {
        for (Future<?> each : all) {
          each.get(60, TimeUnit.SECONDS);
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    void verify() {
      stage.verifyPass();
      stage.verifyTrial();
    }
  }

  private static BenchmarkParams params(int threads) {
    IterationParams none =
        new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(1), 1);
    return new BenchmarkParams(
        "replay",
        "replay",
        true,
        threads,
        new int[] {threads},
        List.of(),
        1,
        0,
        none,
        none,
        Mode.Throughput,
        new WorkloadParams(),
        TimeUnit.MICROSECONDS,
        1,
        "java",
        List.of(),
        "17",
        "a VM",
        "17",
        "1.37",
        TimeValue.minutes(1));
  }

  static Stream<String> subjects() {
    return Subjects.all().stream().map(Subject::id);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyMapPlaysEverythingAlone(String subject) {
    Play play = Play.of(subject, EVERYTHING, 1);
    play.run(30_000);
    play.verify();
    play = Play.of(subject, GROWING, 1);
    play.run(play.players().get(0).operations());
    assertThat(play.stage().map().size()).isBetween(2_700, 3_300);
    play.verify();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void concurrentMapsPlayEverythingTogether(String subject) {
    if (Subjects.get(subject).concurrent()) {
      Play play = Play.of(subject, EVERYTHING, 3);
      play.run(20_000);
      play.verify();
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void transactionsArePlayedWhereTheyCanBe(String subject) {
    String workload = "format = 1; entries = 50; transaction.keys = 5; op.transaction = 1";
    Play play = Play.of(subject, workload, 1);
    if (List.of("sharded", "snapshot", "chm").contains(subject)) {
      play.run(1_000);
      play.verify();
    } else {
      assertThatThrownBy(() -> play.run(1)).hasMessageContaining("has no transactions");
    }
  }

  @Test
  void sizeStaysNearWhatIsSaid() {
    Play play = Play.of("chm", "format = 1; entries = 8K; op.put.new = 1; op.get.hit = 1", 2);
    assertThat(play.stage().map()).hasSize(8_000);
    play.run(100_000);
    assertThat(play.stage().map().size()).isBetween(6_900, 9_100);
    play.verify();
  }

  /** However few entries there are to a thread. */
  @ParameterizedTest
  @CsvSource({
    "100, 16, op.put.new = 1; op.remove.hit = 1",
    "100, 16, op.merge.absent = 10; op.get.hit = 80",
    "100, 16, op.remove.hit = 5; op.put.existing = 5",
    "1000, 16, op.put.new = 2; op.remove.hit = 1",
    "40, 8, op.put.new = 1; op.remove.hit = 20",
    "500, 1, op.computeIfAbsent.absent = 1; op.get.hit = 1"
  })
  void smallMapsKeepTheirSize(int entries, int threads, String operations) {
    Play play = Play.of("chm", "format = 1; entries = " + entries + ";" + operations, threads);
    double sum = 0;
    int rounds = 40;
    for (int round = 0; round < rounds; round++) {
      play.run(2_001);
      sum += play.stage().map().size();
    }
    assertThat(sum / rounds).isBetween(0.9 * entries, 1.1 * entries);
    play.verify();
  }

  @Test
  void insertsAndRemovalsAreBalancedAndKeepTheirKinds() {
    WorkloadSpec steady =
        WorkloadParser.parse(
            "w", "format = 1; op.put.new = 6; op.merge.absent = 2; op.get.hit = 90; op.size = 2");
    Map<Operation, Double> played = new EnumMap<>(steady.playedShares());
    played.replaceAll((operation, share) -> Math.round(share * 1e6) / 1e6);
    assertThat(played)
        .containsEntry(Operation.PUT_NEW, 0.03)
        .containsEntry(Operation.MERGE_ABSENT, 0.01)
        .containsEntry(Operation.REMOVE_HIT, 0.04)
        .containsEntry(Operation.GET_HIT, 0.9);
    assertThat(steady.usualInsert()).isEqualTo(Operation.PUT_NEW);
    WorkloadSpec removing = WorkloadParser.parse("w", "format = 1; op.remove.hit = 1");
    assertThat(removing.playedShares())
        .containsEntry(Operation.PUT_NEW, 0.5)
        .containsEntry(Operation.REMOVE_HIT, 0.5);
    WorkloadSpec growing =
        WorkloadParser.parse("w", "format = 1; growth = 1K; op.put.new = 3; op.remove.hit = 1");
    assertThat(growing.playedShares()).isEqualTo(growing.shares());
  }

  @Test
  void aMapThatIsWrongDoesNotPass() {
    assertWrong("is absent", map -> map.remove(map.keySet().iterator().next()));
    assertWrong("size() is", map -> map.put("new", 1L));
    assertWrong("the values sum to", map -> map.replaceAll((key, value) -> 1L));
  }

  private static void assertWrong(
      String message, java.util.function.Consumer<Map<Object, Object>> fault) {
    Play play = Play.of("chm", "format = 1; entries = 100; op.get.hit = 1", 1);
    play.verify();
    Object one = play.stage().map().entrySet().iterator().next();
    assertThat(one).isNotNull();
    fault.accept(play.stage().map());
    assertThatThrownBy(play::verify)
        .hasMessageStartingWith("the map is broken: ")
        .satisfies(e -> assertThat(e.getMessage()).containsAnyOf(message, "size() is"));
  }

  @Test
  void anOperationThatFindsNothingIsNoticed() {
    Play play = Play.of("chm", "format = 1; entries = 100; op.get.hit = 1", 1);
    Object key = play.stage().map().keySet().iterator().next();
    Object value = play.stage().map().remove(key);
    play.run(1_000);
    play.stage().map().put(key, value);
    assertThatThrownBy(play::verify).hasMessageContaining("found what was not there, or missed");
  }

  @Test
  void rareOperationsComeAsOftenAsTheyShould() {
    Script script =
        new Script(
            WorkloadParser.parse("w", "format = 1; op.get.hit = 99.9999; op.iterate = 0.0001"),
            new java.util.SplittableRandom(1));
    int due = 0;
    for (int round = 0; round < 1_000; round++) {
      due += script.dueAfterRound().size();
    }
    assertThat(due).isBetween(65, 67);
  }

  @Test
  void frequentOperationsComeAsOftenAsTheyShould() {
    Script script =
        new Script(
            WorkloadParser.parse("w", "format = 1; op.get.hit = 70; op.get.miss = 25; op.size = 5"),
            new java.util.SplittableRandom(1));
    int[] counts = new int[Operation.values().length];
    for (int i = 0; i < Script.LENGTH; i++) {
      counts[script.at(i)]++;
    }
    assertThat(counts[Operation.GET_HIT.ordinal()]).isEqualTo(Math.round(0.7 * Script.LENGTH));
    assertThat(counts[Operation.SIZE.ordinal()]).isBetween(3_270, 3_285);
  }
}
