package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The table of eight slots is full at six; the seventh key replaces it. Writers check under the
 * lock that the table they located in is current; a replaced table is never written again.
 */
@JCStressTest
@Description(
    "A put replaces the table while another thread updates a settled key and a third reads it. Is"
        + " the key ever absent, the update lost, the reader back in time?")
@Outcome(
    id = {"0, 0, 1", "0, 1, 1", "1, 1, 1"},
    expect = ACCEPTABLE,
    desc = "there throughout, in order")
@Outcome(expect = FORBIDDEN, desc = "absent, lost, or back in time")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REHASH)
@State
public class GrowthTest {

  private static final int FULL = 6;

  private final ShardedMap<Integer, Integer> map =
      ShardedMap.<Integer, Integer>builder().shards(1).build();

  /** Fills the table. */
  public GrowthTest() {
    for (int key = 0; key < FULL; key++) {
      map.put(key, 0);
    }
  }

  /** Makes it grow. */
  @Actor
  public void grower() {
    map.put(FULL, 0);
  }

  /** Updates a settled key. */
  @Actor
  public void updater() {
    map.merge(3, 1, Integer::sum);
  }

  /** Reads it twice. */
  @Actor
  public void reader(III_Result result) {
    Integer first = map.get(3);
    Integer second = map.get(3);
    result.r1 = first == null ? -1 : first;
    result.r2 = second == null ? -1 : second;
  }

  /** Reads it at the end. */
  @Arbiter
  public void end(III_Result result) {
    Integer last = map.get(3);
    result.r3 = last == null || map.size() != FULL + 1 ? -1 : last;
  }
}
