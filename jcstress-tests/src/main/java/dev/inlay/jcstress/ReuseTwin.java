package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The weakened twin of {@link ReinsertionTest}, deliberately broken: the slot of a removed key is
 * given to another key in the same generation, as most flat tables do.
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t ReuseTwin}
 *
 * <p>Shows the outcome everywhere, as it needs no reordering: the reader matches the old key, is
 * overtaken, and reads the new key's value.
 */
@JCStressTest
@Outcome(
    id = {"0", "1"},
    expect = ACCEPTABLE,
    desc = "absent, or its own value")
@Outcome(
    id = "2",
    expect = ACCEPTABLE_INTERESTING,
    desc = "another key's value: the test can see it")
@State
public class ReuseTwin {

  private volatile int key = 1;
  private volatile int value = 1;

  /** Removes key 1 and puts key 2 into its slot. */
  @Actor
  public void writer() {
    value = 0;
    key = 0;
    value = 2;
    key = 2;
  }

  /** Gets key 1. */
  @Actor
  public void reader(I_Result result) {
    result.r1 = key == 1 ? value : 0;
  }
}
