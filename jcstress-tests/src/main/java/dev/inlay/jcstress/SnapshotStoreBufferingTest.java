package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.SnapshotMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two maps, as all keys of one are published by one store. */
@JCStressTest
@Description(
    "Two threads each put into a map of their own, then get from the other's. May both miss?")
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one put came first")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "both missed: not linearisable")
@Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.STORE_BUFFERING)
@State
public class SnapshotStoreBufferingTest {

  private final SnapshotMap<Integer, Integer> one = new SnapshotMap<>();
  private final SnapshotMap<Integer, Integer> other = new SnapshotMap<>();

  /** Puts into the one, gets from the other. */
  @Actor
  public void first(II_Result result) {
    one.put(1, 1);
    result.r1 = other.get(1) == null ? 0 : 1;
  }

  /** Puts into the other, gets from the one. */
  @Actor
  public void second(II_Result result) {
    other.put(1, 1);
    result.r2 = one.get(1) == null ? 0 : 1;
  }
}
