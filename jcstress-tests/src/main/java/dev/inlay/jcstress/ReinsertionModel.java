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

/** {@code FlatTable}: the slot of a removed key is claimed by nobody else in its generation. */
@JCStressTest
@Description(
    "A key is removed, another inserted, then the first again. May a reader of it see the other's"
        + " value, or the old value after the new?")
@Outcome(
    id = {"1, 1", "1, 0", "1, 3", "0, 0", "0, 3", "3, 3"},
    expect = ACCEPTABLE,
    desc = "in order")
@Outcome(expect = FORBIDDEN, desc = "another key's value, or back in time")
@Proof.Model(of = ReinsertionTest.class)
@State
public class ReinsertionModel {

  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final String FIRST = "first";
  private static final String OTHER = "other";

  final byte[] tags = new byte[3];
  private final Object[] slots = new Object[6];
  private int claimed;

  /** Starts with one key. */
  public ReinsertionModel() {
    slots[0] = FIRST;
    slots[1] = 1;
    tags[0] = 5;
    claimed = 1;
  }

  /** Returns the slot that a key to insert gets. */
  int claimable(int nextEmpty) {
    return nextEmpty;
  }

  private void claim(String key, int value) {
    int at = claimable(claimed++);
    slots[2 * at] = key;
    slots[2 * at + 1] = value;
    TAG.setRelease(tags, at, (byte) 5);
  }

  private void kill(int at) {
    SLOT.setRelease(slots, 2 * at + 1, null);
    slots[2 * at] = null;
  }

  private int get() {
    for (int at = 0; at < tags.length && (byte) TAG.getVolatile(tags, at) != 0; at++) {
      if (slots[2 * at] == FIRST) {
        Object value = SLOT.getVolatile(slots, 2 * at + 1);
        if (value != null) {
          return (Integer) value;
        }
      }
    }
    return 0;
  }

  /** Removes the key, inserts another, inserts it again. */
  @Actor
  public void writer() {
    kill(0);
    claim(OTHER, 2);
    claim(FIRST, 3);
  }

  /** Reads the key twice. */
  @Actor
  public void reader(II_Result result) {
    result.r1 = get();
    result.r2 = get();
  }

  /** Dead slots are claimed again. */
  @JCStressTest
  @Outcome(
      id = {"2, 0", "2, 2", "2, 3", "1, 2", "0, 2"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the other key's value")
  @Proof.Twin(weakened = "the first dead slot is claimed again", shown = Shown.ANYWHERE)
  @State
  public static class Reuse extends ReinsertionModel {

    @Override
    int claimable(int nextEmpty) {
      return Math.max(0, nextEmpty - 1);
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
