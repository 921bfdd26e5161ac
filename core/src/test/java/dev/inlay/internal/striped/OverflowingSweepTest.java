package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.internal.hash.StoredHash;
import dev.inlay.internal.striped.Marker.Frozen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A target that is too small is swept itself while mappings are still copied into it: the source is
 * the root all the time, and a copier stopped in the middle of its work.
 */
class OverflowingSweepTest {

  /** Equal hash codes, ordered. */
  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Where the copier has stopped. */
  private enum Stopped {
    /** It has claimed the slot, and its key is not there. */
    CLAIMED,
    /** Its key is there without a value. */
    KEYED
  }

  private final TableChain chain = new TableChain(100, TableChain.MAX_CAPACITY, 5);
  private final SlotTable source = chain.root();
  private final SlotTable target = chain.newTable(64, 1, 0);
  private final SlotTable last = chain.newTable(256, 2, 0);
  private final Sweep sweep = new Sweep(chain, source, target);
  private final Sweep onward = new Sweep(chain, target, last);

  private void put(Object key, Object value) {
    SlotWriter.store(chain, key, value, true, true);
  }

  private int slotOf(SlotTable table, Object key) {
    return table.locate(key, key.hashCode(), chain.hash(key.hashCode())) & ~SlotTable.IN_BIN;
  }

  private Object get(Object key) {
    return chain.get(key, key.hashCode());
  }

  /** Sweeps a table whole, though the sweep into it goes on. */
  private static void sweepAll(Sweep sweep) {
    for (int stripe = 0; stripe * Sweep.STRIPE < sweep.source.capacity(); stripe++) {
      Inner.call(sweep, "sweep", stripe, false);
    }
  }

  // ---------------------------------------------------------------- a key's way

  /** The copy goes on beyond a slot that was closed without having been passed. */
  @ParameterizedTest
  @EnumSource(Stopped.class)
  void whoBeginsAtTheTargetIsLedOn(Stopped where) {
    Integer key = 1;
    put(key, "one");
    assertThat(source.casSweep(sweep)).isTrue();
    int hash = chain.hash(1);
    int home = StoredHash.home(hash, target.capacity());
    target.casHash(home, StoredHash.EMPTY, hash);
    if (where == Stopped.KEYED) {
      target.casKey(home, key);
    }
    assertThat(target.casSweep(onward)).isTrue();
    sweepAll(onward);
    source.move(slotOf(source, key), sweep);
    assertThat(get(key)).isEqualTo("one");
    sweep.finish();
    assertThat(chain.root()).isSameAs(target);
    assertThat(get(key)).isEqualTo("one");
    onward.finish();
    assertThat(get(key)).isEqualTo("one");
    SlotInspector.check(chain);
  }

  /** As a key's, so a bin's. */
  @Test
  void whoLooksForABinIsLedOn() {
    for (int id = 0; id < 14; id++) {
      put(new Same(id), id);
    }
    assertThat(source.casSweep(sweep)).isTrue();
    int hash = chain.hash(42);
    target.casHash(StoredHash.home(hash, target.capacity()), StoredHash.EMPTY, hash);
    assertThat(target.casSweep(onward)).isTrue();
    sweepAll(onward);
    sweep.finish();
    assertThat(chain.root()).isSameAs(target);
    for (int id = 0; id < 14; id++) {
      assertThat(get(new Same(id))).isEqualTo(id);
    }
    onward.finish();
    SlotInspector.check(chain);
  }

  /** Nor does a writer that begins at the target find its key's way open. */
  @Test
  void whatWentOnIsUpdatedThere() {
    put(1, "one");
    assertThat(source.casSweep(sweep)).isTrue();
    int hash = chain.hash(1);
    target.casHash(StoredHash.home(hash, target.capacity()), StoredHash.EMPTY, hash);
    assertThat(target.casSweep(onward)).isTrue();
    sweepAll(onward);
    sweep.finish();
    assertThat(SlotWriter.store(chain, 1, "more", true, false)).isEqualTo("one");
    assertThat(SlotWriter.exchange(chain, 1, null, null)).isEqualTo("one");
    assertThat(get(1)).isNull();
    onward.finish();
    SlotInspector.check(chain);
  }

  // ---------------------------------------------------------------- a reservation's death

  /** A function runs for a key whose slot is frozen and copied, and no more than that. */
  private Reservation reserve(Object key) {
    int at = slotOf(source, key);
    Object before = source.value(at);
    Object instance = source.key(at);
    Reservation reservation = new Reservation(key);
    reservation.before = before;
    source.allowReservations();
    assertThat(source.casValue(at, before, reservation)).isTrue();
    assertThat(source.casSweep(sweep)).isTrue();
    Frozen frozen = new Frozen(reservation, true);
    assertThat(source.casValue(at, reservation, frozen)).isTrue();
    assertThat(instance).isNotNull();
    target.copyIn(instance, chain.hash(key.hashCode()), source, at, frozen);
    return reservation;
  }

  /** The target's sweeper sees the reservation decided; then the source's is copied again. */
  @Test
  void aDeathIsCountedOnce() {
    put(1, "one");
    put(2, "two");
    Reservation reservation = reserve(1);
    assertThat(target.casSweep(onward)).isTrue();
    reservation.decided = Marker.DEAD;
    sweepAll(onward);
    assertThat(get(1)).isNull();
    sweep.finish();
    onward.finish();
    chain.untidy = true; // as an owner does whose stack has ended
    assertThat(chain.mappingCount()).isEqualTo(1);
    assertThat(get(1)).isNull();
    assertThat(get(2)).isEqualTo("two");
    SlotInspector.check(chain);
  }

  /** The key is inserted again, and nothing of before comes back. */
  @Test
  void aDeadKeyComesAgain() {
    put(1, "one");
    Reservation reservation = reserve(1);
    assertThat(target.casSweep(onward)).isTrue();
    reservation.decided = Marker.DEAD;
    sweepAll(onward);
    assertThat(SlotWriter.store(chain, 1, "more", true, true)).isNull();
    sweep.finish();
    onward.finish();
    chain.untidy = true;
    assertThat(chain.mappingCount()).isEqualTo(1);
    assertThat(get(1)).isEqualTo("more");
    assertThat(SlotWriter.exchange(chain, 1, null, null)).isEqualTo("more");
    assertThat(chain.mappingCount()).isZero();
    SlotInspector.check(chain);
  }

  /** A value that a function gave is where it was copied to, once. */
  @Test
  void aValueIsCountedOnce() {
    put(1, "one");
    put(2, "two");
    Reservation reservation = reserve(1);
    assertThat(target.casSweep(onward)).isTrue();
    reservation.decided = "more";
    sweepAll(onward);
    sweep.finish();
    onward.finish();
    chain.untidy = true;
    assertThat(chain.mappingCount()).isEqualTo(2);
    assertThat(get(1)).isEqualTo("more");
    SlotInspector.check(chain);
  }
}
