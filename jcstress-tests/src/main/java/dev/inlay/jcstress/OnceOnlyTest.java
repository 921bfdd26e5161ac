package dev.inlay.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.inlay.ShardedMap;
import dev.inlay.jcstress.Proof.MapKind;
import dev.inlay.jcstress.Proof.Protocol;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Functions for absent and present keys. */
@JCStressTest
@Description(
    "Two threads compute an absent key, and count in another. Does the function run once, do both"
        + " see its result, is a count lost?")
@Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "once, seen by both, both counted")
@Outcome(expect = FORBIDDEN, desc = "ran twice, differs, or a count was lost")
@Proof.Shipped(map = MapKind.SHARDED, protocol = Protocol.CLAIM)
@State
public class OnceOnlyTest {

  private final ShardedMap<String, Integer> map = new ShardedMap<>();
  private final AtomicInteger runs = new AtomicInteger();

  /** Computes and counts. */
  @Actor
  public void first(III_Result result) {
    result.r1 = map.computeIfAbsent("once", key -> runs.incrementAndGet());
    map.merge("count", 1, Integer::sum);
  }

  /** Computes and counts. */
  @Actor
  public void second(III_Result result) {
    result.r2 = map.computeIfAbsent("once", key -> runs.incrementAndGet());
    map.merge("count", 1, Integer::sum);
  }

  /** Reads the count. */
  @Arbiter
  public void end(III_Result result) {
    result.r3 = map.getOrDefault("count", 0);
  }
}
