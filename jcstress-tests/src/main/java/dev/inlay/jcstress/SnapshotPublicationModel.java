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
import org.openjdk.jcstress.infra.results.III_Result;

/** A version: arrays that nobody else sees, then one volatile store. */
@JCStressTest
@Description(
    "A version is published. Does who reads it see its value's fields, and what its writer wrote"
        + " elsewhere before?")
@Outcome(id = "-1, -1, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "-1, -1, 1", expect = ACCEPTABLE, desc = "not there yet, but what came before it")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "there, and all that came before")
@Outcome(expect = FORBIDDEN, desc = "there, but not what came before")
@Proof.Model(of = SnapshotPublicationTest.class)
@State
public class SnapshotPublicationModel {

  private static final VarHandle VERSION;

  static {
    try {
      VERSION =
          MethodHandles.lookup()
              .findVarHandle(SnapshotPublicationModel.class, "version", Object[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  Object[] version = new Object[1];
  private int elsewhere;

  void publish(Object[] next) {
    VERSION.setVolatile(this, next);
  }

  /** Writes elsewhere, makes a version and publishes it. */
  @Actor
  public void writer() {
    elsewhere = 1;
    Object[] next = ((Object[]) VERSION.getVolatile(this)).clone();
    next[0] = Plain.written();
    publish(next);
  }

  /** Reads the version, its value's fields, and what was written elsewhere. */
  @Actor
  public void reader(III_Result result) {
    Plain value = (Plain) ((Object[]) VERSION.getVolatile(this))[0];
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
    result.r3 = elsewhere;
  }

  /** The version is stored plainly. */
  @JCStressTest
  @Outcome(
      id = {"0, 0, 0", "0, 0, 1", "0, 2, 0", "0, 2, 1", "1, 0, 0", "1, 0, 1", "1, 2, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the version came before what it publishes")
  @Proof.Twin(weakened = "the version is stored plainly, not volatile", shown = Shown.WEAK_HARDWARE)
  @State
  public static class PlainVersion extends SnapshotPublicationModel {

    @Override
    void publish(Object[] next) {
      version = next;
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
