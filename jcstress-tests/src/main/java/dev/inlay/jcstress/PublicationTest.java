package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Does a reader that finds a value see what its writer wrote into it before, with no volatile or
 * final field of its own?
 *
 * <p>Run: {@code java -jar jcstress-tests/target/jcstress.jar -m sanity -t PublicationTest}
 *
 * <p>The tag (new key) or the value (present key) is released after the fields were written, and
 * read with acquire.
 */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = FORBIDDEN, desc = "a value whose fields are missing")
@State
public class PublicationTest {

  private static final class Plain {
    int first;
    int second;
  }

  private final ShardedMap<String, Plain> map = new ShardedMap<>();

  /** Writes an object's plain fields and puts it. */
  @Actor
  public void writer() {
    Plain value = new Plain();
    value.first = 1;
    value.second = 2;
    map.put("key", value);
  }

  /** Gets it and reads the fields. */
  @Actor
  public void reader(II_Result result) {
    Plain value = map.get("key");
    result.r1 = value == null ? -1 : value.first;
    result.r2 = value == null ? -1 : value.second;
  }
}
