package dev.inlay.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import dev.inlay.jcstress.Proof.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofPageTest {

  private final List<Triads.Test> tests = Triads.tests();

  @Test
  void everyProtocolOfEveryMapHasItsTriad() {
    assertThat(Triads.gaps(tests)).isEmpty();

    Map<MapKind, Set<Protocol>> covered = new EnumMap<>(MapKind.class);
    for (Triads.Test test : tests) {
      covered
          .computeIfAbsent(test.map(), map -> EnumSet.noneOf(Protocol.class))
          .add(test.protocol());
    }
    Set<Protocol> all =
        EnumSet.of(
            Protocol.PUBLICATION, Protocol.CLAIM, Protocol.REMOVAL, Protocol.STORE_BUFFERING);
    assertThat(covered.get(MapKind.SHARDED))
        .containsAll(all)
        .contains(Protocol.REHASH, Protocol.TRANSACTION);
    assertThat(covered.get(MapKind.STRIPED))
        .containsAll(all)
        .contains(Protocol.MIGRATION, Protocol.RESERVATION);
    assertThat(covered.get(MapKind.SNAPSHOT))
        .containsAll(all)
        .contains(Protocol.SNAPSHOT, Protocol.TRANSACTION);
  }

  @Test
  void aModelWithoutATwinIsAGap() {
    List<Triads.Test> fewer = new ArrayList<>(tests);
    fewer.removeIf(test -> test.type() == ReinsertionModel.Reuse.class);

    assertThat(Triads.gaps(fewer)).containsExactly("ReinsertionModel: a model without a twin");
  }

  @Test
  void anOperationWithoutATriadIsAGap() {
    List<Triads.Test> fewer = new ArrayList<>(tests);
    fewer.removeIf(test -> test.model() == StripedMigrationModel.Replacement.class);

    assertThat(Triads.gaps(fewer))
        .containsExactly(
            "StripedMap, Migration against each operation: no triad against a conditional"
                + " replacement");
  }

  @Test
  void aRunInWhichEachTwinFailsAndNothingElseHasNoProblems() {
    assertThat(page(run(200)).problems()).isEmpty();
  }

  @Test
  void aForbiddenOutcomeIsAProblem() {
    ProofRun run = run(200);
    run.forks().add(fork(named(RemovalTest.Striped.class), Map.of("1, 1, 2", 1L)));

    assertThat(page(run).problems())
        .containsExactly("RemovalTest.Striped on JDK 17: forbidden outcome 1, 1, 2");
  }

  @Test
  void aTwinThatFailsNowhereIsAProblemWhereItCanFail() {
    ProofRun run = run(200);
    run.forks().removeIf(fork -> fork.test().equals(named(ReinsertionModel.Reuse.class).name()));
    run.forks().add(fork(named(ReinsertionModel.Reuse.class), Map.of("1, 1", 5L)));

    assertThat(page(run).problems())
        .containsExactly(
            "ReinsertionModel.Reuse on JDK 17: this run does not show what this twin is to show");
    assertThat(page(new ProofRun("17", "Linux amd64", 0, 1, run.forks())).problems()).isEmpty();
  }

  @Test
  void whatATwinMustShowDependsOnTheProcessor() {
    Set<Shown> anywhere = EnumSet.of(Shown.ANYWHERE);
    Set<Shown> strong = EnumSet.of(Shown.ANYWHERE, Shown.STORE_BUFFERING);
    Set<Shown> weak = EnumSet.complementOf(EnumSet.of(Shown.LANGUAGE));
    assertThat(unseen(EnumSet.of(Shown.WEAK_HARDWARE))).hasSizeGreaterThan(5);
    assertThat(unseen(EnumSet.of(Shown.STORE_BUFFERING))).hasSizeGreaterThan(2);

    assertThat(page(run(200, "Linux amd64", strong)).problems()).isEmpty();
    assertThat(page(run(200, "Mac OS X x86_64", strong)).problems()).isEmpty();
    assertThat(page(run(200, "Linux amd64", anywhere)).problems())
        .isEqualTo(unseen(EnumSet.of(Shown.STORE_BUFFERING)));

    assertThat(page(run(200, "Linux aarch64", weak)).problems()).isEmpty();
    assertThat(page(run(200, "Linux aarch64", strong)).problems())
        .isEqualTo(unseen(EnumSet.of(Shown.WEAK_HARDWARE)));
    assertThat(page(run(200, "Linux aarch64", anywhere)).problems())
        .isEqualTo(unseen(EnumSet.of(Shown.STORE_BUFFERING, Shown.WEAK_HARDWARE)));
    assertThat(page(run(0, "Linux aarch64", anywhere)).problems()).isEmpty();

    assertThat(page(run(200, "Linux riscv64", anywhere)).problems()).isEmpty();
    assertThat(page(run(200, "Linux riscv64", EnumSet.noneOf(Shown.class))).problems())
        .isEqualTo(unseen(anywhere));
  }

  @Test
  void aTestThatDidNotRunIsAProblemUnlessItNeedsMoreProcessors() {
    ProofRun run = run(200);
    run.forks().removeIf(fork -> fork.test().equals(named(PublicationTest.class).name()));
    assertThat(page(run).problems()).containsExactly("PublicationTest on JDK 17: did not run");

    ProofRun twoProcessors = run(200);
    twoProcessors.forks().removeIf(fork -> fork.test().equals(named(GrowthTest.class).name()));
    assertThat(page(twoProcessors).problems()).isNotEmpty();
    for (Triads.Test test : tests) {
      if (test.info().threads() > 2) {
        twoProcessors.forks().removeIf(fork -> fork.test().equals(test.name()));
      }
    }
    assertThat(page(twoProcessors).problems()).isEmpty();
    assertThat(page(twoProcessors).markdown("here", "this"))
        .contains("Did not run: it needs 3 processors");
  }

  @Test
  void thePageTellsWhichTwinFailedWhere() {
    assertThat(page(run(200)).markdown("here", "this"))
        .contains("### Migration against each operation")
        .contains(
            "| ShardedMap | `ReinsertionModel.Reuse` | the first dead slot is claimed again |"
                + " anywhere, as it needs no reordering | 7 in 1 of 1 configurations |");
  }

  private ProofPage page(ProofRun run) {
    return new ProofPage(tests, List.of(run));
  }

  private Triads.Test named(Class<?> type) {
    return tests.stream().filter(test -> test.type() == type).findFirst().orElseThrow();
  }

  /** A run in which each twin shows its outcome that can on x86-64, and each map none. */
  private ProofRun run(int millis) {
    return run(millis, "Linux amd64", EnumSet.of(Shown.ANYWHERE, Shown.STORE_BUFFERING));
  }

  /** A run in which these twins show their outcomes, and nothing else shows any. */
  private ProofRun run(int millis, String system, Set<Shown> showing) {
    List<ProofRun.Fork> forks = new ArrayList<>();
    for (Triads.Test test : tests) {
      boolean shows = test.shown() != null && showing.contains(test.shown());
      String state =
          test.info().cases().stream()
              .filter(known -> known.expect().name().contains("INTERESTING") == shows)
              .filter(known -> !known.expect().name().equals("FORBIDDEN"))
              .findFirst()
              .orElseThrow()
              .matchPattern();
      forks.add(fork(test, Map.of(state, 7L)));
    }
    return new ProofRun("17", system, millis, 5, forks);
  }

  /** Returns the problems that there are when just these twins do not show. */
  private List<String> unseen(Set<Shown> hidden) {
    return tests.stream()
        .filter(test -> test.shown() != null && hidden.contains(test.shown()))
        .map(test -> test.title() + " on JDK 17: this run does not show what this twin is to show")
        .toList();
  }

  private static ProofRun.Fork fork(Triads.Test test, Map<String, Long> counts) {
    return new ProofRun.Fork(test.name(), false, false, true, counts);
  }
}
