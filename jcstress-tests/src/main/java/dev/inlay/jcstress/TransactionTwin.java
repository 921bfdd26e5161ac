package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The weakened twin of {@link TransactionTest}, deliberately broken: the values are written one by
 * one, as a lock alone would have it, while readers take none.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t TransactionTwin}
 *
 * <p>Shows the outcome everywhere, as it needs no reordering.
 */
@JCStressTest
@Outcome(
    id = {"0, 0", "0, 1", "1, 1"},
    expect = ACCEPTABLE,
    desc = "as if it were one step")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "half of it: the test can see it")
@State
public class TransactionTwin {

  private volatile int first;
  private volatile int second;

  /** Writes both. */
  @Actor
  public void writer() {
    first = 1;
    second = 1;
  }

  /** Reads the first, then the second. */
  @Actor
  public void reader(II_Result result) {
    result.r1 = first;
    result.r2 = second;
  }
}
