package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.jcstress.Proof.Shown;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntFunction;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One key's slot in a table that is swept ({@code SlotTable}, {@code Sweep}), and the slots on its
 * way in the target.
 *
 * <pre>
 *   source   null -> MOVED                          the sweep seals an empty slot
 *            value -> value, DEAD, Reservation      writers, by compare-and-set
 *            value -> Frozen(value) -> MOVED        the sweep: freezes, copies, says so
 * </pre>
 */
public abstract class StripedMigrationModel {

  private enum Marker {
    DEAD,
    MOVED
  }

  private record Frozen(Object content) {}

  private static final class Reservation {
    final Object before;
    volatile Object outcome;

    Reservation(Object before) {
      this.before = before;
    }
  }

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final String KEY = "key";
  private static final String BURIED = "buried";
  private static final Integer ONE = 1;

  private final Object[] source = new Object[1];
  private final Object[] keys = new Object[3];
  private final Object[] values = new Object[3];

  final void startWith(Integer value) {
    source[0] = value;
  }

  // ---------------------------------------------------------------- the sweep

  /** Brings the source's slot to its end; any number of threads may. */
  final void move() {
    for (; ; ) {
      Object now = SLOT.getVolatile(source, 0);
      if (now instanceof Frozen frozen) {
        copy(frozen);
        SLOT.setRelease(source, 0, Marker.MOVED);
        return;
      }
      if (now instanceof Marker || (now == null && seal())) {
        return;
      }
      if (now != null) {
        store(now, new Frozen(now));
      }
    }
  }

  boolean seal() {
    return SLOT.compareAndSet(source, 0, null, Marker.MOVED);
  }

  /** Freezes a value. */
  void store(Object expected, Object frozen) {
    SLOT.compareAndSet(source, 0, expected, frozen);
  }

  /** Freezes a value without looking whether it is still there. */
  final void storeBlindly(Object frozen) {
    SLOT.setVolatile(source, 0, frozen);
  }

  private void copy(Frozen frozen) {
    for (int at = 0; at < keys.length; at++) {
      if (keyAt(at) == KEY) {
        if (SLOT.getVolatile(values, at) == null && stillFrozen(frozen)) {
          SLOT.compareAndSet(values, at, null, toCopy(frozen.content));
        }
        return;
      }
    }
  }

  /** Returns the key in a slot of the target, which the key claims if it is the first to come. */
  private Object keyAt(int at) {
    Object present = SLOT.getAcquire(keys, at);
    return present != null
        ? present
        : SLOT.compareAndSet(keys, at, null, KEY) ? KEY : SLOT.getAcquire(keys, at);
  }

  boolean stillFrozen(Object frozen) {
    return SLOT.getVolatile(source, 0) == frozen;
  }

  Object toCopy(Object content) {
    return content;
  }

  // ---------------------------------------------------------------- operations; zero is absent

  final int get() {
    Object now = SLOT.getVolatile(source, 0);
    return now == Marker.MOVED ? getMoved() : meaning(now);
  }

  int getMoved() {
    return getFromTarget();
  }

  /** What the map holds once the target has taken the source's place. */
  final int getFromTarget() {
    for (int at = 0; at < keys.length && SLOT.getAcquire(keys, at) != null; at++) {
      int value = SLOT.getAcquire(keys, at) == KEY ? meaning(SLOT.getVolatile(values, at)) : 0;
      if (value != 0) {
        return value;
      }
    }
    return 0;
  }

  /** What a content stands for, once all operations are over or for who reads it now. */
  static int meaning(Object content) {
    Object value = content instanceof Frozen frozen ? frozen.content : content;
    if (value instanceof Reservation reservation) {
      Object outcome = reservation.outcome;
      value = outcome == null ? reservation.before : outcome;
    }
    return value instanceof Integer number ? number : 0;
  }

  final int put(Integer value) {
    return write(value, null);
  }

  final int remove() {
    return write(Marker.DEAD, null);
  }

  /** Adds one, by a reservation; returns the result. */
  final int increment() {
    return write(null, before -> before + 1) + 1;
  }

  /** Computes two for an absent key, by a reservation; returns it. */
  final int computeIfAbsent() {
    return write(null, before -> 2) + 2;
  }

  /** Removes by a reservation; returns the value before. */
  final int computeToNull() {
    return write(null, before -> Marker.DEAD);
  }

  /** Tells whether a key's way goes on in the target. */
  boolean goesOn(Object now) {
    return now instanceof Frozen || now == Marker.MOVED;
  }

  final boolean isMoved(Object now) {
    return now == Marker.MOVED;
  }

