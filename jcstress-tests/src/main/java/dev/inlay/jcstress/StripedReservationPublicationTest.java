package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.StripedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A function makes a value and writes elsewhere, while another thread reads its key. */
@JCStressTest
@Description(
    "A function makes a key's new value. Does who sees the value see its plain fields, and what the"
        + " function wrote elsewhere?")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the value of before")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the same, and what the function wrote")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "the result, and all that the function wrote")
@Outcome(expect = FORBIDDEN, desc = "the result, but not all that the function wrote")
@Proof.Shipped(map = MapKind.STRIPED, protocol = Protocol.RESERVATION)
@State
public class StripedReservationPublicationTest {

  private final StripedMap<String, Plain> map = new StripedMap<>();
  private int elsewhere;

  /** Starts with a value. */
  public StripedReservationPublicationTest() {
    map.put("key", new Plain());
  }

  /** Writes elsewhere, then a value's fields, by a function. */
  @Actor
  public void computer() {
    map.compute(
        "key",
        (key, before) -> {
          elsewhere = 1;
          return Plain.written();
        });
  }

  /** Gets the value, reads its fields, then what was written elsewhere. */
  @Actor
  public void other(III_Result result) {
    Plain value = map.get("key");
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
    result.r3 = elsewhere;
  }
}
