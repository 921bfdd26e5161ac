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
 * The weakened twin of {@link SnapshotVersionTest}, deliberately broken: the writer takes an array
 * that a version has already for its own, and changes it in place.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t SnapshotVersionTwin}
 *
 * <p>Shows the outcome everywhere, as it needs no reordering.
 */
@JCStressTest
@Outcome(
    id = {"0, 0", "0, 2", "2, 2"},
    expect = ACCEPTABLE,
    desc = "whole at each reading")
@Outcome(expect = ACCEPTABLE_INTERESTING, desc = "a part: the test can see it")
@State
public class SnapshotVersionTwin {

  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] version = new int[2];

  /** Changes both values in place. */
  @Actor
  public void writer() {
    VALUE.setVolatile(version, 0, 1);
    VALUE.setVolatile(version, 1, 1);
  }

  /** Adds up twice. */
  @Actor
  public void snapshot(II_Result result) {
    result.r1 = sum();
    result.r2 = sum();
  }

  private int sum() {
    return (int) VALUE.getVolatile(version, 0) + (int) VALUE.getVolatile(version, 1);
  }
}
