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
 * {@code Turn}, and {@code ShardLock}: who waits enters the queue, then tries once more; who gives
 * the turn back frees it, then looks into the queue.
 */
@JCStressTest
@Description(
    "One thread enters the queue and tries to take the turn, the other frees it and looks into the"
        + " queue. May both miss?")
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one sees the other")
@Outcome(expect = FORBIDDEN, desc = "nobody is woken")
@Proof.Model(of = SnapshotTurnsTest.class)
@State
public class SnapshotWakeUpModel {

  static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);
  static final int TURN = 0;
  private static final int QUEUE = 64;

  /** The turn and the queue, a cache line apart. */
  final int[] words = new int[128];

  /** Starts with the turn taken. */
  public SnapshotWakeUpModel() {
    words[TURN] = 1;
  }

  void free() {
    WORD.setVolatile(words, TURN, 0);
  }

  /** Enters the queue, and tries once more. */
  @Actor
  public void waiter(II_Result result) {
    WORD.setVolatile(words, QUEUE, 1);
    result.r1 = WORD.compareAndSet(words, TURN, 0, 1) ? 1 : 0;
  }

  /** Frees the turn, and looks into the queue. */
  @Actor
  public void holder(II_Result result) {
    free();
    result.r2 = (int) WORD.getVolatile(words, QUEUE);
  }

  /** The turn is freed by a release. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "nobody is woken")
  @Proof.Twin(
      weakened = "the turn is freed with release, not volatile",
      shown = Shown.STORE_BUFFERING)
  @State
  public static class ReleasedTurn extends SnapshotWakeUpModel {

    @Override
    void free() {
      WORD.setRelease(words, TURN, 0);
    }

    @Override
    @Actor
    public void waiter(II_Result result) {
      super.waiter(result);
    }

    @Override
    @Actor
    public void holder(II_Result result) {
      super.holder(result);
    }
  }
}
