package dev.inlay.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CrowdsTest {

  private final List<Triads.Test> tests = Triads.tests();

  @Test
  void thePatternFindsTheTestsOfMoreActorsAndNoOthers() {
    Pattern crowded = Pattern.compile(Crowds.pattern(tests, 2));
    assertThat(tests)
        .allSatisfy(
            test ->
                assertThat(crowded.matcher(test.name()).find())
                    .isEqualTo(test.info().threads() > 2))
        .anyMatch(test -> test.info().threads() > 2);
  }

  @Test
  void whereThereAreProcessorsEnoughThereIsNone() {
    assertThat(Crowds.pattern(tests, 64)).isEmpty();
  }
}
