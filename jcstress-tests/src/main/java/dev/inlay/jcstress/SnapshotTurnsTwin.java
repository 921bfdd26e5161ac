package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The weakened twin of {@link SnapshotTurnsTest}, deliberately broken: a version is made from the
 * one before and published by a look and a store, without a turn.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t SnapshotTurnsTwin}
 *
 * <p>Shows the outcome everywhere, as it needs no reordering: what is often written by hand as
 * {@code volatile Map} and copy.
 */
@JCStressTest
@Outcome(id = "11", expect = ACCEPTABLE, desc = "both writes")
@Outcome(
    id = {"1", "10"},
    expect = ACCEPTABLE_INTERESTING,
    desc = "one was lost: the test can see it")
@State
public class SnapshotTurnsTwin {

  private volatile int[] version = {0, 0};

  private void publish(int at, int value) {
    int[] next = version.clone();
    next[at] = value;
    version = next;
  }

  /** Writes the first value. */
  @Actor
  public void first() {
    publish(0, 1);
  }

  /** Writes the second. */
  @Actor
  public void second() {
    publish(1, 10);
  }

  /** Adds up at the end. */
  @Arbiter
  public void end(I_Result result) {
    result.r1 = version[0] + version[1];
  }
}
