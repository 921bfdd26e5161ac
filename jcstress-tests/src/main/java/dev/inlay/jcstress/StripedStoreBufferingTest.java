package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The compare-and-set of the value, which ends a put, comes before the volatile reads of the get.
 */
@JCStressTest
@Description("Two threads each put a key, then get the other's. May both miss?")
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one put came first")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "both missed: not linearisable")
@Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.STORE_BUFFERING)
@State
public class StripedStoreBufferingTest {

  private final StripedMap<Integer, Integer> map = new StripedMap<>(8);

  /** Puts 1, gets 2. */
  @Actor
  public void first(II_Result result) {
    map.put(1, 1);
    result.r1 = map.get(2) == null ? 0 : 1;
  }

  /** Puts 2, gets 1. */
  @Actor
  public void second(II_Result result) {
    map.put(2, 1);
    result.r2 = map.get(1) == null ? 0 : 1;
  }
}
