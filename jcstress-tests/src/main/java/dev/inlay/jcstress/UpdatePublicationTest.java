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
import org.openjdk.jcstress.infra.results.III_Result;

/** The value of a present key is replaced, by a thread that has written elsewhere before. */
@Description(
    "A present key gets a new value. Does who sees the value see its plain fields, and what its"
        + " writer wrote elsewhere before?")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the value of before")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the same, and what came before the new one")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "the new one, and all that came before")
@Outcome(expect = FORBIDDEN, desc = "the new one, but not all that came before")
public abstract class UpdatePublicationTest {

  private final InlayMap<String, Plain> map;
  private int elsewhere;

  UpdatePublicationTest(InlayMap<String, Plain> map) {
    this.map = map;
    map.put("key", new Plain());
  }

  /** Writes elsewhere, then a value's fields, then puts the value. */
  public void writer() {
    elsewhere = 1;
    map.put("key", Plain.written());
  }

  /** Gets the value, reads its fields, then what was written elsewhere. */
  public void reader(III_Result result) {
    Plain value = map.get("key");
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
    result.r3 = elsewhere;
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.PUBLICATION)
  @State
  public static class Sharded extends UpdatePublicationTest {

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
    public void reader(III_Result result) {
      super.reader(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.PUBLICATION)
  @State
  public static class Striped extends UpdatePublicationTest {

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
    public void reader(III_Result result) {
      super.reader(result);
    }
  }
}