  /** Writes, or reserves, where the key's way is open: in the source, or in the target. */
  private int write(Object value, IntFunction<Object> function) {
    Object now = SLOT.getVolatile(source, 0);
    while (!goesOn(now)) {
      Reservation mine = function == null ? null : new Reservation(now);
      if (SLOT.compareAndSet(source, 0, now, mine == null ? value : mine)) {
        return mine == null ? meaning(now) : decide(mine, function);
      }
      now = SLOT.getVolatile(source, 0);
    }
    move();
    for (int at = 0; at < keys.length; at++) {
      if (keyAt(at) == KEY) {
        for (Object there = SLOT.getVolatile(values, at);
            there != Marker.DEAD;
            there = SLOT.getVolatile(values, at)) {
          Reservation mine = function == null ? null : new Reservation(there);
          if (SLOT.compareAndSet(values, at, there, mine == null ? value : mine)) {
            if (value == Marker.DEAD) {
              SLOT.setRelease(keys, at, BURIED);
            }
            return mine == null ? meaning(there) : decide(mine, function);
          }
        }
      }
    }
    return -1;
  }

  /**
   * The owner's one store; to take the reservation out of its place is tidying up. Returns the
   * value before.
   */
  private static int decide(Reservation mine, IntFunction<Object> function) {
    int before = meaning(mine.before);
    mine.outcome = function.apply(before);
    return before;
  }

  final int replaceOne(Integer value) {
    return exchange(value);
  }

  final int removeOne() {
    return exchange(Marker.DEAD);
  }

  /** Replaces the value if it is one; returns 1 if it was, else 0. */
  private int exchange(Object replacement) {
    Object now = SLOT.getVolatile(source, 0);
    while (!goesOn(now)) {
      if (!ONE.equals(now)) {
        return 0;
      }
      if (SLOT.compareAndSet(source, 0, now, replacement)) {
        return 1;
      }
      now = SLOT.getVolatile(source, 0);
    }
    move();
    for (int at = 0; at < keys.length; at++) {
      if (keyAt(at) == KEY) {
        while (ONE.equals(SLOT.getVolatile(values, at))) {
          if (SLOT.compareAndSet(values, at, ONE, replacement)) {
            if (replacement == Marker.DEAD) {
              SLOT.setRelease(keys, at, BURIED);
            }
            return 1;
          }
        }
      }
    }
    return 0;
  }

  /** Against a get. */
  @JCStressTest
  @Description("Is a key ever absent, for who reads it twice while its slot is swept?")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there throughout")
  @Outcome(expect = FORBIDDEN, desc = "absent")
  @Proof.Model(of = MigrationTest.StripedGet.class)
  @State
  public static class Get extends StripedMigrationModel {

    /** Starts with a value. */
    public Get() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Reads twice. */
    @Actor
    public void other(II_Result result) {
      result.r1 = get();
      result.r2 = get();
    }
  }

  /** A slot that was moved is taken for an empty one. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "absent, though it was never removed")
  @Proof.Twin(weakened = "who reads MOVED does not look in the next table", shown = Shown.ANYWHERE)
  @State
  public static class NotFollowed extends Get {

    @Override
    int getMoved() {
      return 0;
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** Against an update. */
  @JCStressTest
  @Description("Is an update lost that falls into the sweep of its slot?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "updated")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.StripedUpdate.class)
  @State
  public static class Update extends StripedMigrationModel {

    /** Starts with a value. */
    public Update() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Updates. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The value is frozen without looking. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "the update is lost")
  @Proof.Twin(
      weakened = "the value is frozen by a store, not by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class UpdateFrozenBlindly extends Update {

    @Override
    void store(Object expected, Object frozen) {
      storeBlindly(frozen);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against an insertion. */
  @JCStressTest
  @Description("Is an insertion lost that falls into the sweep of its slot?")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "inserted")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.StripedInsertion.class)
  @State
  public static class Insertion extends StripedMigrationModel {

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Inserts. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = getFromTarget();
    }
  }

