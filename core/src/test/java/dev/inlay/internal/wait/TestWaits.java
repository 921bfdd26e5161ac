package dev.inlay.internal.wait;

import dev.inlay.contract.tools.Inner;
import java.util.Map;

/** Looks into who waits for whom. */
public final class TestWaits {

  private TestWaits() {}

  /** Tells whether no thread waits. */
  public static boolean isEmpty() {
    Map<?, ?> waits = (Map<?, ?>) Inner.field(WaitGraph.class, WaitGraph.class, "WAITS");
    return waits != null && waits.isEmpty();
  }
}
