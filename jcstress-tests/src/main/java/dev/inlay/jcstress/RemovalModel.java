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
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A slot's key never changes but to be dead, so a key that comes again claims the next slot. The
 * three maps differ in how a writer makes sure that the slot is still as it was located.
 */
@Description(
    "One thread removes a key, another puts it. Do both results and the end tell of one order?")
@Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the removal, then the put")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "the put, then the removal")
@Outcome(expect = FORBIDDEN, desc = "no order explains it")
public abstract class RemovalModel {

  static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle LOCKED = MethodHandles.arrayElementVarHandle(int[].class);
  static final Integer DEAD = 0;

  /** The key's first slot, and the one that it claims when it comes again. */
  Object[] values = {1, null};

  private final int[] locked = new int[1];

  final void lock() {
    while (!LOCKED.compareAndSet(locked, 0, 0, 1)) {
      Thread.onSpinWait();
    }
  }

  final void unlock() {
    LOCKED.setVolatile(locked, 0, 0);
  }

  /** Returns the value before, or zero. */
  abstract int remove();

  /** Returns the value before, or zero. */
  abstract int put(Integer value);

  /** Removes. */
  public void remover(III_Result result) {
    result.r1 = remove();
  }

  /** Puts. */
  public void putter(III_Result result) {
    result.r2 = put(2);
  }

  /** Reads at the end: the slots in their order. */
  public void end(III_Result result) {
    Object first = SLOT.getVolatile(values, 0);
    Object second = SLOT.getVolatile(values, 1);
    result.r3 = first != DEAD ? (Integer) first : second == null ? 0 : (Integer) second;
  }

  /** Of {@code ShardedMap}: located without a lock, and looked at again under it. */
  @JCStressTest
  @Proof.Model(of = RemovalTest.Sharded.class)
  @State
  public static class Sharded extends RemovalModel {

    /** A value in the slot of a dead key is nobody's. */
    private boolean live = true;

    boolean stillLive() {
      return live;
    }

    @Override
    int remove() {
      lock();
      Object before = values[0];
      SLOT.setRelease(values, 0, DEAD);
      live = false;
      unlock();
      return (Integer) before;
    }

    @Override
    int put(Integer value) {
      for (; ; ) {
        boolean found = SLOT.getVolatile(values, 0) != DEAD;
        lock();
        boolean still = !found || stillLive();
        Object before = values[0];
        if (still && found) {
          SLOT.setRelease(values, 0, live ? value : DEAD);
        } else if (still) {
          SLOT.setRelease(values, 1, value);
        }
        unlock();
        if (still) {
          return (Integer) before;
        }
      }
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** The slot is not looked at again. */
  @JCStressTest
  @Outcome(
      id = "1, 0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the put went to a dead slot, and is lost")
  @Proof.Twin(weakened = "under the lock the slot is not looked at again", shown = Shown.ANYWHERE)
  @State
  public static class Unchecked extends Sharded {

    @Override
    boolean stillLive() {
      return true;
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code StripedMap}: by compare-and-set of the value. */
  @JCStressTest
  @Proof.Model(of = RemovalTest.Striped.class)
  @State
  public static class Striped extends RemovalModel {

    boolean storeValue(int at, Object expected, Integer value) {
      return SLOT.compareAndSet(values, at, expected, value);
    }

    @Override
    int remove() {
      for (; ; ) {
        Object now = SLOT.getVolatile(values, 0);
        if (now != DEAD && storeValue(0, now, DEAD)) {
          return (Integer) now;
        }
      }
    }

    @Override
    int put(Integer value) {
      for (; ; ) {
        Object now = SLOT.getVolatile(values, 0);
        if (now == DEAD) {
          storeValue(1, null, value);
          return 0;
        }
        if (storeValue(0, now, value)) {
          return (Integer) now;
        }
      }
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** The value is stored after a look. */
  @JCStressTest
  @Outcome(
      id = {"1, 1, 0", "1, 1, 2"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "both had the same value before")
  @Proof.Twin(
      weakened = "the value is looked at and stored, not set by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class ValueByStore extends Striped {

    @Override
    boolean storeValue(int at, Object expected, Integer value) {
      SLOT.setVolatile(values, at, value);
      return true;
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** Of {@code SnapshotMap}: looked up in a version, and looked at again in the turn. */
  @JCStressTest
  @Proof.Model(of = RemovalTest.Snapshot.class)
  @State
  public static class Snapshot extends RemovalModel {

    private volatile Object[] version = values;

    boolean holds(Object seen) {
      return (version[0] == DEAD) == (seen == DEAD);
    }

    private int write(Integer value) {
      for (; ; ) {
        Object seen = version[0];
        lock();
        boolean holds = holds(seen);
        Object before = version[0];
        if (holds) {
          Object[] next = version.clone();
          next[0] = seen == DEAD || before != DEAD ? value : DEAD;
          version = next;
          values = new Object[] {next[0], null};
        }
        unlock();
        if (holds) {
          return (Integer) before;
        }
      }
    }

    @Override
    int remove() {
      return write(DEAD);
    }

    @Override
    int put(Integer value) {
      return write(value);
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }

  /** What was seen is not compared again. */
  @JCStressTest
  @Outcome(
      id = "1, 0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the put replaced the value of a key that is gone, and is lost")
  @Proof.Twin(
      weakened = "in the turn nobody looks whether the same key instance still stands there",
      shown = Shown.ANYWHERE)
  @State
  public static class Stale extends Snapshot {

    @Override
    boolean holds(Object seen) {
      return true;
    }

    @Override
    @Actor
    public void remover(III_Result result) {
      super.remover(result);
    }

    @Override
    @Actor
    public void putter(III_Result result) {
      super.putter(result);
    }

    @Override
    @Arbiter
    public void end(III_Result result) {
      super.end(result);
    }
  }
}
