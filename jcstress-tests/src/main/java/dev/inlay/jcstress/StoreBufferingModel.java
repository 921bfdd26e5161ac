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
 * A put, then a get of another key: in {@code ShardedMap} the slot is released, then the lock freed
 * by a volatile store; in {@code StripedMap} the value is set by compare-and-set; in {@code
 * SnapshotMap} the version is a volatile store. The get reads volatile.
 */
@Description("Two threads each put a key, then get the other's. May both miss?")
@Outcome(
    id = {"0, 1", "1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "one put came first")
@Outcome(expect = FORBIDDEN, desc = "both missed")
public abstract class StoreBufferingModel {

  static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  /** Two slots and two locks, a cache line apart. */
  final int[] words = new int[128];

  abstract void put(int slot);

  private int get(int slot) {
    return (int) SLOT.getVolatile(words, slot);
  }

  /** Puts the one, gets the other. */
  public void first(II_Result result) {
    put(0);
    result.r1 = get(64);
  }

  /** Puts the other, gets the one. */
  public void second(II_Result result) {
    put(64);
    result.r2 = get(0);
  }

  /** Of {@code ShardedMap}. */
  @JCStressTest
  @Proof.Model(of = StoreBufferingTest.class)
  @State
  public static class Sharded extends StoreBufferingModel {

    void free(int lock) {
      SLOT.setVolatile(words, lock, 0);
    }

    @Override
    void put(int slot) {
      int lock = slot + 32;
      while (!SLOT.compareAndSet(words, lock, 0, 1)) {
        Thread.onSpinWait();
      }
      SLOT.setRelease(words, slot, 1);
      free(lock);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }

  /** The lock is freed by a release. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both missed")
  @Proof.Twin(
      weakened = "the lock is freed with release, not volatile",
      shown = Shown.STORE_BUFFERING)
  @State
  public static class ReleasedLock extends Sharded {

    @Override
    void free(int lock) {
      SLOT.setRelease(words, lock, 0);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }

  /** Of {@code StripedMap}. */
  @JCStressTest
  @Proof.Model(of = StripedStoreBufferingTest.class)
  @State
  public static class Striped extends StoreBufferingModel {

    @Override
    void put(int slot) {
      SLOT.compareAndSet(words, slot, 0, 1);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }

  /** The value is stored with release. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both missed")
  @Proof.Twin(
      weakened = "the value is stored with release, not by compare-and-set",
      shown = Shown.STORE_BUFFERING)
  @State
  public static class ReleasedValue extends Striped {

    @Override
    void put(int slot) {
      SLOT.setRelease(words, slot, 1);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }

  /** Of {@code SnapshotMap}. */
  @JCStressTest
  @Proof.Model(of = SnapshotStoreBufferingTest.class)
  @State
  public static class Snapshot extends StoreBufferingModel {

    @Override
    void put(int slot) {
      SLOT.setVolatile(words, slot, 1);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }

  /** The version is stored with release. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both missed")
  @Proof.Twin(
      weakened = "the version is stored with release, not volatile",
      shown = Shown.STORE_BUFFERING)
  @State
  public static class ReleasedVersion extends Snapshot {

    @Override
    void put(int slot) {
      SLOT.setRelease(words, slot, 1);
    }

    @Override
    @Actor
    public void first(II_Result result) {
      super.first(result);
    }

    @Override
    @Actor
    public void second(II_Result result) {
      super.second(result);
    }
  }
}
