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

/** A mapping is counted before it can be found. */
@Description("A mapping is inserted into an empty map. Does who finds it see the map empty?")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "counted, or put, meanwhile")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
@Outcome(expect = FORBIDDEN, desc = "the mapping is found, and the map is empty")
public abstract class CountedTest {

  final InlayMap<Integer, Integer> map;

  CountedTest(InlayMap<Integer, Integer> map) {
    this.map = map;
  }

  abstract void insert();

  /** Inserts the mapping. */
  public void writer() {
    insert();
  }

  /** Asks for the mapping, then for the size. */
  public void reader(II_Result result) {
    result.r1 = map.get(1) == null ? 0 : 1;
    result.r2 = map.isEmpty() ? 0 : 1;
  }

  /** {@code put} of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.COUNT)
  @State
  public static class ShardedPut extends CountedTest {

    /** Makes the map. */
    public ShardedPut() {
      super(new ShardedMap<>());
    }

    @Override
    void insert() {
      map.put(1, 1);
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
  public static class ShardedTransaction extends CountedTest {

    /** Makes the map. */
    public ShardedTransaction() {
      super(new ShardedMap<>());
    }

    @Override
    void insert() {
      ((ShardedMap<Integer, Integer>) map).atomically(List.of(1), view -> view.put(1, 1));
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

  /** {@code put} of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.COUNT)
  @State
  public static class StripedPut extends CountedTest {

    /** Makes the map. */
    public StripedPut() {
      super(new StripedMap<>());
    }

    @Override
    void insert() {
      map.put(1, 1);
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
