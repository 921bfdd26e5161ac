package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A transaction over two keys of a {@code ShardedMap} against reads and writes of them. */
public abstract class TransactionOperationsTest {

  final ShardedMap<Integer, Integer> map = ShardedMap.<Integer, Integer>builder().shards(2).build();

  TransactionOperationsTest() {
    map.put(1, 0);
  }

  /** Adds one to both; the second may be absent. */
  final void addToBoth() {
    map.atomically(
        List.of(1, 2),
        view -> {
          view.put(1, orZero(view.get(1)) + 1);
          return view.put(2, orZero(view.get(2)) + 1);
        });
  }

  static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  /** Against reads of the updated key, then of the inserted one. */
  @JCStressTest
  @Description(
      "A transaction updates one key and inserts another. Does who reads the first and then the other"
          + " see a part of it?")
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "nothing, all, or all from the second read on")
  @Outcome(expect = FORBIDDEN, desc = "the first half, but not the second")
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.TRANSACTION)
  @State
  public static class Reads extends TransactionOperationsTest {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Reads the first, then the second. */
    @Actor
    public void reader(II_Result result) {
      result.r1 = orZero(map.get(1));
      result.r2 = orZero(map.get(2));
    }
  }

  /** Against reads of the inserted key, then of the updated one. */
  @JCStressTest
  @Description(
      "A transaction updates one key and inserts another. Does who reads the other and then the first"
          + " see a part of it?")
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "nothing, all, or all from the second read on")
  @Outcome(expect = FORBIDDEN, desc = "the second half, but not the first")
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.TRANSACTION)
  @State
  public static class BackwardReads extends TransactionOperationsTest {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Reads the second, then the first. */
    @Actor
    public void reader(II_Result result) {
      result.r1 = orZero(map.get(2));
      result.r2 = orZero(map.get(1));
    }
  }

  /** Against a put of one of its keys. */
  @JCStressTest
  @Description("A transaction adds to two values while one of them is put. Is the put lost?")
  @Outcome(id = "10, 1", expect = ACCEPTABLE, desc = "the transaction, then the put")
  @Outcome(id = "11, 1", expect = ACCEPTABLE, desc = "the put, then the transaction")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.TRANSACTION)
  @State
  public static class Put extends TransactionOperationsTest {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Puts ten. */
    @Actor
    public void putter() {
      map.put(1, 10);
    }

    /** Reads both at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r1 = orZero(map.get(1));
      result.r2 = orZero(map.get(2));
    }
  }

  /** Against another transaction. */
  @JCStressTest
  @Description("Two transactions add to the same two keys. Is one of the four additions lost?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "none")
  @Outcome(expect = FORBIDDEN, desc = "an addition was lost")
  @Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.TRANSACTION)
  @State
  public static class Transaction extends TransactionOperationsTest {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Changes both too. */
    @Actor
    public void other() {
      addToBoth();
    }

    /** Reads both at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r1 = orZero(map.get(1));
      result.r2 = orZero(map.get(2));
    }
  }
}
