package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.jcstress.Proof.Shown;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * {@code Reservation} of an absent key: the function runs for who has set the reservation in place
 * of nothing, by compare-and-set. Until its outcome readers find the key absent, and writers wait.
 */
public abstract class StripedAbsentReservationModel {

  /** Stands in the slot while the function runs. */
  static final class Reservation {
    volatile Object outcome;
  }

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final Object[] values = new Object[1];

  final AtomicInteger runs = new AtomicInteger();

  boolean reserve(Reservation mine) {
    return SLOT.compareAndSet(values, 0, null, mine);
  }

  final boolean reserveAfterLook(Reservation mine) {
    boolean absent = values[0] == null;
    if (absent) {
      values[0] = mine;
    }
    return absent;
  }

  /** Puts the outcome in the place of its reservation. */
  void settle(Reservation reservation, Object outcome) {
    SLOT.compareAndSet(values, 0, reservation, outcome);
  }

  Object await(Reservation reservation) {
    while (reservation.outcome == null) {
      Thread.onSpinWait();
    }
    return reservation.outcome;
  }

  final int computeIfAbsent() {
    for (; ; ) {
      Object now = SLOT.getVolatile(values, 0);
      if (now instanceof Reservation other) {
        settle(other, await(other));
      } else if (now != null) {
        return (Integer) now;
      } else {
        Reservation mine = new Reservation();
        if (reserve(mine)) {
          Integer after = runs.incrementAndGet();
          mine.outcome = after;
          settle(mine, after);
          return after;
        }
      }
    }
  }

  /** Returns the value before, or zero. */
  final int put(Integer value) {
    for (; ; ) {
      Object now = SLOT.getVolatile(values, 0);
      if (now instanceof Reservation other) {
        settle(other, await(other));
      } else if (SLOT.compareAndSet(values, 0, now, value)) {
        return orZero(now);
      }
    }
  }

  /** Returns the value, or zero when it is absent. */
  final int get() {
    Object now = SLOT.getVolatile(values, 0);
    return orZero(now instanceof Reservation reservation ? reservation.outcome : now);
  }

  private static int orZero(Object value) {
    return value == null ? 0 : (Integer) value;
  }

  /** Against another function for the absent key. */
  @JCStressTest
  @Description(
      "Two threads compute an absent key if it is absent. Does the function run once, and do both"
          + " see its result?")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "once, seen by both")
  @Outcome(expect = FORBIDDEN, desc = "ran twice, or the results differ")
  @Proof.Model(of = StripedAbsentReservationTest.ComputeIfAbsent.class)
  @State
  public static class ComputeIfAbsent extends StripedAbsentReservationModel {

    /** Runs the function, if it is the first. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = computeIfAbsent();
    }

    /** Does the same. */
    @Actor
    public void other(III_Result result) {
      result.r2 = computeIfAbsent();
    }

    /** Tells how often the function ran. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = runs.get();
    }
  }

  /** The place is looked at, and the reservation stored. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 2", "2, 1, 2"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the function ran twice")
  @Proof.Twin(
      weakened = "the place is reserved by a check and a plain store, not by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class ReservedAfterLook extends ComputeIfAbsent {

    @Override
    boolean reserve(Reservation mine) {
      return reserveAfterLook(mine);
    }

    @Override
    @Actor
    public void computer(III_Result result) {
      super.computer(result);
    }

    @Override
    @Actor
    public void other(III_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Against a get. */
  @JCStressTest
  @Description(
      "An absent key is read twice while a function runs for it. Is it absent, then there, and"
          + " nothing else?")
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "in order")
  @Outcome(expect = FORBIDDEN, desc = "absent again, or half there")
  @Proof.Model(of = StripedAbsentReservationTest.Get.class)
  @State
  public static class Get extends StripedAbsentReservationModel {

    /** Runs the function. */
    @Actor
    public void computer() {
      computeIfAbsent();
    }

    /** Reads twice. */
    @Actor
    public void other(II_Result result) {
      result.r1 = get();
      result.r2 = get();
    }
  }

  /** The reservation goes before the value comes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "absent again")
  @Proof.Twin(
      weakened = "the reservation is taken out, then its outcome put in, not both at once",
      shown = Shown.ANYWHERE)
  @State
  public static class SettledInTwoSteps extends Get {

    @Override
    void settle(Reservation reservation, Object outcome) {
      super.settle(reservation, null);
      put((Integer) outcome);
    }

    @Override
    @Actor
    public void computer() {
      super.computer();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** Against a put. */
  @JCStressTest
  @Description(
      "An absent key is put while a function runs for it. Do both results and the end tell of one"
          + " order?")
  @Outcome(id = "1, 1, 10", expect = ACCEPTABLE, desc = "the function, then the put")
  @Outcome(id = "10, 0, 10", expect = ACCEPTABLE, desc = "the put; the function does not run")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Model(of = StripedAbsentReservationTest.Put.class)
  @State
  public static class Put extends StripedAbsentReservationModel {

    /** Runs the function, if it is the first. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = computeIfAbsent();
    }

    /** Puts ten. */
    @Actor
    public void other(III_Result result) {
      result.r2 = put(10);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = get();
    }
  }

  /** The put does not wait. */
  @JCStressTest
  @Outcome(
      id = "1, 0, 10",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the put found nothing, though the function ran")
  @Proof.Twin(
      weakened =
          "who meets a reservation does not wait for its outcome, but goes on as if the key were absent",
      shown = Shown.ANYWHERE)
  @State
  public static class PutDoesNotWait extends Put {

    @Override
    Object await(Reservation reservation) {
      return reservation.outcome;
    }

    @Override
    @Actor
    public void computer(III_Result result) {
      super.computer(result);
    }

    @Override
    @Actor
    public void other(III_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }
}
