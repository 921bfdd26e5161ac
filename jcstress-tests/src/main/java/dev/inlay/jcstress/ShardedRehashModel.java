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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A shard ({@code ShardWriter}, {@code ShardRebuild}, {@code ShardDirectory}): readers go from the
 * directory to the table and take no lock. Writers find the table the same way, and look under the
 * lock whether it is still the shard's.
 */
public abstract class ShardedRehashModel {

  private static final int KEY = 1;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle DIRECTORY = MethodHandles.arrayElementVarHandle(Object[][].class);
  private static final VarHandle LOCKED = MethodHandles.arrayElementVarHandle(int[].class);

  /** A table is its values; each key has a slot of its own. */
  private final Object[][] directory = {new Object[2]};

  /** The shard's table; under the lock. */
  private Object[] current = directory[0];

  private final int[] locked = new int[1];

  final void startWith(Integer value) {
    current[KEY] = value;
  }

  private void lock() {
    while (!LOCKED.compareAndSet(locked, 0, 0, 1)) {
      Thread.onSpinWait();
    }
  }

  private void unlock() {
    LOCKED.setVolatile(locked, 0, 0);
  }

  private Object[] located() {
    return (Object[]) DIRECTORY.getAcquire(directory, 0);
  }

  /** Replaces the table by one twice as large. */
  final void rehash() {
    lock();
    Object[] live = current.clone();
    Object[] next = next(current);
    System.arraycopy(live, 0, next, 0, live.length);
    publish(next);
    unlock();
  }

  Object[] next(Object[] from) {
    return new Object[2 * from.length];
  }

  static void clear(Object[] table) {
    SLOT.setVolatile(table, KEY, null);
  }

  private void publish(Object[] next) {
    fence();
    current = next;
    directory[0] = next;
  }

  void fence() {
    VarHandle.releaseFence();
  }

  boolean isCurrent(boolean current) {
    return current;
  }

  /** Returns the value, or zero when it is absent. */
  final int get() {
    return orZero(SLOT.getVolatile(located(), KEY));
  }

  /** Returns the value before, or zero. */
  final int put(Integer value) {
    return write(value, 0);
  }

  /** Adds one; returns the result. */
  final int increment() {
    return write(null, 1) + 1;
  }

  /** Computes two for a key that is looked for first; returns what it has then. */
  final int computeIfAbsent() {
    int present = get();
    return present == 0 ? write(2, 0) + 2 : present;
  }

  /**
   * Replaces a value that is one, or removes it by {@code null}; returns 1 if it was, else 0. What
   * was compared without the lock must still be there under it.
   */
  final int exchange(Integer replacement) {
    for (; ; ) {
      Object[] table = located();
      Object seen = SLOT.getVolatile(table, KEY);
      if (orZero(seen) != 1) {
        return 0;
      }
      lock();
      boolean still = isCurrent(table == current) && table[KEY] == seen;
      if (still) {
        SLOT.setRelease(table, KEY, replacement);
      }
      unlock();
      if (still) {
        return 1;
      }
    }
  }

  private int write(Integer value, int add) {
    for (; ; ) {
      Object[] table = located();
      lock();
      boolean still = isCurrent(table == current);
      Object before = table[KEY];
      if (still) {
        SLOT.setRelease(table, KEY, add == 0 ? value : Integer.valueOf(orZero(before) + add));
      }
      unlock();
      if (still) {
        return orZero(before);
      }
    }
  }

  private static int orZero(Object value) {
    return value == null ? 0 : (Integer) value;
  }

