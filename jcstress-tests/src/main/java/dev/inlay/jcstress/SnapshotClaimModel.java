package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.jcstress.Proof.Shown;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * {@code VersionWriter}: a write looks its key up before its turn; in it, it holds or begins anew.
 */
@JCStressTest
@Description("Two threads have both found a key absent. Does just one of them insert it?")
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = ACCEPTABLE,
    desc = "one inserted, the other found its key")
@Outcome(expect = FORBIDDEN, desc = "both inserted")
@Proof.Model(of = ClaimTest.Snapshot.class)
@State
public class SnapshotClaimModel {

  private static final VarHandle TURN = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] turn = new int[1];
  private volatile Object[] version = {null, null};

  boolean holds(Object seen, Object now) {
    return seen == now;
  }

  private int putIfAbsent(Object value) {
    for (; ; ) {
      Object seen = version[0];
      if (seen != null) {
        return 0;
      }
      while (!TURN.compareAndSet(turn, 0, 0, 1)) {
        Thread.onSpinWait();
      }
      Object[] next = version.clone();
      boolean holds = holds(seen, next[0]);
      if (holds) {
        next[0] = "key";
        next[1] = value;
        version = next;
      }
      TURN.setVolatile(turn, 0, 0);
      if (holds) {
        return 1;
      }
    }
  }

  /** Inserts. */
  @Actor
  public void first(II_Result result) {
    result.r1 = putIfAbsent(1);
  }

  /** Inserts too. */
  @Actor
  public void second(II_Result result) {
    result.r2 = putIfAbsent(2);
  }

  /** What was seen is not compared again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "both inserted")
  @Proof.Twin(
      weakened = "in the turn nobody looks whether what was seen still holds",
      shown = Shown.ANYWHERE)
  @State
  public static class Stale extends SnapshotClaimModel {

    @Override
    boolean holds(Object seen, Object now) {
      return true;
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }
}
