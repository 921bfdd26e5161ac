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
 * The key of a slot is read plainly in {@code FlatTable}, as what it leads to is then read by its
 * address; a key that is null leads nowhere, so a fence has to keep the next look-up behind it.
 */
@Description(
    "A thread replaces a value, then removes another key. Does who misses that key see the new value?")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "in between")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "after")
@Outcome(
    expect = FORBIDDEN,
    desc = "the key is gone, and the value that was replaced before is found")
public abstract class MissOrderModel {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final Object[] keys = {"key"};
  private final Object[] values = {1};

  abstract void afterMiss();

  /** Replaces one value, then removes the other key. */
  public void writer() {
    SLOT.setRelease(values, 0, 2);
    SLOT.setRelease(keys, 0, null);
  }

  /** Looks up the key that is removed, then the other. */
  public void reader(II_Result result) {
    if (keys[0] == null) {
      afterMiss();
      result.r1 = 1;
    }
    result.r2 = (Integer) SLOT.getVolatile(values, 0);
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Model(of = MissOrderTest.Sharded.class)
  @State
  public static class Sharded extends MissOrderModel {

    @Override
    void afterMiss() {
      VarHandle.acquireFence();
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

  /** No fence after the key that is null. */
  @JCStressTest
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the key is gone, and the old value is found")
  @Proof.Twin(weakened = "no fence follows a key that is null", shown = Shown.WEAK_HARDWARE)
  @State
  public static class WithoutFence extends Sharded {

    @Override
    void afterMiss() {}

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
