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
 * {@code SlotTable.claim}: the hash goes in first, by compare-and-set. A claimed slot belongs to
 * its hash, so that whoever comes with a key of it gives it a key, by compare-and-set too.
 */
public abstract class StripedClaimModel {

  private static final int HASH_OF_ALL = 24;
  private static final VarHandle HASH = MethodHandles.arrayElementVarHandle(int[].class);
  static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final int[] hashes = new int[3];
  final Object[] keys = new Object[3];
  final Object[] values = new Object[3];

  boolean claimHash(int at) {
    return HASH.compareAndSet(hashes, at, 0, HASH_OF_ALL);
  }

  boolean mayTake(boolean claimedByMe) {
    return true;
  }

  boolean storeKey(int at, Object key) {
    return SLOT.compareAndSet(keys, at, null, key);
  }

  boolean storeValue(int at, Object value) {
    return SLOT.compareAndSet(values, at, null, value);
  }

  /** Returns the slot in which the key or an equal one stands. */
  int claim(String key) {
    boolean mine = false;
    for (int at = 0; at < keys.length; ) {
      if ((int) HASH.getVolatile(hashes, at) == 0) {
        mine = claimHash(at);
        continue;
      }
      Object present = SLOT.getAcquire(keys, at);
      if (present == null && mayTake(mine)) {
        present = storeKey(at, key) ? key : SLOT.getAcquire(keys, at);
      }
      if (key.equals(present)) {
        return at;
      }
      mine = false;
      at++;
    }
    return -1;
  }

  /** Keys that are not equal. */
  @JCStressTest
  @Description(
      "Two threads insert different keys of one hash. Does each key get a slot of its own?")
  @Outcome(
      id = {"0, 1", "1, 0"},
      expect = ACCEPTABLE,
      desc = "each has a slot of its own")
  @Outcome(expect = FORBIDDEN, desc = "both have one slot")
  @Proof.Model(of = ClaimTest.Striped.class)
  @State
  public static class DifferentKeys extends StripedClaimModel {

    /** Claims for one key. */
    @Actor
    public void first(II_Result result) {
      result.r1 = claim("first");
    }

    /** Claims for another. */
    @Actor
    public void second(II_Result result) {
      result.r2 = claim("second");
    }
  }

  /** The key is stored after a look. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both took the first slot")
  @Proof.Twin(
      weakened = "the key is looked at and stored, not set by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class KeyByStore extends DifferentKeys {

    @Override
    boolean storeKey(int at, Object key) {
      SLOT.setVolatile(keys, at, key);
      return true;
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

  /** Keys that are equal. */
  @JCStressTest
  @Description("Two threads insert equal keys. Does just one of them insert?")
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "one inserted")
  @Outcome(expect = FORBIDDEN, desc = "both inserted, or none")
  @Proof.Model(of = ClaimTest.Striped.class)
  @State
  public static class EqualKeys extends StripedClaimModel {

    /** Inserts. */
    @Actor
    public void first(II_Result result) {
      result.r1 = storeValue(claim("key"), 1) ? 1 : 0;
    }

    /** Inserts too. */
    @Actor
    public void second(II_Result result) {
      result.r2 = storeValue(claim("key"), 2) ? 1 : 0;
    }
  }

  /** A claimed slot is its claimer's. */
  @JCStressTest
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the key has two slots, and two values")
  @Proof.Twin(
      weakened = "who finds a slot of its hash without a key goes on, and leaves it to its claimer",
      shown = Shown.ANYWHERE)
  @State
  public static class SlotOfItsClaimer extends EqualKeys {

    @Override
    boolean mayTake(boolean claimedByMe) {
      return claimedByMe;
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

  /** The value is stored after a look. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "both gave it its first value")
  @Proof.Twin(
      weakened = "the first value is looked at and stored, not set by compare-and-set",
      shown = Shown.ANYWHERE)
  @State
  public static class ValueByStore extends EqualKeys {

    @Override
    boolean storeValue(int at, Object value) {
      boolean absent = SLOT.getVolatile(values, at) == null;
      if (absent) {
        SLOT.setVolatile(values, at, value);
      }
      return absent;
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
