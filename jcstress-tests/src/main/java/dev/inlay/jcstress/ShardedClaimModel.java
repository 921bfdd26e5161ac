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

/** {@code ShardWriter}: the slot is located without a lock, and looked at again under it. */
@JCStressTest
@Description(
    "Two threads have located the same empty slot for one key. Does just one of them claim it?")
@Outcome(
    id = {"1, 0", "0, 1"},
    expect = ACCEPTABLE,
    desc = "one inserted, the other found its key")
@Outcome(expect = FORBIDDEN, desc = "both inserted")
@Proof.Model(of = ClaimTest.Sharded.class)
@State
public class ShardedClaimModel {

  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle LOCKED = MethodHandles.arrayElementVarHandle(int[].class);

  final byte[] tags = new byte[1];
  private final int[] locked = new int[1];

  boolean stillAbsent(int located) {
    return tags[located] == 0;
  }

  private int putIfAbsent() {
    for (; ; ) {
      int located = 0;
      if ((byte) TAG.getVolatile(tags, located) != 0) {
        return 0;
      }
      while (!LOCKED.compareAndSet(locked, 0, 0, 1)) {
        Thread.onSpinWait();
      }
      boolean absent = stillAbsent(located);
      if (absent) {
        TAG.setRelease(tags, located, (byte) 5);
      }
      LOCKED.setVolatile(locked, 0, 0);
      if (absent) {
        return 1;
      }
    }
  }

  /** Inserts the key. */
  @Actor
  public void first(II_Result result) {
    result.r1 = putIfAbsent();
  }

  /** Inserts it too. */
  @Actor
  public void second(II_Result result) {
    result.r2 = putIfAbsent();
  }

  /** The slot is not looked at again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "both claimed the slot")
  @Proof.Twin(weakened = "under the lock the slot is not looked at again", shown = Shown.ANYWHERE)
  @State
  public static class Unchecked extends ShardedClaimModel {

    @Override
    boolean stillAbsent(int located) {
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
