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
 * A removal and its count. In {@code ShardedMap} the count is a plain field, written under the
 * lock; in {@code StripedMap} it is added to.
 */
@Description("The only mapping is removed. Does who sees the map empty still find it?")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "not counted off yet, and gone")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "after")
@Outcome(expect = FORBIDDEN, desc = "the map is empty, and the mapping is found")
public abstract class EmptiedModel {

  private static final VarHandle VALUE;
  private static final VarHandle COUNT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      VALUE = lookup.findVarHandle(EmptiedModel.class, "value", Object.class);
      COUNT = lookup.findVarHandle(EmptiedModel.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Object value = 1;
  int count = 1;

  final void setValueVolatile() {
    VALUE.setVolatile(this, null);
  }

  final void casValue() {
    VALUE.compareAndSet(this, (Object) 1, null);
  }

  final void addToCount() {
    COUNT.getAndAdd(this, -1);
  }

  abstract void empty();

  /** Removes the mapping. */
  public void writer() {
    empty();
  }

  /** Asks for the count, then for the mapping. */
  public void reader(II_Result result) {
    result.r1 = (int) COUNT.getVolatile(this);
    result.r2 = VALUE.getVolatile(this) == null ? 0 : 1;
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Model(of = EmptiedTest.ShardedRemove.class)
  @State
  public static class Sharded extends EmptiedModel {

    @Override
    void empty() {
      setValueVolatile();
      VarHandle.releaseFence();
      count--;
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

  /** The count is stored before the removal. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the map is empty, and the mapping is found")
  @Proof.Twin(weakened = "the count is stored before the removal", shown = Shown.ANYWHERE)
  @State
  public static class CountFirst extends Sharded {

    @Override
    void empty() {
      count--;
      VarHandle.releaseFence();
      setValueVolatile();
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

  /** No fence before the count. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the map is empty, and the mapping is found")
  @Proof.Twin(
      weakened = "no fence stands between the removal and the count",
      shown = Shown.WEAK_HARDWARE)
  @State
  public static class WithoutFence extends Sharded {

    @Override
    void empty() {
      setValueVolatile();
      count--;
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

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Model(of = EmptiedTest.StripedRemove.class)
  @State
  public static class Striped extends EmptiedModel {

    @Override
    void empty() {
      casValue();
      addToCount();
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

  /** The count is added to before the removal. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the map is empty, and the mapping is found")
  @Proof.Twin(weakened = "the count is added to before the removal", shown = Shown.ANYWHERE)
  @State
  public static class AddedFirst extends Striped {

    @Override
    void empty() {
      addToCount();
      casValue();
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
