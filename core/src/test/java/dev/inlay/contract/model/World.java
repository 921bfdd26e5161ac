package dev.inlay.contract.model;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapUnderTest;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.Serial;
import java.util.Map;

/** The map under test, and what only it has. A step may replace it by its own copy. */
final class World {
  private final MapUnderTest subject;
  InlayMap<Object, Object> map;

  World(MapUnderTest subject, InlayMap<Object, Object> map) {
    this.subject = subject;
    this.map = map;
  }

  Transactions transactions() {
    return subject.transactions().orElse(null);
  }

  /** Goes on with the map that reading its own serial form gives. */
  void reserialise() {
    map = subject.remember(Serial.copy(map));
  }

  void check(Map<Object, Object> model) {
    subject.checkStructure(map);
    Comparison.of(map, model);
  }
}
