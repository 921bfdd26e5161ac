package dev.inlay.contract.model;

import static dev.inlay.contract.tools.TestSettings.times;

import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Keys;
import dev.inlay.contract.tools.TestSettings;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Random sequences of all operations do on every map what they do on a {@link java.util.HashMap}.
 */
class ModelTest extends MapContract {
  static final List<Keys.Kind> KINDS = Keys.ALL;

  @ParameterizedTest
  @FieldSource("KINDS")
  void fewKeys(Keys.Kind kind) {
    playback(kind, 1).explore(random(kind), times(20), 150, 12);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void enoughKeysToGrow(Keys.Kind kind) {
    playback(kind, 100).explore(random(kind), times(2), 2_000, 600);
  }

  private Playback playback(Keys.Kind kind, int checkEvery) {
    return new Playback(subject, this::newMap, kind, checkEvery);
  }

  private Random random(Keys.Kind kind) {
    return TestSettings.random("ModelTest " + subject + " " + kind);
  }
}
