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
 * A count and its insertion. In {@code ShardedMap} the count is a plain field, and the tag's
 * release publishes it with the mapping; in {@code StripedMap} it is added to, and the value set.
 */
@Description("A mapping is inserted into an empty map. Does who finds it see the map empty?")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "counted, or put, meanwhile")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after")
@Outcome(expect = FORBIDDEN, desc = "the mapping is found, and the map is empty")
public abstract class CountedModel {

  private static final VarHandle VALUE;
  private static final VarHandle COUNT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      VALUE = lookup.findVarHandle(CountedModel.class, "value", Object.class);
      COUNT = lookup.findVarHandle(CountedModel.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  Object value;
  int count;

  final void setValueRelease() {
    VALUE.setRelease(this, (Object) 1);
  }

  final void casValue() {
    VALUE.compareAndSet(this, null, (Object) 1);
  }

  final void addToCount() {
    COUNT.getAndAdd(this, 1);
  }

  abstract void insert();

  /** Inserts the mapping. */
  public void writer() {
    insert();
  }

  /** Asks for the mapping, then for the count. */
  public void reader(II_Result result) {
    result.r1 = VALUE.getVolatile(this) == null ? 0 : 1;
    result.r2 = (int) COUNT.getVolatile(this);
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Model(of = CountedTest.ShardedPut.class)
  @State
  public static class Sharded extends CountedModel {

    @Override
    void insert() {
      count++;
      setValueRelease();
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

  /** The mapping is published before it is counted. */
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the mapping is found, and the map is empty")
  @Proof.Twin(weakened = "the mapping is published before it is counted", shown = Shown.ANYWHERE)
  @State
  public static class CountLast extends Sharded {

    @Override
    void insert() {
      setValueRelease();
      count++;
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

  /** The mapping is published plainly. */
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the mapping is found, and the map is empty")
  @Proof.Twin(weakened = "the mapping is published plainly", shown = Shown.WEAK_HARDWARE)
  @State
  public static class PlainPublication extends Sharded {

    @Override
    void insert() {
      count++;
      value = 1;
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
  @Proof.Model(of = CountedTest.StripedPut.class)
  @State
  public static class Striped extends CountedModel {

    @Override
    void insert() {
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

  /** The mapping is there before it is counted. */
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the mapping is found, and the map is empty")
  @Proof.Twin(weakened = "the mapping is there before it is counted", shown = Shown.ANYWHERE)
  @State
  public static class AddedLast extends Striped {

    @Override
    void insert() {
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
}
