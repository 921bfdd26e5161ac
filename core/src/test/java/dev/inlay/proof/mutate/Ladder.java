package dev.inlay.proof.mutate;

import dev.inlay.proof.schedule.Schedules;
import dev.inlay.proof.schedule.Schedules.Grain;
import dev.inlay.proof.weave.HookWeaving;
import dev.inlay.proof.weave.WovenLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one mutant through the rungs that need no memory model, the fastest first. */
final class Ladder {

  /** Names a system property: which rungs to run, comma-separated; all, if it is not set. */
  static final String RUNGS = "inlay.mutants.rungs";

  private static final int PAIRS = 400;
  private static final int PAIRS_TWICE = 4;
  private static final int ACTIONS = 200;
  private static final int RUNS_OF_ACTIONS = 100;
  private static final int THREES = 40;
  private static final int RUNS_OF_THREE = 200;
  private static final long MOST_RUNS = 3_000;
  private static final long SEED = 20_261_121;

  private Ladder() {}

  /**
   * Returns which rung found the mutant, or "" when none did.
   *
   * @param mutant what to weaken, {@code null} for nothing: the control
   * @param map whose scenarios to run
   */
  static String findingRung(@Nullable Mutant mutant, String map) throws Exception {
    List<String> rungs =
        List.of(System.getProperty(RUNGS, "script,steps,tests,schedules").split(","));
    if (rungs.contains("script")) {
      try {
        script(map, mutant);
      } catch (AssertionError | RuntimeException e) {
        return "script";
      }
    }
    for (String rung : List.of("steps", "tests")) {
      if (rungs.contains(rung)) {
        WovenLoader loader = new WovenLoader(new Mutation(mutant));
        String failing = UnitTests.failing(loader, map, rung.equals("steps"));
        if (!failing.isEmpty()) {
          return rung + " (" + failing + ")";
        }
      }
    }
    if (rungs.contains("schedules")) {
      WovenLoader loader = new WovenLoader(HookWeaving.ofAccesses(), new Mutation(mutant));
      try {
        schedules(loader, map);
      } catch (AssertionError e) {
        return "schedules";
      } catch (Exception e) {
        return "schedules (" + e.getClass().getSimpleName() + ")";
      }
    }
    return "";
  }

  /** All operations on one thread, and the fault of every so many-th call. */
  @SuppressWarnings("unchecked")
  private static void script(String map, @Nullable Mutant mutant) {
    BiFunction<String, long[], long[]> shortages =
        new WovenLoader(HookWeaving.ofShortages(), new Mutation(mutant))
            .make(BiFunction.class, "dev.inlay.scenario.Shortages");
    shortages.apply(map, new long[] {0, 0, 11});
    shortages.apply(map, new long[] {1, 0, 211});
  }

  @SuppressWarnings("unchecked")
  private static void schedules(WovenLoader loader, String map) throws Exception {
    var all =
        (Map<String, Callable<List<Callable<Object>>>>)
            loader.make(Supplier.class, "dev.inlay.scenario.Operations").get();
    List<Callable<List<Callable<Object>>>> pairs = new ArrayList<>();
    List<Callable<List<Callable<Object>>>> threes = new ArrayList<>();
    List<Callable<List<Callable<Object>>>> actions = new ArrayList<>();
    List<Callable<List<Callable<Object>>>> trees = new ArrayList<>();
    List<Callable<List<Callable<Object>>>> counts = new ArrayList<>();
    all.forEach(
        (name, scenario) -> {
          if (name.matches(map + ", 2.* 12 entries of one hash, (last|absent) key: .*")) {
            trees.add(scenario);
          } else if (name.startsWith(map + ", 2")) {
            pairs.add(scenario);
          } else if (name.startsWith(map + ", 3")) {
            threes.add(scenario);
          } else if (name.startsWith(map + ", action")) {
            actions.add(scenario);
          } else if (name.startsWith(map + ", size")) {
            counts.add(scenario);
          }
        });
    Collections.shuffle(pairs, new Random(SEED));
    Collections.shuffle(actions, new Random(SEED));
    try (Schedules schedules = new Schedules(2)) {
      for (var scenario : counts) {
        schedules.all(scenario, Grain.ACCESSES, 2, MOST_RUNS);
      }
      for (var scenario : trees) {
        schedules.all(scenario, Grain.ACCESSES, 1, MOST_RUNS);
      }
      for (var scenario : actions.subList(0, ACTIONS)) {
        schedules.sampled(scenario, Grain.ACCESSES, 2, SEED, RUNS_OF_ACTIONS);
      }
      for (var scenario : pairs.subList(0, PAIRS)) {
        schedules.all(scenario, Grain.ACCESSES, 1, MOST_RUNS);
      }
      for (var scenario : pairs.subList(PAIRS, PAIRS + PAIRS_TWICE)) {
        schedules.all(scenario, Grain.ACCESSES, 2, MOST_RUNS);
      }
    }
    try (Schedules schedules = new Schedules(3)) {
      for (var scenario : threes.subList(0, THREES)) {
        schedules.random(scenario, Grain.ACCESSES, SEED, RUNS_OF_THREE);
      }
    }
  }
}
