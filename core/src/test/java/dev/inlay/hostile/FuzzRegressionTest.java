package dev.inlay.hostile;

import static dev.inlay.contract.tools.TestSettings.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.inlay.contract.tools.Budget;
import dev.inlay.contract.tools.Serial;
import dev.inlay.contract.tools.TestSettings;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fuzz targets, on the inputs that fuzzing has kept, and on some that are made at random. */
class FuzzRegressionTest {

  private static void holds(FuzzTarget target, byte[] input) {
    assertThatCode(() -> target.run(input))
        .as("%s on %s", target, Base64.getEncoder().encodeToString(input))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = "PLANTED", mode = EnumSource.Mode.EXCLUDE)
  void keptInputsHold(FuzzTarget target) throws IOException {
    List<byte[]> inputs = Corpus.of(target);
    assertThat(inputs).isNotEmpty();
    inputs.forEach(input -> holds(target, input));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORMS", "OPERATIONS"})
  void randomInputsHold(FuzzTarget target) {
    Random random = TestSettings.random("FuzzRegressionTest " + target);
    for (int i = 0; i < times(1_000); i++) {
      holds(target, randomInput(random));
    }
  }

  private static byte[] randomInput(Random random) {
    byte[] input = new byte[random.nextInt(300)];
    random.nextBytes(input);
    return input;
  }

  @Test
  void changedStreamsHold() throws IOException {
    Random random = TestSettings.random("FuzzRegressionTest changed");
    List<byte[]> inputs = Corpus.of(FuzzTarget.BYTES);
    for (int i = 0; i < times(3_000); i++) {
      holds(FuzzTarget.BYTES, changed(inputs.get(random.nextInt(inputs.size())), random));
    }
  }

  private static byte[] changed(byte[] input, Random random) {
    byte[] changed = input.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && changed.length > 0; changes--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  /** The control of {@link FuzzTarget#OPERATIONS}, with chance for a fuzzer. */
  @Test
  void theProgramsFindAPlantedBug() {
    Random random = TestSettings.random("FuzzRegressionTest planted");
    Budget.mustBeCaught("THROW", () -> FuzzTarget.PLANTED.run(randomInput(random)));
  }

  /** The control of the other two: a map that trusts its stream. */
  @Test
  void theStreamsFindAMapThatTrustsThem() {
    TrustingMap map = new TrustingMap();
    map.put("a", 1);
    byte[] written = Serial.write(map);
    Random random = TestSettings.random("FuzzRegressionTest trusting");
    StreamCheck.check(written);
    Budget.mustBeCaught(
        "null is in it|bytes allocated|not an exception of a stream",
        () -> StreamCheck.check(changed(written, random)));
  }
}
