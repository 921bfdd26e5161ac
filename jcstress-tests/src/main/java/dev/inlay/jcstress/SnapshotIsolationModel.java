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
 * A version of {@code SnapshotMap}: whoever writes copies what it changes, and publishes the copy.
 */
@JCStressTest
@Description(
    "An update changes two values. Does who holds a version see a part of it, or the version"
        + " change?")
@Outcome(
    id = {"0, 0", "2, 2"},
    expect = ACCEPTABLE,
    desc = "the version of before, or of after")
@Outcome(expect = FORBIDDEN, desc = "a part of the update, or a version that changes")
@Proof.Model(of = SnapshotIsolationTest.class)
@State
public class SnapshotIsolationModel {

  private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(int[].class);

  private volatile int[] version = new int[2];

  int[] copied(int[] values) {
    return values.clone();
  }

  /** Changes both values, and publishes them. */
  @Actor
  public void writer() {
    int[] next = copied(version);
    VALUE.setOpaque(next, 0, 1);
    VALUE.setOpaque(next, 1, 1);
    version = next;
  }

  /** Adds up a version, twice. */
  @Actor
  public void reader(II_Result result) {
    int[] held = version;
    result.r1 = sum(held);
    result.r2 = sum(held);
  }

  private static int sum(int[] values) {
    return (int) VALUE.getOpaque(values, 0) + (int) VALUE.getOpaque(values, 1);
  }

  /** The published array is changed itself. */
  @JCStressTest
  @Outcome(
      id = {"0, 1", "0, 2", "1, 1", "1, 2"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "a part, or a version that changed")
  @Proof.Twin(
      weakened = "the writer takes a published array for its own, and copies nothing",
      shown = Shown.ANYWHERE)
  @State
  public static class InPlace extends SnapshotIsolationModel {

    @Override
    int[] copied(int[] values) {
      return values;
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
}
