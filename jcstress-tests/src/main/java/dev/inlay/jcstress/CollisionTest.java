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

/** Keys beyond those that find a slot: a collision tree that is read while it changes. */
@JCStressTest
@Description(
    "Keys of one hash code fill the slots they may have and the collision tree; one is inserted"
        + " there, one removed. Is a settled one ever absent, the insertion or the removal lost?")
@Outcome(
    id = {"9, 0, 1", "9, 1, 1"},
    expect = ACCEPTABLE,
    desc = "settled key there, all done at the end")
@Outcome(expect = FORBIDDEN, desc = "absent or lost")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.CLAIM)
@State
public class CollisionTest {

  private record Key(int id) implements Comparable<Key> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(id, other.id);
    }
  }

  private static final Key SETTLED = new Key(9);
  private static final Key REMOVED = new Key(10);
  private static final Key INSERTED = new Key(11);

  private final ShardedMap<Key, Integer> map =
      ShardedMap.<Key, Integer>builder().shards(1).initialCapacity(16).build();

  /** Fills the slots that keys of one hash code may have, and the tree. */
  public CollisionTest() {
    for (int id = 0; id <= 10; id++) {
      map.put(new Key(id), id);
    }
  }

  /** Inserts into the tree. */
  @Actor
  public void inserter() {
    map.put(INSERTED, 11);
  }

  /** Removes from the tree. */
  @Actor
  public void remover() {
    map.remove(REMOVED);
  }

  /** Reads a settled key and the inserted one. */
  @Actor
  public void reader(III_Result result) {
    Integer settled = map.get(SETTLED);
    result.r1 = settled == null ? -1 : settled;
    result.r2 = map.containsKey(INSERTED) ? 1 : 0;
  }

  /** Checks the end. */
  @Arbiter
  public void end(III_Result result) {
    result.r3 = map.containsKey(INSERTED) && !map.containsKey(REMOVED) && map.size() == 11 ? 1 : 0;
  }
}
