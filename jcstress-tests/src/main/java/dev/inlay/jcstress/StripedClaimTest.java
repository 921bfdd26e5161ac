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

/** Keys that compete for the same slots. */
@JCStressTest
@Description(
    "Two threads insert equal keys, a third two keys of the same hash code. Does just one of the"
        + " equal ones succeed, and is each value where it belongs?")
@Outcome(
    id = {"1, 0, 3", "0, 1, 3"},
    expect = ACCEPTABLE,
    desc = "one of the equal keys was inserted, and both others")
@Outcome(expect = FORBIDDEN, desc = "a claim was lost or doubled")
@Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.CLAIM)
@State
public class StripedClaimTest {

  private record Key(int id) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  private final StripedMap<Key, Integer> map = new StripedMap<>();

  /** Inserts the contended key. */
  @Actor
  public void first(III_Result result) {
    result.r1 = map.putIfAbsent(new Key(0), 1) == null ? 1 : 0;
  }

  /** Inserts it too. */
  @Actor
  public void second(III_Result result) {
    result.r2 = map.putIfAbsent(new Key(0), 2) == null ? 1 : 0;
  }

  /** Inserts keys of the same hash code. */
  @Actor
  public void third() {
    map.put(new Key(1), 1);
    map.put(new Key(2), 2);
  }

  /** Counts what is where it belongs. */
  @Arbiter
  public void end(III_Result result) {
    Integer contended = map.get(new Key(0));
    boolean winner = contended != null && contended == (result.r1 == 1 ? 1 : 2);
    result.r3 =
        (winner ? 1 : 0)
            + (Integer.valueOf(1).equals(map.get(new Key(1))) ? 1 : 0)
            + (Integer.valueOf(2).equals(map.get(new Key(2))) && map.size() == 3 ? 1 : 0);
  }
}
