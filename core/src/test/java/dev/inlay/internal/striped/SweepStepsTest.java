package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.internal.compute.Remapping;
import dev.inlay.proof.hook.Meanwhile;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sweeps of a few stripes, step by step. */
class SweepStepsTest {

  private static final int KEYS = 400;

  private final TableChain chain = new TableChain(KEYS, TableChain.MAX_CAPACITY, 5);

  private Sweep started(int targetCapacity) {
    for (int key = 0; key < KEYS; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
    SlotTable source = chain.root();
    assertThat(source.sweep()).isNull();
    Sweep sweep = new Sweep(chain, source, chain.newTable(targetCapacity, 1, 0));
    assertThat(source.casSweep(sweep)).isTrue();
    return sweep;
  }

  private static int stripes(Sweep sweep) {
    return (sweep.source.capacity() + Sweep.STRIPE - 1) / Sweep.STRIPE;
  }

  private static void sweepStripe(Sweep sweep, int stripe) {
    Inner.call(sweep, "sweep", stripe, false);
  }

  private void requireAll() {
    for (int key = 0; key < KEYS; key++) {
      assertThat(chain.get(key, Integer.hashCode(key))).isEqualTo(key);
    }
    assertThat(chain.mappingCount()).isEqualTo(KEYS);
    SlotInspector.check(chain);
  }

  /** Neither earlier nor later than with the last stripe. */
  @Test
  void endsWithTheLastStripe() {
    Sweep sweep = started(1_000);
    for (int stripe = 0; stripe < stripes(sweep); stripe++) {
      assertThat(chain.root()).isSameAs(sweep.source);
      sweep.help();
      sweepStripe(sweep, stripe); // by another thread, late
    }
    assertThat(chain.root()).isSameAs(sweep.target);
    requireAll();
  }

  /** Also behind a slot that has been moved: as where nothing is swept. */
  @Test
  void aKeyOfBrokenEqualsIsFoundByIdentityInTheNextTable() {
    Object loner =
        new Object() {
          @Override
          public boolean equals(Object other) {
            return false;
          }

          @Override
          public int hashCode() {
            return 3;
          }
        };
    SlotWriter.store(chain, loner, "alone", true, true);
    Sweep sweep = started(1_000);
    for (int at = 0; at < sweep.source.capacity(); at++) {
      sweep.source.move(at, sweep);
    }
    assertThat(chain.get(loner, loner.hashCode())).isEqualTo("alone");
    assertThat(chain.root()).isSameAs(sweep.source);
  }

  @Test
  void twoHelpAtOnce() {
    Sweep sweep = started(1_000);
    for (int stripe = 2; stripe < stripes(sweep); stripe++) {
      sweep.help();
    }
    Meanwhile.run(sweep::help, sweep::help);
    assertThat(chain.root()).isSameAs(sweep.target);
    requireAll();
  }

  @Test
  void twoSweepOneStripeAtOnce() {
    Sweep sweep = started(1_000);
    Meanwhile.run(sweep::help, () -> sweepStripe(sweep, 0));
    for (int stripe = 1; stripe < stripes(sweep); stripe++) {
      assertThat(chain.root()).isSameAs(sweep.source);
      sweep.help();
    }
    assertThat(chain.root()).isSameAs(sweep.target);
    requireAll();
  }

  /** Who comes late does not put an old table into the place of a newer one. */
  @Test
  void aReplacedTableDoesNotComeBack() {
    SlotTable first = chain.root();
    SlotTable second = chain.newTable(8, 1, 0);
    SlotTable third = chain.newTable(8, 2, 0);
    Meanwhile.run(
        () -> chain.replaceRoot(first, second),
        () -> {
          chain.replaceRoot(first, second);
          chain.replaceRoot(second, third);
        });
    assertThat(chain.root()).isSameAs(third);
  }

  @Test
  void aTargetThatIsTooSmallIsSweptItself() {
    Sweep sweep = started(KEYS / 2);
    sweep.finish();
    chain.settledRoot();
    assertThat(chain.root()).isNotSameAs(sweep.source).isNotSameAs(sweep.target);
    requireAll();
  }

  @Test
  void aTargetIsSweptOnceTheSweepIntoItHasEnded() {
    Sweep sweep = started(1_000);
    sweep.target.wantsSweep = true;
    chain.beforeInsertion(sweep.target);
    assertThat(chain.root()).isNotSameAs(sweep.source);
    chain.settledRoot();
    requireAll();
  }

  @Test
  void aRemovalHelpsAndStarts() {
    Sweep sweep = started(1_000);
    for (int stripe = 0; stripe < stripes(sweep); stripe++) {
      SlotWriter.exchange(chain, KEYS + stripe, null, null);
    }
    assertThat(chain.root()).isSameAs(sweep.target);
    sweep.target.wantsSweep = true;
    SlotWriter.exchange(chain, KEYS, null, null);
    assertThat(sweep.target.sweep()).isNotNull();
  }

  @Test
  void figuresCountBothTables() {
    Sweep sweep = started(1_000);
    assertThat(chain.figures().slots()).isEqualTo(sweep.source.capacity() + 1_000L);
  }

  @Test
  void aLookUpInBothTablesFindsAll() {
    Sweep sweep = started(1_000);
    sweep.help();
    requireAll();
    for (int key = KEYS; key < 2 * KEYS; key++) {
      assertThat(chain.get(key, Integer.hashCode(key))).isNull();
    }
  }

  /** Whose sweep was not taken does not help with it. */
  @Test
  void aSweepThatLostMovesNothing() {
    SlotTable[] rival = new SlotTable[1];
    TableChain chain =
        new TableChain(0, TableChain.MAX_CAPACITY, 5) {
          @Override
          SlotTable newTable(int capacity, long generation, int deadBefore) {
            return new SlotTable(capacity, generation, deadBefore) {
              @Override
              boolean casSweep(Sweep sweep) {
                if (rival[0] == null && sweep.source.generation > 1) {
                  rival[0] = new SlotTable(capacity * 2, generation + 1, 0);
                  super.casSweep(new Sweep(sweep.chain, this, rival[0]));
                }
                return super.casSweep(sweep);
              }
            };
          }
        };
    for (int key = 0; key < 100; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
    assertThat(rival[0]).isNotNull();
    for (int key = 0; key < 100; key++) {
      assertThat(chain.get(key, Integer.hashCode(key))).isEqualTo(key);
    }
  }

  // ---------------------------------------------------------------- what could not be tidied up

  /** A mapping that has gone past the next table, as that is swept, too. */
  @Test
  void aWalkRemovesWhatHasGoneTwoTablesOn() {
    for (int key = 0; key < KEYS; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
    SlotTraversal<Integer, Integer> all = new SlotTraversal<>(chain);
    assertThat(all.advance()).isTrue();
    all.mark();
    SlotTable source = chain.root();
    Sweep first = new Sweep(chain, source, chain.newTable(1_000, 1, 0));
    assertThat(source.casSweep(first)).isTrue();
    Sweep second = new Sweep(chain, first.target, chain.newTable(1_000, 2, 0));
    assertThat(first.target.casSweep(second)).isTrue();
    for (int at = 0; at < first.target.capacity(); at++) {
      first.target.move(at, second);
    }
    for (int at = 0; at < source.capacity(); at++) {
      source.move(at, first);
    }
    assertThat(all.removeMarked(null)).isTrue();
    assertThat(all.removeMarked(null)).isFalse();
    assertThat(chain.get(all.key(), all.key().hashCode())).isNull();
  }

  /** Decided, and left where it is: the mapping is what was decided. */
  private Reservation leave(Object key, @Nullable Object outcome) {
    SlotTable table = chain.root();
    int at = table.locate(key, key.hashCode(), chain.hash(key.hashCode()));
    Object before = table.value(at);
    Reservation left = new Reservation(key);
    left.before = before;
    table.allowReservations();
    assertThat(table.casValue(at, before, left)).isTrue();
    left.decided = outcome;
    return left;
  }

  @Test
  void countingTidiesUp() {
    for (int key = 0; key < 10; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
    leave(3, Marker.DEAD);
    leave(4, "other");
    chain.untidy = true;
    assertThat(chain.mappingCount()).isEqualTo(9);
    assertThat(chain.untidy).isFalse();
    SlotTable table = chain.root();
    for (int at = 0; at < table.capacity(); at++) {
      assertThat(table.value(at) instanceof Reservation).isFalse();
    }
    assertThat(chain.get(4, 4)).isEqualTo("other");
  }

  /** A function that runs meanwhile is let be. */
  @Test
  void countingWaitsForNoFunction() {
    SlotWriter.store(chain, 3, 3, true, true);
    Reservation open = leave(3, null);
    chain.untidy = true;
    assertThat(chain.mappingCount()).isEqualTo(1);
    open.decided = Marker.DEAD;
    assertThat(chain.get(3, 3)).isNull();
  }

  @Test
  void whoMeetsADecidedOneSeesTheOutcome() {
    for (int way = 0; way < 8; way++) {
      Object key = 100 + way;
      SlotWriter.store(chain, key, "old", true, true);
      leave(key, "new");
      Object seen =
          switch (way) {
            case 0 -> SlotWriter.store(chain, key, "more", true, false);
            case 1 -> SlotWriter.store(chain, key, "more", true, true);
            case 2 -> SlotWriter.exchange(chain, key, null, "more");
            case 3 -> SlotWriter.exchange(chain, key, "new", "more");
            case 4 -> SlotWriter.exchange(chain, key, null, null);
            case 6 -> computed(key, Remapping.COMPUTE_IF_ABSENT, (Function<Object, Object>) k -> 1);
            case 7 ->
                computed(key, Remapping.COMPUTE, (BiFunction<Object, Object, Object>) (k, v) -> v);
            default -> removedByTraversal(key) ? "new" : "still there";
          };
      assertThat(seen).as("way %d", way).isEqualTo("new");
    }
    assertThat(Arrays.asList(chain.get(104, 104), chain.get(105, 105))).containsOnlyNulls();
  }

  private @Nullable Object computed(Object key, Remapping kind, Object function) {
    return SlotWriter.compute(chain, key, kind, function, null);
  }

  private boolean removedByTraversal(Object key) {
    SlotTraversal<Object, Object> all = new SlotTraversal<>(chain);
    while (all.advance()) {
      if (all.key().equals(key)) {
        all.mark();
        return all.removeMarked(null);
      }
    }
    return false;
  }
}
