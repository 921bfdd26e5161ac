package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A look-up that finds no key is ordered before the thread's next one. */
@Description(
    "A thread replaces a value, then removes another key. Does who misses that key see the new value?")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "in between")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "after")
@Outcome(
    expect = FORBIDDEN,
    desc = "the key is gone, and the value that was replaced before is found")
public abstract class MissOrderTest {

  private final InlayMap<Integer, Integer> map;

  MissOrderTest(InlayMap<Integer, Integer> map) {
    this.map = map;
    map.put(1, 1);
    map.put(2, 1);
  }

  /** Replaces one value, then removes the other key. */
  public void writer() {
    map.put(2, 2);
    map.remove(1);
  }

  /** Looks up the key that is removed, then the other. */
  public void reader(II_Result result) {
    result.r1 = map.get(1) == null ? 1 : 0;
    result.r2 = map.get(2);
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REMOVAL)
  @State
  public static class Sharded extends MissOrderTest {

    /** Makes the map. */
    public Sharded() {
      super(new ShardedMap<>());
    }

    @Override
    @Actor
    public void writer() {
      super.writer();
    }

    @Override
    @Actor
    public void reader(II_Result result) {
      super.reader(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.REMOVAL)
  @State
  public static class Striped extends MissOrderTest {

    /** Makes the map. */
    public Striped() {
      super(new StripedMap<>());
    }

    @Override
    @Actor
    public void writer() {
      super.writer();
    }

    @Override
    @Actor
    public void reader(II_Result result) {
      super.reader(result);
    }
  }
}
