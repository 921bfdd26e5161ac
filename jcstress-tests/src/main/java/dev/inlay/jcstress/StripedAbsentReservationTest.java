package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Operation;
import dev.inlay.jcstress.Proof.Protocol;
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
 * A function runs for an absent key of a {@code StripedMap} while another thread reads or writes
 * it.
 */
public abstract class StripedAbsentReservationTest {

  final StripedMap<String, Integer> map = new StripedMap<>();
  final AtomicInteger runs = new AtomicInteger();

  final int computeIfAbsent() {
    return map.computeIfAbsent("key", key -> runs.incrementAndGet());
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  /** Against another function for the absent key. */
  @JCStressTest
  @Description(
      "Two threads compute an absent key if it is absent. Does the function run once, and do both"
          + " see its result?")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "once, seen by both")
  @Outcome(expect = FORBIDDEN, desc = "ran twice, or the results differ")
  @Proof.Shipped(
      map = MapKind.STRIPED,
      protocol = Protocol.RESERVATION,
      against = Operation.COMPUTE_IF_ABSENT)
  @State
  public static class ComputeIfAbsent extends StripedAbsentReservationTest {

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
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION, against = Operation.GET)
  @State
  public static class Get extends StripedAbsentReservationTest {

    /** Runs the function. */
    @Actor
    public void computer() {
      computeIfAbsent();
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
      "An absent key is put while a function runs for it. Do both results and the end tell of one"
          + " order?")
  @Outcome(id = "1, 1, 10", expect = ACCEPTABLE, desc = "the function, then the put")
  @Outcome(id = "10, 0, 10", expect = ACCEPTABLE, desc = "the put; the function does not run")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION, against = Operation.PUT)
  @State
  public static class Put extends StripedAbsentReservationTest {

    /** Runs the function, if it is the first. */
    @Actor
    public void computer(III_Result result) {
      result.r1 = computeIfAbsent();
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
}
