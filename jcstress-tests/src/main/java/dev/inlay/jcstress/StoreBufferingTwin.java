package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The weakened twin of {@link StoreBufferingTest}, deliberately broken: slots are released and
 * acquired, but no volatile write comes in between, as if the lock were freed by a release.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t StoreBufferingTwin}
 *
 * <p>Shows the outcome on x86-64 as well: a store waits in the store buffer while the later load
 * goes ahead.
 */
@JCStressTest
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one put came first")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both missed: the test can see it")
@State
public class StoreBufferingTwin {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] slots = new int[64];

  /** Puts slot 0, gets slot 32. */
  @Actor
  public void first(II_Result result) {
    SLOT.setRelease(slots, 0, 1);
    result.r1 = (int) SLOT.getAcquire(slots, 32);
  }

  /** Puts slot 32, gets slot 0. */
  @Actor
  public void second(II_Result result) {
    SLOT.setRelease(slots, 32, 1);
    result.r2 = (int) SLOT.getAcquire(slots, 0);
  }
}
