package dev.inlay.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.SlowMapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Fork;
import dev.inlay.contract.tools.Hang;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Behaviours 18 and 24: wherever inside an operation the stack ends, acknowledged changes stay, the
 * size is exact, and no lock is held.
 */
class StackOverflowTest extends SlowMapContract {

  /** In JVMs of their own, as an overflow can leave classes of the JDK unusable. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Xint"})
  void operationsSurviveTheEndOfTheStack(String mode) {
    Fork.run(StackOverflowMain.class, subject.toString(), mode, "-Xmx512m");
  }

  /** A function that itself exhausts the stack leaves its mapping as it was. */
  @Test
  void functionsThatOverflow() {
    InlayMap<Integer, Integer> map = newMap();
    map.put(1, 1);
    for (int i = 0; i < 20; i++) {
      int key = i % 2;
      assertThat(Hang.thrownBy(StackOverflowError.class, () -> map.compute(key, (k, v) -> deep(v))))
          .isNotNull();
      assertThat(Hang.thrownBy(StackOverflowError.class, () -> map.computeIfAbsent(7, this::deep)))
          .isNotNull();
    }
    new Crew().once("other", () -> map.merge(1, 1, Integer::sum)).runToEnd();
    assertThat(map).isEqualTo(Map.of(1, 2));
  }

  @SuppressWarnings("InfiniteRecursion")
  private int deep(Integer value) {
    return deep(value) + 1;
  }
}
