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

/** A slot of {@code FlatTable}: key and value are stored plainly, then the tag with release. */
@JCStressTest
@Description("A key is inserted. Does who sees its tag also see its value, and the value's fields?")
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = FORBIDDEN, desc = "the tag is there, but not all that it announces")
@Proof.Model(of = PublicationTest.class)
@State
public class ShardedPublicationModel {

  private static final byte TAG_OF_KEY = 5;
  private static final String KEY = "key";
  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  final byte[] tags = new byte[1];
  final Object[] slots = new Object[2];

  void storeTag(byte tag) {
    TAG.setRelease(tags, 0, tag);
  }

  /** Inserts. */
  @Actor
  public void writer() {
    Plain value = Plain.written();
    slots[0] = KEY;
    slots[1] = value;
    storeTag(TAG_OF_KEY);
  }

  /** Looks the key up and reads the value's fields. */
  @Actor
  public void reader(II_Result result) {
    if ((byte) TAG.getVolatile(tags, 0) == TAG_OF_KEY && slots[0] == KEY) {
      Plain value = (Plain) SLOT.getVolatile(slots, 1);
      result.r1 = value == null ? -2 : value.first;
      result.r2 = value == null ? -2 : value.second;
    } else {
      result.r1 = -1;
      result.r2 = -1;
    }
  }

  /** The tag is stored plainly. */
  @JCStressTest
  @Outcome(
      id = {"-2, -2", "0, 0", "0, 2", "1, 0"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "the tag came before what it announces")
  @Proof.Twin(weakened = "the tag is stored plainly, not with release", shown = Shown.WEAK_HARDWARE)
  @State
  public static class PlainTag extends ShardedPublicationModel {

    @Override
    void storeTag(byte tag) {
      tags[0] = tag;
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
