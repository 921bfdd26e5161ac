package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Both places hold pending values, and one volatile write decides about both. */
@JCStressTest
@Description(
    "A transaction updates one key and inserts another. Two readers that take no lock read them in"
        + " opposite orders. Does one see the second half without the first?")
@Outcome(
    id = {
      "0, 0, 0, 0",
      "0, 0, 0, 1",
      "0, 0, 1, 1",
      "0, 1, 0, 0",
      "0, 1, 0, 1",
      "0, 1, 1, 1",
      "1, 1, 0, 0",
      "1, 1, 0, 1",
      "1, 1, 1, 1"
    },
    expect = ACCEPTABLE,
    desc = "nothing, all, or all from the second read on")
@Outcome(expect = FORBIDDEN, desc = "a part of the transaction")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.TRANSACTION)
@State
public class TransactionTest {

  private final ShardedMap<Integer, Integer> map =
      ShardedMap.<Integer, Integer>builder().shards(2).build();

  /** Starts with the first key. */
  public TransactionTest() {
    map.put(1, 0);
  }

  /** Updates the first key and inserts the second. */
  @Actor
  public void writer() {
    map.atomically(
        List.of(1, 2),
        view -> {
          view.put(1, 1);
          return view.put(2, 1);
        });
  }

  /** Reads the first key, then the second. */
  @Actor
  public void forward(IIII_Result result) {
    result.r1 = read(1);
    result.r2 = read(2);
  }

  /** Reads the second key, then the first. */
  @Actor
  public void backward(IIII_Result result) {
    result.r3 = read(2);
    result.r4 = read(1);
  }

  private int read(int key) {
    Integer value = map.get(key);
    return value == null ? 0 : value;
  }
}
