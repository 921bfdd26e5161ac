package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A slot is claimed once in a generation, so the value beside a matched key is that key's. */
@JCStressTest
@Description(
    "A key is removed, another inserted, then the first again. May a reader of it see the other's"
        + " value, or the old value after the new?")
@Outcome(
    id = {"1, 1", "1, 0", "1, 3", "0, 0", "0, 3", "3, 3"},
    expect = ACCEPTABLE,
    desc = "in order")
@Outcome(expect = FORBIDDEN, desc = "another key's value, or back in time")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REMOVAL)
@State
public class ReinsertionTest {

  private final ShardedMap<Integer, Integer> map =
      ShardedMap.<Integer, Integer>builder().shards(1).build();

  /** Starts with one key. */
  public ReinsertionTest() {
    map.put(1, 1);
  }

  /** Removes it, inserts another, inserts it again. */
  @Actor
  public void writer() {
    map.remove(1);
    map.put(2, 2);
    map.put(1, 3);
  }

  /** Reads it twice. */
  @Actor
  public void reader(II_Result result) {
    Integer first = map.get(1);
    Integer second = map.get(1);
    result.r1 = first == null ? 0 : first;
    result.r2 = second == null ? 0 : second;
  }
}
