package dev.inlay.contract.model;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Plays a sequence of steps on a new map and on a {@link HashMap}, and reports where they part. */
final class Playback {
  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(2));

  private final MapUnderTest subject;
  private final Supplier<InlayMap<Object, Object>> maker;
  private final Keys.Kind kind;
  private final int checkEvery;

  /**
   * What was played.
   *
   * @param subject the configuration
   * @param maker makes the map to play on
   * @param kind the kind of keys
   * @param checkEvery after how many steps all mappings are compared
   */
  Playback(
      MapUnderTest subject,
      Supplier<InlayMap<Object, Object>> maker,
      Keys.Kind kind,
      int checkEvery) {
    this.subject = subject;
    this.maker = maker;
    this.kind = kind;
    this.checkEvery = checkEvery;
  }

  /** A sequence that failed. */
  record Failure(List<Step> steps, String message) {}

  /** Plays random sequences and fails with the shortest failing one that shrinking finds. */
  void explore(Random random, int sequences, int length, int keys) {
    for (int i = 0; i < sequences; i++) {
      List<Step> steps = new ArrayList<>(length);
      for (int step = 0; step < length; step++) {
        steps.add(Step.random(random, keys));
      }
      Failure failure = play(steps);
      if (failure != null) {
        throw new AssertionError(report(new Shrinker(this::play).shrink(failure), length));
      }
    }
  }

  /** Returns the failure with the steps up to it, or null when map and model agree to the end. */
  Failure play(List<Step> steps) {
    Failure[] failure = {null};
    int[] at = {0};
    Thread player = new Thread(() -> failure[0] = play(steps, at), "player");
    player.setDaemon(true);
    player.start();
    try {
      player.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    if (!player.isAlive()) {
      return failure[0];
    }
    String where = Arrays.toString(player.getStackTrace());
    stop(player);
    return new Failure(steps.subList(0, at[0] + 1), "it hangs in " + where);
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void stop(Thread player) {
    try {
      player.stop();
    } catch (UnsupportedOperationException e) {
      // From JDK 20 on it spins until the end.
      return;
    }
  }

  private Failure play(List<Step> steps, int[] at) {
    World world = new World(subject, maker.get());
    Map<Object, Object> model = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      at[0] = i;
      try {
        play(world, model, steps.get(i));
        if (i % checkEvery == checkEvery - 1 || i == steps.size() - 1) {
          world.check(model);
        }
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        return new Failure(steps.subList(0, i + 1), e.toString());
      }
    }
    return null;
  }

  private void play(World world, Map<Object, Object> model, Step step) {
    Step.Arguments arguments = step.arguments(kind);
    Object expected = outcome(() -> step.operation().onModel(model, arguments));
    Object actual = outcome(() -> step.operation().onMap(world, arguments));
    Comparison.equal(step.code(), expected, actual);
    if (step.operation() == Operation.RESERIALISE) {
      Comparison.adoptInstances(world.map, model);
    }
  }

  private static Object outcome(Supplier<Object> act) {
    try {
      return act.get();
    } catch (Step.Planned planned) {
      return Step.Planned.class;
    }
  }

  private String report(Failure failure, int length) {
    StringBuilder text = new StringBuilder();
    text.append(subject).append(" with ").append(kind).append(" keys fails after ");
    text.append(failure.steps.size()).append(" steps (shrunk from ").append(length).append("):");
    for (Step step : failure.steps) {
      text.append("\n  ").append(step.code()).append(';');
    }
    return text.append("\n=> ").append(failure.message).toString();
  }
}
