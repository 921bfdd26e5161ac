package dev.inlay.contract.memory;

import dev.inlay.contract.SlowMapContract;
import dev.inlay.contract.tools.Fork;
import org.junit.jupiter.api.Test;

/** Behaviour 23: when memory runs out while the map grows, it stays as it was, and unlocked. */
class OutOfMemoryTest extends SlowMapContract {

  @Test
  void theMapSurvivesAFullHeap() {
    Fork.run(
        OutOfMemoryMain.class,
        subject.toString(),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1");
  }
}
