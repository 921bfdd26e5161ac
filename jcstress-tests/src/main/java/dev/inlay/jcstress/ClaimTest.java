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

/** Two threads insert equal keys, and each another key of the same hash code. */
@Description(
    "Two threads insert equal keys, and each another key of the same hash code. Does just one of the"
        + " equal ones succeed, and is every value where it belongs?")
@Outcome(
    id = {"1, 0, 3", "0, 1, 3"},
    expect = ACCEPTABLE,
    desc = "one of the equal keys was inserted, and both others")
@Outcome(expect = FORBIDDEN, desc = "an insertion was lost or doubled")
public abstract class ClaimTest {

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

  private final InlayMap<Object, Integer> map;

  ClaimTest(InlayMap<Object, Integer> map) {
    this.map = map;
  }

  /** Inserts the contended key, then one of its own. */
  public void first(III_Result result) {
    result.r1 = map.putIfAbsent(new Key(0), 1) == null ? 1 : 0;
    map.put(new Key(1), 1);
  }

  /** Inserts one of its own, then the contended key. */
  public void second(III_Result result) {
    map.put(new Key(2), 2);
    result.r2 = map.putIfAbsent(new Key(0), 2) == null ? 1 : 0;
  }

  /** Counts what is where it belongs. */
  public void end(III_Result result) {
    int contended = map.getOrDefault(new Key(0), 0);
    boolean own = map.getOrDefault(new Key(1), 0) == 1 && map.getOrDefault(new Key(2), 0) == 2;
    result.r3 = (contended == (result.r1 == 1 ? 1 : 2) && own) ? map.size() : -1;
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.CLAIM)
  @State
  public static class Sharded extends ClaimTest {

    /** Makes the map. */
    public Sharded() {
      super(new ShardedMap<>());
    }

    @Override
    @Actor
    public void first(III_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(III_Result result) {
      super.second(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.CLAIM)
  @State
  public static class Striped extends ClaimTest {

    /** Makes the map. */
    public Striped() {
      super(new StripedMap<>());
    }

    @Override
    @Actor
    public void first(III_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(III_Result result) {
      super.second(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code SnapshotMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.CLAIM)
  @State
  public static class Snapshot extends ClaimTest {

    /** Makes the map. */
    public Snapshot() {
      super(new SnapshotMap<>());
    }

    @Override
    @Actor
    public void first(III_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(III_Result result) {
      super.second(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }
}
