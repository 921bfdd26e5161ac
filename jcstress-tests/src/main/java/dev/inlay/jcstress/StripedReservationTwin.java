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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The weakened twin of {@link StripedReservationTest}, deliberately broken: a function's result is
 * stored without the slot having been reserved while it ran.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t StripedReservationTwin}
 *
 * <p>Shows the outcome on x86-64 as well: a put between the read and the store is lost.
 */
@JCStressTest
@Outcome(id = "10", expect = ACCEPTABLE, desc = "the function, then the put")
@Outcome(id = "11", expect = ACCEPTABLE, desc = "the put, then the function")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "the put was lost: the test can see it")
@Outcome(expect = FORBIDDEN, desc = "the model is wrong")
@State
public class StripedReservationTwin {

  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

  private final Object[] values = {1};

  /** Adds one. */
  @Actor
  public void computer() {
    Object before = VALUE.getVolatile(values, 0);
    VALUE.setVolatile(values, 0, (Integer) before + 1);
  }

  /** Puts ten. */
  @Actor
  public void putter() {
    VALUE.setVolatile(values, 0, 10);
  }

  /** Reads at the end. */
  @Arbiter
  public void end(I_Result result) {
    result.r1 = (Integer) VALUE.getVolatile(values, 0);
  }
}
