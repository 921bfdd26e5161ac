package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads each write a volatile field and then read the other's. No map is involved: does this
 * machine with this JVM keep the order that the Java language promises?
 *
 * <p>Where this fails, the failures of {@link StoreBufferingTest} and {@link
 * StripedStoreBufferingTest} say nothing about the maps.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t VolatileOrderTest}
 */
@Proof.Platform
@JCStressTest
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one write came first")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "both missed: the platform is broken")
@State
public class VolatileOrderTest {

  private volatile int first;
  private volatile int second;

  /** Writes the first, reads the second. */
  @Actor
  public void first(II_Result result) {
    first = 1;
    result.r1 = second;
  }

  /** Writes the second, reads the first. */
  @Actor
  public void second(II_Result result) {
    second = 1;
    result.r2 = first;
  }
}
