package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.jcstress.Proof.Shown;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * {@code Reservation}: while a function runs for a key, its slot holds a reservation with the value
 * of before. Readers see that value; writers of the key wait; one store of the outcome decides.
 */
public abstract class StripedReservationModel {

  /** Stands in the slot while a function runs. */
  static final class Reservation {
    private static final VarHandle DECIDED;

    static {
      try {
        DECIDED = MethodHandles.lookup().findVarHandle(Reservation.class, "decided", Object.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    final Object before;
    Object decided;

    Reservation(Object before) {
      this.before = before;
    }

    Object outcome() {
      return DECIDED.getVolatile(this);
    }
  }

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  final Object[] values = {1};

  /** What the function writes elsewhere. */
  int elsewhere;

  boolean reserve(Object now, Reservation mine) {
    return SLOT.compareAndSet(values, 0, now, mine);
  }

  final void reserveBlindly(Reservation mine) {
    SLOT.setVolatile(values, 0, mine);
  }

  void fence() {
    VarHandle.releaseFence();
  }

  Object await(Reservation reservation) {
    while (reservation.outcome() == null) {
      Thread.onSpinWait();
    }
    return reservation.outcome();
  }

  Object resolve(Reservation reservation) {
    Object outcome = reservation.outcome();
    return outcome == null ? reservation.before : outcome;
  }

  /** Adds one by a function; zero is absent. Returns the result. */
  final int compute() {
    for (; ; ) {
      Object now = SLOT.getVolatile(values, 0);
      if (now instanceof Reservation other) {
        settle(other);
        continue;
      }
      Reservation mine = new Reservation(now);
      if (reserve(now, mine)) {
        elsewhere = 1;
        Integer after = (Integer) now + 1;
        fence();
        mine.decided = after;
        SLOT.compareAndSet(values, 0, mine, after);
        return after;
      }
    }
  }

  private void settle(Reservation other) {
    SLOT.compareAndSet(values, 0, other, await(other));
  }

  /** Puts, or removes by a zero. Returns the value before. */
  final int put(Integer value) {
    for (; ; ) {
      Object now = SLOT.getVolatile(values, 0);
      if (now instanceof Reservation other) {
        settle(other);
      } else if (SLOT.compareAndSet(values, 0, now, value)) {
        return (Integer) now;
      }
    }
  }

  final int get() {
    Object now = SLOT.getVolatile(values, 0);
    return (Integer) (now instanceof Reservation reservation ? resolve(reservation) : now);
  }

  /** Against a get. */
  @JCStressTest
  @Description(
      "A key is read twice while a function runs for it. Is it ever absent, or its value of before"
          + " seen after the new one?")
  @Outcome(
      id = {"1, 1", "1, 2", "2, 2"},
      expect = ACCEPTABLE,
      desc = "in order")
  @Outcome(expect = FORBIDDEN, desc = "absent, or back in time")
  @Proof.Model(of = StripedReservationOperationsTest.Get.class)
  @State
  public static class Get extends StripedReservationModel {

    /** Adds one. */
    @Actor
    public void computer() {
      compute();
    }

    /** Reads twice. */
    @Actor
    public void other(II_Result result) {
      result.r1 = get();
      result.r2 = get();
    }
  }

  /** Who meets a reservation finds nothing. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "0, 2", "1, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "absent, though it was never removed")
  @Proof.Twin(
      weakened = "who reads a reservation without an outcome does not take the value of before",
      shown = Shown.ANYWHERE)
  @State
  public static class ReservedIsAbsent extends Get {

    @Override
    Object resolve(Reservation reservation) {
      Object outcome = reservation.outcome();
      return outcome == null ? 0 : outcome;
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

  /** What the function wrote. */
  @JCStressTest
  @Description("Does who sees the result of a function see what the function wrote elsewhere?")
  @Outcome(
      id = {"1, 0", "1, 1", "2, 1"},
      expect = ACCEPTABLE,
      desc = "in order")
  @Outcome(expect = FORBIDDEN, desc = "the result, but not what was written before it")
  @Proof.Model(of = StripedReservationPublicationTest.class)
  @State
  public static class Publication extends StripedReservationModel {

    /** Adds one. */
    @Actor
    public void computer() {
      compute();
    }

    /** Reads the value, then what the function wrote. */
    @Actor
    public void other(II_Result result) {
      result.r1 = get();
      result.r2 = elsewhere;
    }
  }

  /** No fence before the outcome. */
  @JCStressTest
  @Outcome(
      id = "2, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the outcome came before what the function wrote")
  @Proof.Twin(
      weakened = "no release fence between the function and the store of its outcome",
      shown = Shown.WEAK_HARDWARE)
  @State
  public static class WithoutFence extends Publication {

    @Override
    void fence() {}

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
      "A key is put while a function runs for it. Do both results and the end tell of one order?")
  @Outcome(id = "2, 2, 10", expect = ACCEPTABLE, desc = "the function, then the put")
  @Outcome(id = "11, 1, 11", expect = ACCEPTABLE, desc = "the put, then the function")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Model(of = StripedReservationOperationsTest.Put.class)
  @State
  public static class Put extends StripedReservationModel {

    /** Adds one. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = compute();
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
      id = "2, 1, 10",
      expect = ACCEPTABLE_INTERESTING,
      desc = "both began with the same value")
  @Proof.Twin(
      weakened =
          "who meets a reservation does not wait for its outcome, but goes on from the value of before",
      shown = Shown.ANYWHERE)
  @State
  public static class PutDoesNotWait extends Put {

    @Override
    Object await(Reservation reservation) {
      return resolve(reservation);
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

  /** Against a removal. */
  @JCStressTest
  @Description(
      "A key is removed while a function runs for it. Do both results and the end tell of one"
          + " order?")
  @Outcome(id = "2, 2, 0", expect = ACCEPTABLE, desc = "the function, then the removal")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the removal, then the function")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Model(of = StripedReservationOperationsTest.Removal.class)
  @State
  public static class Removal extends StripedReservationModel {

    /** Adds one. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = compute();
    }

    /** Removes. */
    @Actor
    public void other(III_Result result) {
      result.r2 = put(0);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = get();
    }
  }

  /** The removal does not wait. */
  @JCStressTest
  @Outcome(id = "2, 1, 0", expect = ACCEPTABLE_INTERESTING, desc = "both began with the same value")
  @Proof.Twin(
      weakened =
          "who meets a reservation does not wait for its outcome, but goes on from the value of before",
      shown = Shown.ANYWHERE)
  @State
  public static class RemovalDoesNotWait extends Removal {

    @Override
    Object await(Reservation reservation) {
      return resolve(reservation);
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

  /** Against another function. */
  @JCStressTest
  @Description("Two functions run for one key. Does each run on the other's result?")
  @Outcome(
      id = {"2, 3, 3", "3, 2, 3"},
      expect = ACCEPTABLE,
      desc = "one after the other")
  @Outcome(expect = FORBIDDEN, desc = "a result was lost")
  @Proof.Model(of = StripedReservationOperationsTest.Compute.class)
  @State
  public static class Compute extends StripedReservationModel {

    /** Adds one. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = compute();
    }

    /** Adds one too. */
    @Actor
    public void other(III_Result result) {
      result.r2 = compute();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = get();
    }
  }

  /** The place is reserved without a look. */
  @JCStressTest
  @Outcome(id = "2, 2, 2", expect = ACCEPTABLE_INTERESTING, desc = "both ran on the same value")
  @Proof.Twin(
      weakened = "the place is reserved by a store, not by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class ReservedBlindly extends Compute {

    @Override
    boolean reserve(Object now, Reservation mine) {
      reserveBlindly(mine);
      return true;
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
