package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.TestSettings;
import dev.inlay.proof.hook.Hooks;
import dev.inlay.proof.mutate.Mutants;
import dev.inlay.proof.schedule.Schedules;
import dev.inlay.proof.schedule.Schedules.Grain;
import dev.inlay.proof.weave.Faults;
import dev.inlay.proof.weave.HookWeaving;
import dev.inlay.proof.weave.Weaving;
import dev.inlay.proof.weave.WovenLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any operation with any other, on tables about to change, with functions that throw and that
 * recurse: two in all interleavings of their accesses to shared memory with so many interruptions,
 * three in random ones. What they return and leave is what some order of them does.
 *
 * <p>Some of the scenarios, others each time; all of them in a long run ({@code -Dinlay.scale=4}).
 * {@code -Dinlay.interruptions=1} adds that many to all.
 */
class ScheduleTest {

  private static final int PAIRS = 24;
  private static final int THREES = 12;
  private static final int CONTROLS = 300;
  private static final int RUNS_OF_THREE = 100;
  private static final int ACTIONS = 40;
  private static final long MOST_TRANSITIONS = TestSettings.isLongRun() ? 5_000 : 2_000;
  private static final int RUNS_OF_ACTIONS = TestSettings.isLongRun() ? 2_000 : 100;
  private static final int WAITING_PAIRS = TestSettings.isLongRun() ? 600 : 24;
  private static final int INTERRUPTIONS = 2;
  private static final int MORE = Integer.getInteger("inlay.interruptions", 0);
  private static final long MOST_RUNS = TestSettings.isLongRun() ? 1_000_000 : 2_000;

  /** A scenario, and what it is called. */
  private record Named(String name, Callable<List<Callable<Object>>> scenario) {}

  @SuppressWarnings("unchecked")
  private static Map<String, Callable<List<Callable<Object>>>> all(Weaving... weavings) {
    return (Map<String, Callable<List<Callable<Object>>>>)
        new WovenLoader(weavings).make(Supplier.class, "dev.inlay.scenario.Operations").get();
  }

  /** Returns a sample of the scenarios; in a long run all. */
  private static List<Named> scenarios(String beginning, int sample, Weaving... weavings) {
    List<Named> chosen = shuffled(beginning, weavings);
    return TestSettings.isLongRun() ? chosen : chosen.subList(0, sample);
  }

  private static List<Named> shuffled(String beginning, Weaving... weavings) {
    List<Named> chosen = new ArrayList<>();
    all(weavings)
        .forEach(
            (name, scenario) -> {
              if (name.startsWith(beginning)) {
                chosen.add(new Named(name, scenario));
              }
            });
    Collections.shuffle(chosen, TestSettings.random("ScheduleTest"));
    return chosen;
  }

  /** Returns the same scenarios each time. */
  private static List<Named> someScenarios(String beginning, Weaving... weavings) {
    List<Named> all = new ArrayList<>();
    all(weavings)
        .forEach(
            (name, scenario) -> {
              if (name.startsWith(beginning) && name.contains("same key")) {
                all.add(new Named(name, scenario));
              }
            });
    Collections.shuffle(all, new Random(1));
    return all.subList(0, CONTROLS);
  }

  private static long runPairs(List<Named> scenarios, int interruptions) throws Exception {
    long runs = 0;
    try (Schedules schedules = new Schedules(2)) {
      for (Named each : scenarios) {
        try {
          runs +=
              schedules.all(each.scenario, Grain.ACCESSES, interruptions + MORE, MOST_RUNS).runs();
        } catch (AssertionError e) {
          throw new AssertionError(each.name + ": " + e.getMessage(), e);
        }
      }
    }
    return runs;
  }

  /**
   * With two interruptions a thread meets another in the middle of what it does, both when it
   * begins and when it has begun, too.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void anyTwoOperations(String map) throws Exception {
    List<Named> pairs = scenarios(map + ", 2", PAIRS, HookWeaving.ofAccesses());
    long runs = runPairs(pairs, INTERRUPTIONS);
    System.out.printf("%s: %,d pairs of operations, %,d interleavings%n", map, pairs.size(), runs);
    assertThat(runs).isGreaterThan(pairs.size());
  }

  /** Interrupted as often as it goes, but only before what changes shared memory. */
  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void everyInterleavingOfTheTransitions(String map) throws Exception {
    List<Named> pairs = scenarios(map + ", 2", PAIRS, HookWeaving.ofAccesses());
    long runs = 0;
    long complete = 0;
    try (Schedules schedules = new Schedules(2)) {
      for (Named each : pairs) {
        try {
          Schedules.Outcome outcome =
              schedules.all(each.scenario, Grain.TRANSITIONS, Integer.MAX_VALUE, MOST_TRANSITIONS);
          runs += outcome.runs();
          complete += outcome.complete() ? 1 : 0;
        } catch (AssertionError e) {
          throw new AssertionError(each.name + ": " + e.getMessage(), e);
        }
      }
    }
    System.out.printf(
        "%s: %,d pairs by transitions, %,d of them in every interleaving, %,d interleavings%n",
        map, pairs.size(), complete, runs);
    assertThat(complete).isPositive();
  }

