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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * {@code Turn} and {@code Write}: writers take turns. Who has the turn also carries out the writes
 * of those who wait; each write is claimed before it is carried out.
 */
@JCStressTest
@Description(
    "Two threads write; the one that has the turn also carries out what waits. Is each write done"
        + " once?")
@Outcome(id = "11", expect = ACCEPTABLE, desc = "each once")
@Outcome(expect = FORBIDDEN, desc = "a write was lost, or done twice")
@Proof.Model(of = SnapshotTurnsTest.class)
@State
public class SnapshotTurnsModel {

  private static final int WAITING = 0;
  private static final int CLAIMED = 1;
  private static final int DONE = 2;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);

  /** The turn, and the state of the second thread's write. */
  private final int[] turn = new int[1];

  private final int[] state = new int[1];
  private volatile boolean queued;
  private volatile int version;

  boolean take() {
    return WORD.compareAndSet(turn, 0, 0, 1);
  }

  boolean claim() {
    return WORD.compareAndSet(state, 0, WAITING, CLAIMED);
  }

  private void free() {
    WORD.setVolatile(turn, 0, 0);
  }

  /** Adds one, and ten for the other if it waits. */
  @Actor
  public void function() {
    while (!take()) {
      Thread.onSpinWait();
    }
    int next = version + 1;
    boolean carriedOut = queued && claim();
    version = carriedOut ? next + 10 : next;
    if (carriedOut) {
      WORD.setVolatile(state, 0, DONE);
    }
    free();
  }

  /** Adds ten, if nobody else does. */
  @Actor
  public void plain() {
    queued = true;
    while (!take()) {
      if ((int) WORD.getVolatile(state, 0) == DONE) {
        return;
      }
      Thread.onSpinWait();
    }
    if (claim()) {
      version = version + 10;
      WORD.setVolatile(state, 0, DONE);
    }
    free();
  }

  /** Reads at the end. */
  @Arbiter
  public void end(I_Result result) {
    result.r1 = version;
  }

  /** Nobody waits for a turn. */
  @JCStressTest
  @Outcome(
      id = {"1", "10"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "one was lost")
  @Proof.Twin(weakened = "a version is made and published without a turn", shown = Shown.ANYWHERE)
  @State
  public static class WithoutTurn extends SnapshotTurnsModel {

    @Override
    boolean take() {
      return true;
    }

    @Override
    @Actor
    public void function() {
      super.function();
    }

    @Override
    @Actor
    public void plain() {
      super.plain();
    }

    @Override
    @Arbiter
    public void end(I_Result result) {
      super.end(result);
    }
  }

  /** A write is carried out unclaimed. */
  @JCStressTest
  @Outcome(id = "21", expect = ACCEPTABLE_INTERESTING, desc = "it was done twice")
  @Proof.Twin(weakened = "nobody claims a write before carrying it out", shown = Shown.ANYWHERE)
  @State
  public static class Unclaimed extends SnapshotTurnsModel {

    @Override
    boolean claim() {
      return true;
    }

    @Override
    @Actor
    public void function() {
      super.function();
    }

    @Override
    @Actor
    public void plain() {
      super.plain();
    }

    @Override
    @Arbiter
    public void end(I_Result result) {
      super.end(result);
    }
  }
}
