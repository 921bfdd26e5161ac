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
import org.openjdk.jcstress.infra.results.III_Result;

/** The version is published by a volatile store, and read by a volatile read. */
@JCStressTest
@Description(
    "A key is inserted. Does who sees it see its value's plain fields, and what its writer wrote"
        + " elsewhere before?")
@Outcome(id = "-1, -1, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "-1, -1, 1", expect = ACCEPTABLE, desc = "not there yet, but what came before it")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "there, and all that came before")
@Outcome(expect = FORBIDDEN, desc = "there, but not what came before")
@Proof.Shipped(map = MapKind.SNAPSHOT, protocol = Protocol.PUBLICATION)
@State
public class SnapshotPublicationTest {

  private static final class Plain {
    int first;
    int second;
  }

  private final SnapshotMap<String, Plain> map = new SnapshotMap<>();
  private int elsewhere;

  /** Writes plain fields and publishes. */
  @Actor
  public void writer() {
    elsewhere = 1;
    Plain value = new Plain();
    value.first = 1;
    value.second = 2;
    map.put("key", value);
  }

  /** Gets it, then reads the fields. */
  @Actor
  public void reader(III_Result result) {
    Plain value = map.get("key");
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
    result.r3 = elsewhere;
  }
}