  /** Against a get. */
  @JCStressTest
  @Description("Is a key ever absent, for who reads it twice while its table is replaced?")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "there throughout")
  @Outcome(expect = FORBIDDEN, desc = "absent")
  @Proof.Model(of = MigrationTest.ShardedGet.class)
  @State
  public static class Get extends ShardedRehashModel {

    /** Starts with a value. */
    public Get() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Reads twice. */
    @Actor
    public void other(II_Result result) {
      result.r1 = get();
      result.r2 = get();
    }
  }

  /** The keys are moved about in the table itself. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "1, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "absent, though it was never removed")
  @Proof.Twin(
      weakened = "the next generation is filled in the published table itself",
      shown = Shown.ANYWHERE)
  @State
  public static class InPlace extends Get {

    @Override
    Object[] next(Object[] from) {
      clear(from);
      return from;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** The next table is published by a plain store. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "1, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the table was seen before it was filled")
  @Proof.Twin(
      weakened = "no release fence between the filling of a table and the store that publishes it",
      shown = Shown.WEAK_HARDWARE)
  @State
  public static class PublishedPlainly extends Get {

    @Override
    void fence() {}

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }
  }

  /** Against an update. */
  @JCStressTest
  @Description("Is an update lost that falls into the replacement of its table?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "updated")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.ShardedUpdate.class)
  @State
  public static class Update extends ShardedRehashModel {

    /** Starts with a value. */
    public Update() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Updates. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "the update went to the old table")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedUpdate extends Update {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against an insertion. */
  @JCStressTest
  @Description("Is an insertion lost that falls into the replacement of its table?")
  @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "inserted")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.ShardedInsertion.class)
  @State
  public static class Insertion extends ShardedRehashModel {

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Inserts. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the insertion went to the old table")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedInsertion extends Insertion {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a removal. */
  @JCStressTest
  @Description("Does a key come back that was removed while its table was replaced?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @Proof.Model(of = MigrationTest.ShardedRemoval.class)
  @State
  public static class Removal extends ShardedRehashModel {

    /** Starts with a value. */
    public Removal() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Removes. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(null);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "it was removed from the old table only")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedRemoval extends Removal {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function. */
  @JCStressTest
  @Description("Is the result of a function lost that runs while its table is replaced?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.ShardedCompute.class)
  @State
  public static class Compute extends ShardedRehashModel {

    /** Starts with a value. */
    public Compute() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Adds one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = increment();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "the result went to the old table")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedCompute extends Compute {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional replacement. */
  @JCStressTest
  @Description(
      "Is a conditional replacement lost, or refused, that falls into the replacement of its"
          + " table?")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "replaced")
  @Outcome(expect = FORBIDDEN, desc = "lost, or refused")
  @Proof.Model(of = MigrationTest.ShardedReplacement.class)
  @State
  public static class Replacement extends ShardedRehashModel {

    /** Starts with a value. */
    public Replacement() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Replaces the value, if it is the one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = exchange(2);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it went to the old table")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedReplacement extends Replacement {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a conditional removal. */
  @JCStressTest
  @Description(
      "Is a conditional removal lost, or refused, that falls into the replacement of its table?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back, or was not removed")
  @Proof.Model(of = MigrationTest.ShardedConditionalRemoval.class)
  @State
  public static class ConditionalRemoval extends ShardedRehashModel {

    /** Starts with a value. */
    public ConditionalRemoval() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Removes the value, if it is the one. */
    @Actor
    public void other(II_Result result) {
      result.r1 = exchange(null);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it is back")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedConditionalRemoval extends ConditionalRemoval {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function for an absent key. */
  @JCStressTest
  @Description(
      "Is the result of a function for an absent key lost that runs while its table is replaced?")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "computed")
  @Outcome(expect = FORBIDDEN, desc = "lost")
  @Proof.Model(of = MigrationTest.ShardedComputeIfAbsent.class)
  @State
  public static class ComputeIfAbsent extends ShardedRehashModel {

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Runs a function for an absent key. */
    @Actor
    public void other(II_Result result) {
      result.r1 = computeIfAbsent();
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "2, 0", expect = ACCEPTABLE_INTERESTING, desc = "the result went to the old table")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedComputeIfAbsent extends ComputeIfAbsent {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }

  /** Against a function that removes. */
  @JCStressTest
  @Description("Does a key come back that a function removes while its table is replaced?")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "removed")
  @Outcome(expect = FORBIDDEN, desc = "it is back")
  @Proof.Model(of = MigrationTest.ShardedComputeToNull.class)
  @State
  public static class ComputeToNull extends ShardedRehashModel {

    /** Starts with a value. */
    public ComputeToNull() {
      startWith(1);
    }

    /** Replaces the table. */
    @Actor
    public void rehasher() {
      rehash();
    }

    /** Removes by a function. */
    @Actor
    public void other(II_Result result) {
      result.r1 = put(null);
    }

    /** Reads at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = get();
    }
  }

  /** The table is not looked at again. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "it is back")
  @Proof.Twin(
      weakened = "under the lock the writer does not look whether the table is still the shard's",
      shown = Shown.ANYWHERE)
  @State
  public static class UncheckedComputeToNull extends ComputeToNull {

    @Override
    boolean isCurrent(boolean current) {
      return true;
    }

    @Override
    @Actor
    public void rehasher() {
      super.rehasher();
    }

    @Override
    @Actor
    public void other(II_Result result) {
      super.other(result);
    }

    @Override
    @Arbiter
    public void end(II_Result result) {
      super.end(result);
    }
  }
}
