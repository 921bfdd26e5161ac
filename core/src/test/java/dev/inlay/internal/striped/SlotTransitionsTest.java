package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.compute.Remapping;
import java.util.List;
import java.util.Set;
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

  private SteppedChain chain = new SteppedChain(0);

  @Test
  void allAreMadeAndNoOther() {
    singleKeys();
    reservations();
    bins();
    Set<String> made = chain.transitions();
    for (Object key : List.of(77_777, new Same(77))) {
      for (int stop = 0; stop < 40; stop++) {
        insertionLeftInTheMiddle(key, stop);
        made.addAll(chain.transitions());
      }
    }
    for (int stop = 0; stop < 60; stop++) {
      binLeftInTheMiddle(stop);
      made.addAll(chain.transitions());
    }
    assertThat(made).containsExactlyElementsOf(LEGAL);
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

  /** A thread that stops on the way leaves a slot claimed or keyed; then a sweep meets it. */
  private void insertionLeftInTheMiddle(Object key, int stop) {
    chain = new SteppedChain(100);
    putAndStopAt(key, stop);
    sweep();
    remove(key);
    sweep();
    SlotInspector.check(chain);
  }

  /** The same, with a bin that has no tree yet. */
  private void binLeftInTheMiddle(int stop) {
    chain = new SteppedChain(100);
    for (int id = 0; id < SlotTable.SAME_HASH_LIMIT; id++) {
      put(new Same(id));
    }
    putAndStopAt(new Same(50), stop);
    sweep();
    remove(new Same(50));
    SlotInspector.check(chain);
  }

  private void putAndStopAt(Object key, int stop) {
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
      // as planned
    }
    chain.listener = () -> {};
  }

  /** A dead slot makes trimming worth a sweep. */
  private void sweep() {
    put("dead");
    remove("dead");
    chain.trim();
  }
}
