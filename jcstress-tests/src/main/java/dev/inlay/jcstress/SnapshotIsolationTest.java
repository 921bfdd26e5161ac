package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.MapSnapshot;
import dev.inlay.SnapshotMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An update of several keys against a snapshot. */
@JCStressTest
@Description(
    "An update changes two keys and inserts a third. Does a snapshot hold a part of it, or change?")
@Outcome(
    id = {"0, 0", "3, 3"},
    expect = ACCEPTABLE,
    desc = "the version of before, or of after")
@Outcome(expect = FORBIDDEN, desc = "a part of the update, or a snapshot that changes")
@Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.TRANSACTION)
@State
public class SnapshotIsolationTest {

  private final SnapshotMap<Integer, Integer> map = new SnapshotMap<>();

  /** Starts with two keys. */
  public SnapshotIsolationTest() {
    map.put(1, 0);
    map.put(2, 0);
  }

  /** Changes both, and inserts another. */
  @Actor
  public void writer() {
    map.update(
        view -> {
          view.put(1, 1);
          view.put(2, 1);
          return view.put(3, 1);
        });
  }

  /** Adds up a snapshot, twice. */
  @Actor
  public void reader(II_Result result) {
    MapSnapshot<Integer, Integer> now = map.snapshot();
    result.r1 = sum(now);
    result.r2 = sum(now);
  }

  private static int sum(MapSnapshot<Integer, Integer> snapshot) {
    int sum = 0;
    for (int value : snapshot.values()) {
      sum += value;
    }
    return sum;
  }
}
