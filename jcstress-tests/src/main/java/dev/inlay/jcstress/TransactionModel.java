package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.jcstress.Proof.Shown;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * {@code ShardTransaction}: each changed key first gets a pending value, which readers resolve by
 * the transaction's decision; one volatile store decides; then plain values replace the pending
 * ones. Writers hold the lock.
 */
public abstract class TransactionModel {

  /** What the pending values of one transaction share. */
  static final class Decision {
    volatile boolean committed;
  }

  private record Pending(Decision decision, Object before, Object after) {}

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle LOCKED = MethodHandles.arrayElementVarHandle(int[].class);

  private final Object[] values = {0, 0};
  private final int[] locked = new int[1];

  void lock() {
    while (!LOCKED.compareAndSet(locked, 0, 0, 1)) {
      Thread.onSpinWait();
    }
  }

  private void unlock() {
    LOCKED.setVolatile(locked, 0, 0);
  }

  Decision newDecision() {
    return new Decision();
  }

  void prepare(int at, Object pending) {
    SLOT.setRelease(values, at, pending);
  }

  /** Adds one to both values. */
  final void addToBoth() {
    lock();
    int first = read(0);
    int second = read(1);
    Decision decision = newDecision();
    prepare(0, new Pending(decision, first, first + 1));
    prepare(1, new Pending(decision, second, second + 1));
    decision.committed = true;
    SLOT.setRelease(values, 0, first + 1);
    SLOT.setRelease(values, 1, second + 1);
    unlock();
  }

  final void put(int at, Integer value) {
    lock();
    SLOT.setRelease(values, at, value);
    unlock();
  }

  final int read(int at) {
    Object value = SLOT.getVolatile(values, at);
    return (Integer)
        (value instanceof Pending pending
            ? (pending.decision.committed ? pending.after : pending.before)
            : value);
  }

  /** Against reads in the order in which the values are written. */
  @JCStressTest
  @Description(
      "A transaction changes two values. Does who reads the one and then the other see a part of"
          + " it?")
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "nothing, all, or all from the second read on")
  @Outcome(expect = FORBIDDEN, desc = "the first half, but not the second")
  @Proof.Model(of = TransactionOperationsTest.Reads.class)
  @State
  public static class Reads extends TransactionModel {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Reads the first, then the second. */
    @Actor
    public void reader(II_Result result) {
      result.r1 = read(0);
      result.r2 = read(1);
    }
  }

  /** The values are written one by one, as a lock alone would have it. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "a part")
  @Proof.Twin(weakened = "no pending values: each value is simply replaced", shown = Shown.ANYWHERE)
  @State
  public static class OneByOne extends Reads {

    @Override
    void prepare(int at, Object pending) {}

    @Override
    @Actor
    public void writer() {
      super.writer();
    }

    @Override
    @Actor
    public void reader(II_Result result) {
      super.reader(result);
    }
  }

  /** The decision comes before the pending values. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "a part")
  @Proof.Twin(
      weakened = "the decision is made before the pending values stand in their places",
      shown = Shown.ANYWHERE)
  @State
  public static class DecidedAtOnce extends Reads {

    @Override
    Decision newDecision() {
      Decision decision = super.newDecision();
      decision.committed = true;
      return decision;
    }

    @Override
    @Actor
    public void writer() {
      super.writer();
    }

    @Override
    @Actor
    public void reader(II_Result result) {
      super.reader(result);
    }
  }

  /** Against a put of one of its keys. */
  @JCStressTest
  @Description("A transaction adds to two values while one of them is put. Is the put lost?")
  @Outcome(id = "10, 1", expect = ACCEPTABLE, desc = "the transaction, then the put")
  @Outcome(id = "11, 1", expect = ACCEPTABLE, desc = "the put, then the transaction")
  @Outcome(expect = FORBIDDEN, desc = "no order explains it")
  @Proof.Model(of = TransactionOperationsTest.Put.class)
  @State
  public static class Put extends TransactionModel {

    /** Changes both. */
    @Actor
    public void writer() {
      addToBoth();
    }

    /** Puts ten. */
    @Actor
    public void putter() {
      put(0, 10);
    }

    /** Reads both at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r1 = read(0);
      result.r2 = read(1);
    }
  }

  /** Nobody locks. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "the put is lost")
  @Proof.Twin(weakened = "no lock is taken", shown = Shown.ANYWHERE)
  @State
  public static class WithoutLock extends Put {

    @Override
    void lock() {}

    @Override
    @Actor
    public void writer() {
      super.writer();
    }

    @Override
    @Actor
    public void putter() {
      super.putter();
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }
}
