package dev.inlay.contract;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Gives a test its map under test, and checks the structure of every map after each test. */
@ParameterizedClass(name = "{0}")
public abstract class ContractBase {
  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(60));

  /** What the test makes its maps with. */
  @Parameter protected MapUnderTest subject;

  protected final <K, V> InlayMap<K, V> newMap() {
    return subject.newMap();
  }

  protected final <K, V> InlayMap<K, V> newMap(int initialCapacity) {
    return subject.newMap(initialCapacity);
  }

  protected final <K, V> InlayMap<K, V> newMapOf(Map<? extends K, ? extends V> mappings) {
    return subject.newMapOf(mappings);
  }

  @AfterEach
  final void everyStructureIsSound() {
    assertTimeoutPreemptively(PATIENCE, subject::checkStructures);
  }
}
