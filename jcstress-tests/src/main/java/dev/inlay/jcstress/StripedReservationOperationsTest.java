package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Operation;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A function runs for a key of a {@code StripedMap} while another thread reads or writes it. */
public abstract class StripedReservationOperationsTest {

  final StripedMap<String, Integer> map = new StripedMap<>();

  StripedReservationOperationsTest() {
    map.put("key", 1);
  }

  /** Adds one. */
  final int compute() {
    return map.compute("key", (key, value) -> value == null ? 1 : value + 1);
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
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
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION, against = Operation.GET)
  @State
  public static class Get extends StripedReservationOperationsTest {

    /** Adds one. */
    @Actor
    public void computer() {
      compute();
    }

    /** Reads twice. */
    @Actor
    public void other(II_Result result) {
      result.r1 = orZero(map.get("key"));
      result.r2 = orZero(map.get("key"));
    }
  }

  /** Against a put. */
  @JCStressTest
  @Description(
      "A key is put while a function runs for it. Do both results and the end tell of one order?")
  @Outcome(id = "2, 2, 10", expect = ACCEPTABLE, desc = "the function, then the put")
  @Outcome(id = "11, 1, 11", expect = ACCEPTABLE, desc = "the put, then the function")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION, against = Operation.PUT)
  @State
  public static class Put extends StripedReservationOperationsTest {

    /** Adds one. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = compute();
    }

    /** Puts ten. */
    @Actor
    public void other(III_Result result) {
      result.r2 = orZero(map.put("key", 10));
    }

    /** Reads at the end. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = orZero(map.get("key"));
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
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.RESERVATION,
      against = Operation.REMOVAL)
  @State
  public static class Removal extends StripedReservationOperationsTest {

    /** Adds one. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = compute();
    }

    /** Removes. */
    @Actor
    public void other(III_Result result) {
      result.r2 = orZero(map.remove("key"));
    }

    /** Reads at the end. */
    @Arbiter
    public void end(III_Result result) {
      result.r3 = orZero(map.get("key"));
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
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.RESERVATION,
      against = Operation.COMPUTE)
  @State
  public static class Compute extends StripedReservationOperationsTest {

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
      result.r3 = orZero(map.get("key"));
    }
  }
}
