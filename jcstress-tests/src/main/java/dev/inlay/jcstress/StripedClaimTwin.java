package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The weakened twin of {@link StripedClaimTest}, deliberately broken: a claimed slot gets its key
 * by a look and a store, not by compare-and-set.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t StripedClaimTwin}
 *
 * <p>Shows the outcome on x86-64 as well: two keys of one hash get the same slot.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "each key has a slot of its own")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the same")
@Outcome(
    id = "0, 0",
    expect = ACCEPTABLE_INTERESTING,
    desc = "both took the first slot: the test can see it")
@Outcome(expect = FORBIDDEN, desc = "the model is wrong")
@State
public class StripedClaimTwin {

  private static final VarHandle KEY = MethodHandles.arrayElementVarHandle(Object[].class);

  private final Object[] keys = new Object[2];

  /** Returns the slot in which a key was put. */
  private int put(Object key) {
    for (int at = 0; at < keys.length; at++) {
      if (KEY.getVolatile(keys, at) == null) {
        KEY.setVolatile(keys, at, key);
        return at;
      }
    }
    return -1;
  }

  /** Puts a key. */
  @Actor
  public void first(II_Result result) {
    result.r1 = put("first");
  }

  /** Puts another. */
  @Actor
  public void second(II_Result result) {
    result.r2 = put("second");
  }

  /** Nothing to see: the slots are in the results. */
  @Arbiter
  public void end(II_Result result) {
    if (KEY.getVolatile(keys, 0) == null) {
      result.r1 = -2;
    }
  }
}
