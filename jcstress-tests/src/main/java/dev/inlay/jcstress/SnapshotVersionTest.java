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
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A version is built of memory that nobody sees, and published by one volatile store. */
@JCStressTest
@Description(
    "An update changes two keys and inserts a third; one reader takes a snapshot, another reads"
        + " the map key by key. Is the snapshot whole, and does the map never go back?")
@Outcome(
    id = {"0, 0, 0, 0", "0, 0, 0, 1", "0, 0, 1, 1", "3, 3, 0, 0", "3, 3, 0, 1", "3, 3, 1, 1"},
    expect = ACCEPTABLE,
    desc = "the version of before or after; from some read on, that of after")
@Outcome(expect = FORBIDDEN, desc = "a part of the update, or a step back")
@Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.SNAPSHOT)
@State
public class SnapshotVersionTest {

  private final SnapshotMap<Integer, Integer> map = new SnapshotMap<>();

  /** Starts with two keys. */
  public SnapshotVersionTest() {
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
  public void snapshot(IIII_Result result) {
    MapSnapshot<Integer, Integer> now = map.snapshot();
    result.r1 = sum(now);
    result.r2 = sum(now);
  }

  /** Reads two keys of the map. */
  @Actor
  public void reads(IIII_Result result) {
    result.r3 = map.get(2);
    result.r4 = map.get(1);
  }

  private static int sum(MapSnapshot<Integer, Integer> snapshot) {
    int sum = 0;
    for (int value : snapshot.values()) {
      sum += value;
    }
    return sum;
  }
}
