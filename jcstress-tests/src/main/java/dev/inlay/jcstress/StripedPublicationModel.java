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

/** A slot of {@code SlotTable}: hash, key and value come in turn, each by compare-and-set. */
@JCStressTest
@Description(
    "A key is inserted: hash, key, value. Does who sees one of them see what was stored before it?")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing yet, or no value yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = FORBIDDEN, desc = "a value without all that came before")
@Proof.Model(of = StripedPublicationTest.class)
@State
public class StripedPublicationModel {

  private static final int HASH_OF_KEY = 24;
  private static final VarHandle HASH = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  final int[] hashes = new int[1];
  final Object[] slots = new Object[2];

  void storeHash(int hash) {
    HASH.compareAndSet(hashes, 0, 0, hash);
  }

  void storeReference(int at, Object reference) {
    SLOT.compareAndSet(slots, at, null, reference);
  }

  /** Inserts. */
  @Actor
  public void writer() {
    storeHash(HASH_OF_KEY);
    Plain key = Plain.written();
    storeReference(0, key);
    storeReference(1, 2);
  }

  /** Reads the value first, so that all before it must be there: the key, and its fields. */
  @Actor
  public void reader(II_Result result) {
    Object value = SLOT.getVolatile(slots, 1);
    if (value != null) {
      Plain key = (Plain) SLOT.getAcquire(slots, 0);
      boolean claimed = (int) HASH.getVolatile(hashes, 0) == HASH_OF_KEY;
      result.r1 = !claimed ? -2 : key == null ? -1 : key.first;
      result.r2 = (Integer) value;
    }
  }

  /** Hash, key and value are stored plainly. */
  @JCStressTest
  @Outcome(
      id = {"-2, 2", "-1, 2", "0, 2"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the value came before its hash, its key or the key's fields")
  @Proof.Twin(
      weakened = "hash, key and value are stored plainly, not by compare-and-set",
      shown = Shown.WEAK_HARDWARE)
  @State
  public static class PlainStores extends StripedPublicationModel {

    @Override
    void storeHash(int hash) {
      hashes[0] = hash;
    }

    @Override
    void storeReference(int at, Object reference) {
      slots[at] = reference;
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
