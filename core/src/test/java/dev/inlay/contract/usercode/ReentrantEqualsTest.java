package dev.inlay.contract.usercode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.InlayMap;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.tools.Crew;
import dev.inlay.contract.tools.Hang;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Behaviour 10: an {@code equals} or {@code hashCode} that uses the map finishes, also mid-growth.
 */
class ReentrantEqualsTest extends MapContract {

  /** A key whose equals and hashCode use the map, once per call chain. */
  private static final class Meddler {
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    final int id;
    final Consumer<Meddler> action;

    Meddler(int id, Consumer<Meddler> action) {
      this.id = id;
      this.action = action;
    }

    private void meddle() {
      if (!INSIDE.get()) {
        INSIDE.set(true);
        try {
          action.accept(this);
        } finally {
          INSIDE.set(false);
        }
      }
    }

    @Override
    public boolean equals(Object other) {
      meddle();
      return other instanceof Meddler that && that.id == id;
    }

    @Override
    public int hashCode() {
      meddle();
      return id % 7;
    }
  }

  @Test
  void everyOperationFinishesDuringGrowth() {
    InlayMap<Object, Integer> map = newMap();
    int[] extra = {0};
    Consumer<Meddler> meddling =
        self -> {
          map.put("extra" + extra[0]++, -1);
          map.get("extra" + extra[0] / 2);
          map.remove("extra" + extra[0] / 3);
        };
    Hang.never(
        () -> {
          for (int id = 0; id < 400; id++) {
            map.put(new Meddler(id, meddling), id);
            map.merge(new Meddler(id / 2, meddling), 0, Integer::sum);
            map.computeIfAbsent(new Meddler(id, meddling), k -> -7);
          }
        });
    Set<Integer> ids = new HashSet<>();
    for (Object key : map.keySet()) {
      if (key instanceof Meddler meddler) {
        assertThat(ids.add(meddler.id)).as("key %d once", meddler.id).isTrue();
      }
    }
    assertThat(ids).hasSize(400);
    for (int id = 0; id < 400; id++) {
      assertThat(map.get(new Meddler(id, self -> {}))).isEqualTo(id);
    }
  }

  /** The very key that is being written is written by its own equals. */
  @Test
  void equalsThatWritesItsOwnKey() {
    InlayMap<Object, Integer> map = newMap();
    Hang.never(
        () -> {
          for (int id = 0; id < 200; id++) {
            map.put(new Meddler(id, self -> map.put(self, -1)), id);
          }
          for (int id = 0; id < 200; id++) {
            map.remove(new Meddler(id, self -> map.put(self, -2)));
          }
        });
    int iterated = 0;
    for (Object key : map.keySet()) {
      assertThat(map.get(key)).isNotNull();
      iterated++;
    }
    assertThat(map).hasSize(iterated);
  }

  @Test
  void threadsThatAllMeddleFinish() {
    InlayMap<Object, Integer> map = newMap();
    Consumer<Meddler> meddling =
        self -> map.merge(ThreadLocalRandom.current().nextInt(500), 1, Integer::sum);
    Crew crew = new Crew();
    for (int t = 0; t < 3; t++) {
      crew.once(
          "meddler",
          () -> {
            for (int i = 0; i < 1_000; i++) {
              int id = i % 100;
              map.put(new Meddler(id, meddling), id);
              map.computeIfPresent(new Meddler(id, meddling), (k, v) -> v);
            }
          });
    }
    crew.runToEnd();
    assertThat(map.keySet().stream().filter(k -> k instanceof Meddler).count()).isEqualTo(100);
  }
}
