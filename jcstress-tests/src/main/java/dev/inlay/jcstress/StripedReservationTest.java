package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A function, a writer and a reader of one key. */
@JCStressTest
@Description(
    "A function runs for a key while another thread puts it and a third reads it twice. Is the"
        + " result that of one order, and does the reader never go back?")
@Outcome(
    id = {"1, 1, 10", "1, 2, 10", "1, 10, 10", "2, 2, 10", "2, 10, 10", "10, 10, 10"},
    expect = ACCEPTABLE,
    desc = "the function, then the put")
@Outcome(
    id = {"1, 1, 11", "1, 10, 11", "1, 11, 11", "10, 10, 11", "10, 11, 11", "11, 11, 11"},
    expect = ACCEPTABLE,
    desc = "the put, then the function")
@Outcome(expect = FORBIDDEN, desc = "an update was lost, or the reader went back")
@Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION)
@State
public class StripedReservationTest {

  private final StripedMap<String, Integer> map = new StripedMap<>();

  /** Starts with 1. */
  public StripedReservationTest() {
    map.put("key", 1);
  }

  /** Adds one. */
  @Actor
  public void computer() {
    map.compute("key", (key, value) -> value == null ? -100 : value + 1);
  }

  /** Puts ten. */
  @Actor
  public void putter() {
    map.put("key", 10);
  }

  /** Reads twice. */
  @Actor
  public void reader(III_Result result) {
    result.r1 = map.getOrDefault("key", -1);
    result.r2 = map.getOrDefault("key", -1);
  }

  /** Reads at the end. */
  @Arbiter
  public void end(III_Result result) {
    result.r3 = map.getOrDefault("key", -1);
  }
}