  /** An empty slot is left as it is. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "inserted behind the sweep, and lost")
  @Proof.Twin(weakened = "an empty slot is passed over, not sealed", shown = Shown.ANYWHERE)
  @State
  public static class NotSealed extends Insertion {

    @Override
    boolean seal() {
      return true;
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a removal. */
  @JCStressTest
  @Description("Does a key come back that was removed while its slot was swept?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @Proof.Model(of = MigrationTest.StripedRemoval.class)
  @State
  public static class Removal extends StripedMigrationModel {

    /** Starts with a value. */
    public Removal() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Removes. */
    @Actor
    public void other(II_Result result) {
      result.r1 = remove();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The value is frozen without looking. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it is back")
  @Proof.Twin(
      weakened = "the value is frozen by a store, not by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class RemovalFrozenBlindly extends Removal {

    @Override
    void store(Object expected, Object frozen) {
      storeBlindly(frozen);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a removal behind a sweeper that sleeps. */
  @JCStressTest
  @Description(
      "One thread sweeps a slot and removes the key from the target. Does another that has begun"
          + " to copy bring it back?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @Proof.Model(of = MigrationTest.StripedRemoval.class)
  @State
  public static class Latecomer extends StripedMigrationModel {

    /** Starts with a value. */
    public Latecomer() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Sweeps too, then removes. */
    @Actor
    public void other(II_Result result) {
      move();
      result.r1 = remove();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The copy goes in whether the source is still frozen or not. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it is back")
  @Proof.Twin(
      weakened = "nobody looks whether the source is still frozen before the copy goes in",
      shown = Shown.ANYWHERE)
  @State
  public static class CopiedAnyway extends Latecomer {

    @Override
    boolean stillFrozen(Object frozen) {
      return true;
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function. */
  @JCStressTest
  @Description("Is the result of a function lost that runs while its slot is swept?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.StripedCompute.class)
  @State
  public static class Compute extends StripedMigrationModel {

    /** Starts with a value. */
    public Compute() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Adds one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = increment();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** Of a reservation, the value of now is copied. */
  @JCStressTest
  @Outcome(
      id = "2, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the result stayed in the old table")
  @Proof.Twin(
      weakened = "of a reservation its present meaning is copied, not the reservation itself",
      shown = Shown.ANYWHERE)
  @State
  public static class CopiesWhatWasBefore extends Compute {

    @Override
    Object toCopy(Object content) {
      return meaning(content);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional replacement. */
  @JCStressTest
  @Description(
      "Is a conditional replacement lost, or refused, that falls into the sweep of its slot?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "replaced")
  @Outcome(expect = FORBIDDEN, desc = "lost, or refused")
  @Proof.Model(of = MigrationTest.StripedReplacement.class)
  @State
  public static class Replacement extends StripedMigrationModel {

    /** Starts with a value. */
    public Replacement() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Replaces the value, if it is the one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = replaceOne(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** A frozen value is compared as it stands. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "refused, though the value was the one")
  @Proof.Twin(
      weakened = "what is compared is what stands in the slot, be it a frozen value",
      shown = Shown.ANYWHERE)
  @State
  public static class ReplacementComparesFrozen extends Replacement {

    @Override
    boolean goesOn(Object now) {
      return isMoved(now);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional removal. */
  @JCStressTest
  @Description("Is a conditional removal lost, or refused, that falls into the sweep of its slot?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back, or was not removed")
  @Proof.Model(of = MigrationTest.StripedConditionalRemoval.class)
  @State
  public static class ConditionalRemoval extends StripedMigrationModel {

    /** Starts with a value. */
    public ConditionalRemoval() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Removes the value, if it is the one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = removeOne();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** A frozen value is compared as it stands. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "refused, though the value was the one")
  @Proof.Twin(
      weakened = "what is compared is what stands in the slot, be it a frozen value",
      shown = Shown.ANYWHERE)
  @State
  public static class RemovalComparesFrozen extends ConditionalRemoval {

    @Override
    boolean goesOn(Object now) {
      return isMoved(now);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function for an absent key. */
  @JCStressTest
  @Description(
      "Is the result of a function for an absent key lost that runs while its slot is swept?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.StripedComputeIfAbsent.class)
  @State
  public static class ComputeIfAbsent extends StripedMigrationModel {

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Runs a function for an absent key. */
    @Actor
    public void other(II_Result result) {
      result.r1 = computeIfAbsent();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = getFromTarget();
    }
  }

  /** Empty slots are passed over. */
  @JCStressTest
  @Outcome(
      id = "2, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the result stayed in the old table")
  @Proof.Twin(weakened = "an empty slot is passed over, not sealed", shown = Shown.ANYWHERE)
  @State
  public static class ReservedButNotSealed extends ComputeIfAbsent {

    @Override
    boolean seal() {
      return true;
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function that removes. */
  @JCStressTest
  @Description("Does a key come back that a function removes while its slot is swept?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @Proof.Model(of = MigrationTest.StripedComputeToNull.class)
  @State
  public static class ComputeToNull extends StripedMigrationModel {

    /** Starts with a value. */
    public ComputeToNull() {
      startWith(1);
    }

    /** Sweeps the slot. */
    @Actor
    public void sweeper() {
      move();
    }

    /** Removes by a function. */
    @Actor
    public void other(II_Result result) {
      result.r1 = computeToNull();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** Of a reservation, the value of now is copied. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it is back")
  @Proof.Twin(
      weakened = "of a reservation its present meaning is copied, not the reservation itself",
      shown = Shown.ANYWHERE)
  @State
  public static class CopiesWhatWasRemoved extends ComputeToNull {

    @Override
    Object toCopy(Object content) {
      return meaning(content);
    }

    @Override
    @Actor
    public void sweeper() {
      super.sweeper();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }
}
