package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The weakened twin of {@link SnapshotPublicationTest}, deliberately broken: the version is
 * published by a plain store.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t SnapshotPublicationTwin}
 *
 * <p>Shows the outcome where the hardware reorders stores (AArch64), or where the compiler does.
 */
@JCStressTest
@Outcome(
    id = {"-1, -1, 0", "-1, -1, 1", "1, 2, 1"},
    expect = ACCEPTABLE,
    desc = "as it should be")
@Outcome(expect = ACCEPTABLE_INTERESTING, desc = "there, but not what came before")
@State
public class SnapshotPublicationTwin {

  private Object[] version = new Object[1];
  private int elsewhere;

  /** Writes plain fields and publishes. */
  @Actor
  public void writer() {
    elsewhere = 1;
    II_Result value = new II_Result();
    value.r1 = 1;
    value.r2 = 2;
    Object[] next = version.clone();
    next[0] = value;
    version = next;
  }

  /** Gets it, then reads the fields. */
  @Actor
  public void reader(III_Result result) {
    II_Result value = (II_Result) version[0];
    result.r1 = value == null ? -1 : value.r1;
    result.r2 = value == null ? -1 : value.r2;
    result.r3 = elsewhere;
  }
}
