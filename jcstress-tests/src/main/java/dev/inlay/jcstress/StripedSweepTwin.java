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
 * The weakened twin of {@link StripedSweepTest}, deliberately broken: a value is copied to the next
 * table without being frozen first.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t StripedSweepTwin}
 *
 * <p>Shows the outcome on x86-64 as well: an update between copy and mark stays in the old table.
 */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "the update is in the next table")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "it was lost: the test can see it")
@Outcome(expect = FORBIDDEN, desc = "the model is wrong")
@State
public class StripedSweepTwin {

  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final Object MOVED = "moved";

  private final Object[] source = {1};
  private final Object[] target = {null};

  /** Moves the value. */
  @Actor
  public void sweeper() {
    Object value = VALUE.getVolatile(source, 0);
    VALUE.compareAndSet(target, 0, null, value);
    VALUE.setVolatile(source, 0, MOVED);
  }

  /** Puts two where the value is. */
  @Actor
  public void writer() {
    Object value = VALUE.getVolatile(source, 0);
    if (value == MOVED || !VALUE.compareAndSet(source, 0, value, 2)) {
      VALUE.setVolatile(target, 0, 2);
    }
  }

  /** Reads at the end: all has been moved. */
  @Arbiter
  public void end(I_Result result) {
    result.r1 = (Integer) VALUE.getVolatile(target, 0);
  }
}
