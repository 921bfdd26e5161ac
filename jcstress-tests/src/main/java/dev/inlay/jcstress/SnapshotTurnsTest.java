package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.SnapshotMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A write is claimed by compare-and-set before it is carried out. */
@JCStressTest
@Description(
    "Two threads write: a function of the one, and plain writes of the other, which may be carried"
        + " out by the first. Is each done once, and its result its own?")
@Outcome(id = "11, 0, 10, 2", expect = ACCEPTABLE, desc = "the put, then the function")
@Outcome(id = "10, 1, 10, 2", expect = ACCEPTABLE, desc = "the function, then the put")
@Outcome(expect = FORBIDDEN, desc = "a write was lost, or done twice")
@Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.SNAPSHOT)
@State
public class SnapshotTurnsTest {

  private final SnapshotMap<Integer, Integer> map = new SnapshotMap<>();
  private int before;

  /** Starts with one key. */
  public SnapshotTurnsTest() {
    map.put(1, 0);
  }

  /** Adds one. */
  @Actor
  public void function() {
    map.merge(1, 1, (present, one) -> present + one);
  }

  /** Puts ten, and inserts another key. */
  @Actor
  public void plain() {
    before = map.put(1, 10);
    map.putIfAbsent(2, 10);
  }

  /** Reads at the end. */
  @Arbiter
  public void end(IIII_Result result) {
    result.r1 = map.get(1);
    result.r2 = before;
    result.r3 = map.get(2);
    result.r4 = map.size();
  }
}
