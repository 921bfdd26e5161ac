package dev.inlay.contract.concurrent;

import dev.inlay.InlayMap;
import dev.inlay.contract.tools.Crew;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Each writer writes a version to its keys in a fixed order, so at every moment the versions do not
 * rise along that order and differ by one at most. A reader of one moment sees just that.
 */
public final class SnapshotInvariant {
  private static final int WRITERS = 2;
  private static final int KEYS = 16;

  private SnapshotInvariant() {}

  /** With {@code reader} as the way to read one moment. */
  public static void check(
      InlayMap<Integer, Integer> map,
      Function<InlayMap<Integer, Integer>, Map<Integer, Integer>> reader,
      Duration span) {
    for (int key = 0; key < WRITERS * KEYS; key++) {
      map.put(key, 0);
    }
    Crew crew = new Crew();
    for (int w = 0; w < WRITERS; w++) {
      int first = w * KEYS;
      crew.once(
          "writer",
          () -> {
            for (int version = 1; crew.running(); version++) {
              for (int i = 0; i < KEYS; i++) {
                map.put(first + i, version);
              }
            }
          });
    }
    crew.loop(1, "reader", () -> checkOneMoment(reader.apply(map))).runFor(span);
  }

  private static void checkOneMoment(Map<Integer, Integer> seen) {
    for (int first = 0; first < WRITERS * KEYS; first += KEYS) {
      int newest = seen.get(first);
      int previous = newest;
      for (int i = 1; i < KEYS; i++) {
        int version = seen.get(first + i);
        if (version > previous || version < newest - 1) {
          throw new AssertionError("no one moment: " + seen);
        }
        previous = version;
      }
    }
  }
}
