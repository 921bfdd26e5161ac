package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.SnapshotMap;
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

/** One thread removes a key that another puts. */
@Description(
    "One thread removes a key, another puts it. Do both results and the end tell of one order?")
@Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the removal, then the put")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "the put, then the removal")
@Outcome(expect = FORBIDDEN, desc = "no order explains it")
public abstract class RemovalTest {

  private final InlayMap<Integer, Integer> map;

  RemovalTest(InlayMap<Integer, Integer> map) {
    this.map = map;
    map.put(1, 1);
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  /** Removes. */
  public void remover(III_Result result) {
    result.r1 = orZero(map.remove(1));
  }

  /** Puts. */
  public void putter(III_Result result) {
    result.r2 = orZero(map.put(1, 2));
  }

  /** Reads at the end. */
  public void end(III_Result result) {
    int last = orZero(map.get(1));
    result.r3 = map.size() == (last == 0 ? 0 : 1) ? last : -1;
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.REMOVAL)
  @State
  public static class Sharded extends RemovalTest {

    /** Makes the map. */
    public Sharded() {
      super(new ShardedMap<>());
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.REMOVAL)
  @State
  public static class Striped extends RemovalTest {

    /** Makes the map. */
    public Striped() {
      super(new StripedMap<>());
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code SnapshotMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.REMOVAL)
  @State
  public static class Snapshot extends RemovalTest {

    /** Makes the map. */
    public Snapshot() {
      super(new SnapshotMap<>());
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }
}
