package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads each put a key into a {@link StripedMap} and then get the other's. May both miss?
 *
 * <p>No: the compare-and-set of the value, which ends a put, comes before the volatile reads of the
 * get.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t
 * StripedStoreBufferingTest}
 */
@JCStressTest
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one put came first")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "both missed: not linearisable")
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
