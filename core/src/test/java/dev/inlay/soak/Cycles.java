package dev.inlay.soak;

import dev.inlay.contract.tools.Keys;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Two threads that each update the other's key inside a function: it is done or refused, never a
 * hang, and every step that was done is counted.
 */
final class Cycles extends Part {
  private final LongAdder raised = new LongAdder();
  private long total;

  Cycles(Site site, Keys.Kind kind) {
    super(site, kind);
  }

  @Override
  void open() {
    raised.reset();
    map.put(key(0), 0L);
    map.put(key(1), 0L);
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    shift.loop("cycle", () -> raiseBoth(0, 1));
    shift.loop("cycle", () -> raiseBoth(1, 0));
  }

  private void raiseBoth(int outer, int inner) {
    map.compute(
        key(outer),
        (k, v) -> {
          Thread.yield();
          raiseInside(inner);
          return (Long) v + 1;
        });
    tally.did(Op.COMPUTE);
    raised.increment();
    Pause.millis(1, tally);
  }

  private void raiseInside(int inner) {
    try {
      map.merge(key(inner), 1L, (a, b) -> (Long) a + (Long) b);
      tally.did(Op.MERGE);
      raised.increment();
      tally.survived(Fault.NESTED_UPDATE_DONE);
    } catch (IllegalStateException refused) {
      tally.survived(Fault.NESTED_UPDATE_REFUSED);
    }
  }

  @Override
  void compare(int local, Object value) {
    total += (Long) value;
  }

  @Override
  void compareWhole(int met) {
    long counted = total;
    total = 0;
    require(
        met == 2 && counted == raised.sum(),
        String.format("%,d steps were counted as %,d", raised.sum(), counted));
    tally.checked(Check.TOTAL_WHEN_QUIET);
  }
}