  /** One operation, interrupted by what takes many steps, and the other way round. */
  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void anOperationInTheMiddleOfALongAction(String map) throws Exception {
    long seed = TestSettings.random("ScheduleTest").nextLong();
    List<Named> actions = scenarios(map + ", action", ACTIONS, HookWeaving.ofAccesses());
    long runs = 0;
    try (Schedules schedules = new Schedules(2)) {
      for (Named each : actions) {
        try {
          runs +=
              schedules
                  .sampled(
                      each.scenario, Grain.ACCESSES, INTERRUPTIONS + MORE, seed, RUNS_OF_ACTIONS)
                  .runs();
        } catch (AssertionError e) {
          throw new AssertionError(each.name + ": " + e.getMessage(), e);
        }
      }
    }
    System.out.printf("%s: %,d long actions, %,d interleavings%n", map, actions.size(), runs);
    assertThat(runs).isEqualTo((long) actions.size() * RUNS_OF_ACTIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void aMapInWhichAMappingIsFoundIsNotEmpty(String map) throws Exception {
    List<Named> counts = shuffled(map + ", size", HookWeaving.ofAccesses());
    long runs = runPairs(counts, INTERRUPTIONS);
    System.out.printf("%s: %,d scenarios of sizes, %,d interleavings%n", map, counts.size(), runs);
    assertThat(runs).isGreaterThan(10);
  }

  /** What is not promised of several shards does come about: so the promise says no less. */
  @Test
  void theOnlyMappingMayBeMissedWhileItMovesToAnotherShard() {
    List<Named> estimates = shuffled("ShardedMap, estimate", HookWeaving.ofAccesses());
    assertThat(estimates).hasSize(2);
    for (Named each : estimates) {
      assertThatThrownBy(() -> runPairs(List.of(each), INTERRUPTIONS))
          .hasMessageContaining("gave [done, true,");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void threeOperations(String map) throws Exception {
    runThrees(map, HookWeaving.ofAccesses());
  }

  private static void runThrees(String map, Weaving hooks) throws Exception {
    long seed = TestSettings.random("ScheduleTest").nextLong();
    try (Schedules schedules = new Schedules(3)) {
      for (Named each : scenarios(map + ", 3", THREES, hooks)) {
        try {
          schedules.random(each.scenario, Grain.ACCESSES, seed, RUNS_OF_THREE);
        } catch (AssertionError e) {
          throw new AssertionError(each.name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Each of these steps, torn into two, is noticed. */
  @ParameterizedTest
  @CsvSource({
    "StripedMap, SlotTable, casValue",
    "StripedMap, SlotTable, casHash",
    "ShardedMap, ShardLock, tryAcquire",
    "SnapshotMap, Turn, tryTake"
  })
  void tornStepsAreNoticed(String map, String type, String method) {
    List<Named> pairs =
        someScenarios(map + ", 2", HookWeaving.ofAccesses(), Mutants.torn(type, method));
    assertThatThrownBy(() -> runPairs(pairs, INTERRUPTIONS)).isInstanceOf(AssertionError.class);
  }

  /** A thread that begins before another's write, and ends in the middle of it. */
  @Test
  void oneInterruptionDoesNotShowWhatTwoDo() throws Exception {
    try (Schedules schedules = new Schedules(2)) {
      schedules.all(ScheduleTest::checkedOnceOnly, Grain.ACCESSES, 1, MOST_RUNS);
      assertThatThrownBy(
              () -> schedules.all(ScheduleTest::checkedOnceOnly, Grain.ACCESSES, 2, MOST_RUNS))
          .hasMessageContaining("gave [half, written, done]");
    }
  }

  /** A reader that looks whether a writer is at work, but not again after it has read. */
  private static List<Callable<Object>> checkedOnceOnly() {
    AtomicBoolean busy = new AtomicBoolean();
    AtomicReference<String> value = new AtomicReference<>("none");
    return List.of(
        () -> {
          for (Hooks.read(); busy.get(); Hooks.read()) {
            Hooks.pause();
          }
          Hooks.read();
          return value.get().equals("half") ? "half" : "whole";
        },
        () -> {
          Hooks.write();
          busy.set(true);
          Hooks.write();
          value.set("half");
          Hooks.write();
          value.set("whole");
          Hooks.write();
          busy.set(false);
          return "written";
        },
        () -> "done");
  }

  // ---------------------------------------------------------------- waiting

  /** Threads come to where they park at once: each is woken by another, not after a time. */
  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void whoWaitsIsWoken(String map) throws Exception {
    List<Named> pairs = shuffled(map + ", 2", HookWeaving.ofWaits()).subList(0, WAITING_PAIRS);
    long runs = runPairs(pairs, INTERRUPTIONS);
    System.out.printf("%s: %,d pairs that wait, %,d interleavings%n", map, pairs.size(), runs);
    assertThat(runs).isGreaterThan(pairs.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ShardedMap", "StripedMap", "SnapshotMap"})
  void whoWaitsBehindAnotherIsWoken(String map) throws Exception {
    runThrees(map, HookWeaving.ofWaits());
  }

  /** All wake-ups of one class left out. */
  @ParameterizedTest
  @CsvSource({
    "ShardedMap, ShardLock",
    "StripedMap, Reservation",
    "SnapshotMap, Turn",
    "SnapshotMap, VersionWriter"
  })
  void aForgottenWakeUpIsNoticed(String map, String type) {
    List<Named> pairs =
        someScenarios(map + ", 2", HookWeaving.ofWaits(), Faults.withoutWakeUps(type));
    assertThatThrownBy(() -> runPairs(pairs, INTERRUPTIONS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("all wait to be woken");
  }
}
