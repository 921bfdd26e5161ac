package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.InlayMap;
import dev.inlay.ShardedMap;
import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The count of a mapping falls only once the mapping is gone. */
@Description("The only mapping is removed. Does who sees the map empty still find it?")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "not counted off yet, and gone")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "after")
@Outcome(expect = FORBIDDEN, desc = "the map is empty, and the mapping is found")
public abstract class EmptiedTest {

  final InlayMap<Integer, Integer> map;

  EmptiedTest(InlayMap<Integer, Integer> map) {
    this.map = map;
    map.put(1, 1);
  }

  abstract void empty();

  /** Removes the mapping. */
  public void writer() {
    empty();
  }

  /** Asks for the size, then for the mapping. */
  public void reader(II_Result result) {
    result.r1 = map.size();
    result.r2 = map.get(1) == null ? 0 : 1;
  }

  /** {@code remove} of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.COUNT)
  @State
  public static class ShardedRemove extends EmptiedTest {

    /** Makes the map. */
    public ShardedRemove() {
      super(new ShardedMap<>());
    }

    @Override
    void empty() {
      map.remove(1);
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

  /** {@code clear} of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.COUNT)
  @State
  public static class ShardedClear extends EmptiedTest {

    /** Makes the map. */
    public ShardedClear() {
      super(new ShardedMap<>());
    }

    @Override
    void empty() {
      map.clear();
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

  /** A transaction of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.COUNT)
  @State
  public static class ShardedTransaction extends EmptiedTest {

    /** Makes the map. */
    public ShardedTransaction() {
      super(new ShardedMap<>());
    }

    @Override
    void empty() {
      ((ShardedMap<Integer, Integer>) map).atomically(List.of(1), view -> view.remove(1));
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

  /** {@code remove} of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.COUNT)
  @State
  public static class StripedRemove extends EmptiedTest {

    /** Makes the map. */
    public StripedRemove() {
      super(new StripedMap<>());
    }

    @Override
    void empty() {
      map.remove(1);
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
