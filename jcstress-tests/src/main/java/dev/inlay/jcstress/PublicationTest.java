package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The tag is released after all else of the slot was written, and read as volatile. */
@JCStressTest
@Description("A key is inserted. Does who sees it see its value, and the value's plain fields?")
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = FORBIDDEN, desc = "a value whose fields are missing")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.PUBLICATION)
@State
public class PublicationTest {

  private static final class Plain {
    int first;
    int second;
  }

  private final ShardedMap<String, Plain> map = new ShardedMap<>();

  /** Writes an object's plain fields and puts it. */
  @Actor
  public void writer() {
    Plain value = new Plain();
    value.first = 1;
    value.second = 2;
    map.put("key", value);
  }

  /** Gets it and reads the fields. */
  @Actor
  public void reader(II_Result result) {
    Plain value = map.get("key");
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
  }
}
