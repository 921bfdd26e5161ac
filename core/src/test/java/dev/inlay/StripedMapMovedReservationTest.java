package dev.inlay;

import static dev.inlay.contract.tools.Reachability.survivors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Keys.Hashed;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mapping that is moved while its function runs. */
class StripedMapMovedReservationTest {

  /** A value that only the map holds. */
  private record Payload(int id) {}

  /** The function inserts so many other keys that its own mapping is moved meanwhile. */
  @Test
  void mappingsComputedWhileTheTableGrewLeaveNothingBehind() {
    StripedMap<Object, Payload> map = new StripedMap<>();
    List<WeakReference<Object>> references = new ArrayList<>();
    put(map, -1, 1, references);
    put(map, -2, 1, new ArrayList<>());
    references.add(new WeakReference<>(map.get(new Hashed(-2, -2))));
    Thread[] owner = {new Thread(() -> computeWhileGrowing(map))};
    references.add(new WeakReference<>(owner[0]));
    owner[0].start();
    try {
      owner[0].join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    owner[0] = null;
    assertThat(map.size()).isEqualTo(1_001);
    map.checkInvariants();
    assertThat(survivors(references, 0)).isZero();
    assertThat(map.get(new Hashed(-2, -2))).isEqualTo(new Payload(-3));
  }

  private static void computeWhileGrowing(StripedMap<Object, Payload> map) {
    map.compute(
        new Hashed(-1, -1),
        (key, value) -> {
          for (int id = 0; id < 500; id++) {
            map.put(new Hashed(id, id), new Payload(id));
          }
          return null;
        });
    map.compute(
        new Hashed(-2, -2),
        (key, value) -> {
          for (int id = 500; id < 1_000; id++) {
            map.put(new Hashed(id, id), new Payload(id));
          }
          return new Payload(-3);
        });
  }

  private static void put(
      StripedMap<Object, Payload> map, int id, int spread, List<WeakReference<Object>> references) {
    Hashed key = new Hashed(id, id * spread);
    Payload value = new Payload(id);
    map.put(key, value);
    references.add(new WeakReference<>(key));
    references.add(new WeakReference<>(value));
  }
}
