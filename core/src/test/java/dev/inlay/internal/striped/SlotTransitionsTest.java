package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.striped.SlotWriter.Remapping;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The state table of {@link SlotTable}: each of its transitions is made, and no other. */
class SlotTransitionsTest {

  private static final List<String> LEGAL =
      List.of(
          "BIN > BIN with tree",
          "BIN > MOVED",
          "BIN with tree > BIN with tree",
          "BIN with tree > BIN without tree",
          "BIN with tree > FROZEN",
          "BIN without tree > BIN with tree",
          "BIN without tree > MOVED",
          "CLAIMED > BIN",
          "CLAIMED > CLOSED",
          "CLAIMED > KEYED",
          "DEAD > BURIED",
          "EMPTY > CLAIMED",
          "EMPTY > SEALED",
          "FROZEN > MOVED",
          "KEYED > LIVE",
          "KEYED > MOVED",
          "KEYED > RESERVED",
          "LIVE > DEAD",
          "LIVE > FROZEN",
          "LIVE > LIVE",
          "LIVE > RESERVED",
          "RESERVED > DEAD",
          "RESERVED > FROZEN",
          "RESERVED > LIVE");

  /** Equal hash codes, ordered. */
  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 11;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Thrown to leave an operation in the middle. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final SteppedChain chain = new SteppedChain(0);

  @Test
  void allAreMadeAndNoOther() {
    singleKeys();
    reservations();
    bins();
    insertionsLeftInTheMiddle();
    assertThat(chain.transitions()).containsExactlyElementsOf(LEGAL);
  }

  private void put(Object key) {
    SlotWriter.store(chain, key, key, true, true);
  }

  private void remove(Object key) {
    SlotWriter.exchange(chain, key, null, null);
  }

  private void singleKeys() {
    for (int key = 0; key < 100; key++) {
      put(key);
      put(key);
    }
    for (int key = 0; key < 100; key++) {
      remove(key);
    }
    chain.trim();
  }

  private void reservations() {
    put(1);
    BiFunction<Object, Object, Object> growing =
        (key, value) -> {
          for (int other = 1_000; other < 1_100; other++) {
            put(other);
          }
          return value;
        };
    SlotWriter.compute(chain, 1, Remapping.COMPUTE, growing, null);
    BiFunction<Object, Object, Object> removing = (key, value) -> null;
    SlotWriter.compute(chain, 1, Remapping.COMPUTE, removing, null);
    Function<Object, Object> absent = key -> null;
    SlotWriter.compute(chain, 2, Remapping.COMPUTE_IF_ABSENT, absent, null);
  }

  private void bins() {
    for (int round = 0; round < 2; round++) {
      for (int id = 0; id < 20; id++) {
        put(new Same(id));
      }
      for (int id = 19; id >= 0; id--) {
        remove(new Same(id));
      }
    }
    chain.trim();
    for (int id = 0; id < 20; id++) {
      put(new Same(id));
    }
    chain.trim();
  }

  /**
   * A thread stopped after its first or second step leaves a slot claimed, keyed or an empty bin.
   */
  private void insertionsLeftInTheMiddle() {
    for (Object key : List.of(77_777, new Same(77))) {
      boolean stopped = true;
      for (int stop = 0; stopped; stop++) {
        stopped = false;
        int[] steps = {stop};
        chain.listener =
            () -> {
              if (steps[0]-- == 0) {
                throw new Stopped();
              }
            };
        try {
          put(key);
        } catch (Stopped expected) {
          stopped = true;
        }
        chain.listener = () -> {};
        put("a dead slot makes trimming worth a sweep");
        remove("a dead slot makes trimming worth a sweep");
        chain.trim();
        remove(key);
        chain.trim();
        SlotInspector.check(chain);
      }
    }
    emptyBin();
  }

  /** A bin whose maker stops before it puts its tree there. */
  private void emptyBin() {
    boolean stopped = true;
    for (int stop = 0; stopped; stop++) {
      stopped = false;
      for (int id = 0; id < 20; id++) {
        remove(new Same(id));
      }
      chain.trim();
      for (int id = 0; id < SlotTable.SAME_HASH_LIMIT; id++) {
        put(new Same(id));
      }
      int[] steps = {stop};
      chain.listener =
          () -> {
            if (steps[0]-- == 0) {
              throw new Stopped();
            }
          };
      try {
        put(new Same(50));
      } catch (Stopped expected) {
        stopped = true;
      }
      chain.listener = () -> {};
      // A table is trimmed only if there is something to gain: then a sweep meets the bin.
      remove(new Same(0));
      chain.trim();
      remove(new Same(50));
      SlotInspector.check(chain);
    }
  }
}
