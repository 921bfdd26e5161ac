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
 * The value of a slot: in {@code FlatTable} it is stored with release, in {@code SlotTable} by
 * compare-and-set. Both read it as volatile.
 */
@Description(
    "A value is replaced in its slot. Does who sees it see what its writer wrote elsewhere before?")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the value of before")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the same, and what came before the new one")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the new one, and what came before")
@Outcome(expect = FORBIDDEN, desc = "the new one, but not what came before")
public abstract class UpdatePublicationModel {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  final Object[] slots = {"key", 0};
  private int elsewhere;

  abstract void storeValue(Object value);

  /** Writes elsewhere, then replaces the value. */
  public void writer() {
    elsewhere = 1;
    storeValue(1);
  }

  /** Reads the value, then what was written elsewhere. */
  public void reader(II_Result result) {
    result.r1 = (Integer) SLOT.getVolatile(slots, 1);
    result.r2 = elsewhere;
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Model(of = UpdatePublicationTest.Sharded.class)
  @State
  public static class Sharded extends UpdatePublicationModel {

    @Override
    void storeValue(Object value) {
      SLOT.setRelease(slots, 1, value);
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

  /** The value is stored plainly. */
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the value came before what it publishes")
  @Proof.Twin(
      weakened = "the value is stored plainly, not with release",
      shown = Shown.WEAK_HARDWARE)
  @State
  public static class PlainInShard extends Sharded {

    @Override
    void storeValue(Object value) {
      slots[1] = value;
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
  @Proof.Model(of = UpdatePublicationTest.Striped.class)
  @State
  public static class Striped extends UpdatePublicationModel {

    @Override
    void storeValue(Object value) {
      Object present = SLOT.getVolatile(slots, 1);
      cas(present, value);
    }

    boolean cas(Object present, Object value) {
      return SLOT.compareAndSet(slots, 1, present, value);
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

  /** The compare-and-set orders nothing. */
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the value came before what it publishes")
  @Proof.Twin(weakened = "the compare-and-set of the value is a plain one", shown = Shown.LANGUAGE)
  @State
  public static class PlainInStripe extends Striped {

    @Override
    boolean cas(Object present, Object value) {
      return SLOT.weakCompareAndSetPlain(slots, 1, present, value);
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
