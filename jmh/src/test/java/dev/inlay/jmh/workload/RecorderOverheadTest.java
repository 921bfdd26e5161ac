package dev.inlay.jmh.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark accepts a sound map, and refuses one that has lost or changed a mapping. */
class RecorderOverheadTest {
  private final RecorderOverhead.Recorded recorded = new RecorderOverhead.Recorded();

  @BeforeEach
  void notRecorded() {
    recorded.every = "none";
  }

  private Long someKey() {
    return recorded.map.keySet().iterator().next();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "64", "1"})
  void aSoundMapPasses(String every) {
    recorded.every = every;
    recorded.fill();
    RecorderOverhead benchmark = new RecorderOverhead();
    RecorderOverhead.Place place = new RecorderOverhead.Place();
    for (int i = 0; i < 100; i++) {
      benchmark.get(recorded, place);
      benchmark.put(recorded, place);
    }
    recorded.check();
  }

  @Test
  void aLostMappingIsNoticed() {
    recorded.fill();
    recorded.map.remove(someKey());
    assertThatThrownBy(recorded::check).hasMessageContaining("has the value null");
  }

  @Test
  void aWrongValueIsNoticed() {
    recorded.fill();
    recorded.map.put(someKey(), 7L);
    assertThatThrownBy(recorded::check).hasMessageContaining("has the value 7");
  }

  @Test
  void aMappingTooManyIsNoticed() {
    recorded.fill();
    recorded.map.put(7L, 7L);
    assertThatThrownBy(recorded::check).hasMessageContaining("size() is 10001");
  }
}
