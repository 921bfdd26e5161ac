package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A sweep, a writer and a reader. */
@JCStressTest
@Description(
    "A table is swept into a larger one while a settled key is updated, another removed, and both"
        + " are read. Is nothing lost, and nothing back again?")
@Outcome(
    id = {"0, 0, 1", "0, 1, 1", "1, 1, 1"},
    expect = ACCEPTABLE,
    desc = "the update is seen from some moment on, and both stay as they were left")
@Outcome(expect = FORBIDDEN, desc = "an update or removal was lost in the sweep")
@Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.MIGRATION)
@State
public class StripedSweepTest {

  private static final int FULL = 7;

  private final StripedMap<Integer, Integer> map = new StripedMap<>();

  /** Fills the table. */
  public StripedSweepTest() {
    for (int key = 0; key < FULL; key++) {
      map.put(key, 0);
    }
  }

  /** Makes it grow. */
  @Actor
  public void grower() {
    map.put(FULL, 0);
    map.put(FULL + 1, 0);
  }

  /** Updates one settled key and removes another. */
  @Actor
  public void updater() {
    map.merge(3, 1, Integer::sum);
    map.remove(4);
  }

  /** Reads the updated key twice. */
  @Actor
  public void reader(III_Result result) {
    result.r1 = map.getOrDefault(3, -1);
    result.r2 = map.getOrDefault(3, -1);
  }

  /** Reads all at the end. */
  @Arbiter
  public void end(III_Result result) {
    boolean all = map.size() == FULL + 1 && !map.containsKey(4) && map.containsKey(FULL + 1);
    result.r3 = all ? map.getOrDefault(3, -1) : -1;
  }
}
