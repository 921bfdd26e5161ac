package dev.inlay.soak;

import dev.inlay.contract.tools.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/** Counters that all threads raise in all ways, short-lived threads among them, lose no step. */
final class Counters extends Part {
  private static final int COUNTERS = 8;
  private static final int CROWD = 12;

  private final LongAdder raised = new LongAdder();
  private long total;

  Counters(Site site, Keys.Kind kind) {
    super(site, kind);
  }

  @Override
  void open() {
    raised.reset();
  }

  @Override
  void staff(Shift shift, Water water, SplittableRandom random) {
    SplittableRandom second = random.split();
    SplittableRandom third = random.split();
    shift.loop("counters", () -> raise(random));
    shift.loopVirtual("counters, virtual", () -> raise(second));
    shift.loop("crowd", () -> crowd(third));
  }

  /** Threads that live for a few operations only. */
  private void crowd(SplittableRandom random) throws Throwable {
    List<Thread> threads = new ArrayList<>();
    Throwable[] failure = {null};
    for (int i = 0; i < CROWD; i++) {
      SplittableRandom own = random.split();
      Runnable task =
          () -> {
            try {
              for (int step = 0; step < 8; step++) {
                raise(own);
              }
            } catch (Throwable t) {
              failure[0] = t;
            }
          };
      Thread thread = VirtualThreads.unstarted("one of a crowd", task);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      Pause.join(thread, tally);
    }
    if (failure[0] != null) {
      throw failure[0];
    }
    Pause.millis(2, tally);
  }

  private void raise(SplittableRandom random) {
    Object key = key(random.nextInt(COUNTERS));
    switch (random.nextInt(6)) {
      case 0 -> {
        map.merge(key, 1L, Counters::sum);
        tally.did(Op.MERGE);
      }
      case 1 -> {
        map.compute(key, (k, v) -> v == null ? 1L : (Long) v + 1);
        tally.did(Op.COMPUTE);
      }
      case 2 -> raiseByPresence(key);
      case 3 -> raiseByReplace(key);
      case 4 -> {
        Long taken = (Long) map.remove(key);
        tally.did(Op.REMOVE);
        map.merge(key(0), taken == null ? 1L : taken + 1, Counters::sum);
        tally.did(Op.MERGE);
      }
      default -> {
        failToRaise(key);
        map.merge(key, 1L, Counters::sum);
        tally.did(Op.MERGE);
      }
    }
    raised.increment();
  }

  private static Object sum(Object left, Object right) {
    return (Long) left + (Long) right;
  }

  private void raiseByPresence(Object key) {
    while (true) {
      tally.did(Op.COMPUTE_IF_PRESENT);
      if (map.computeIfPresent(key, (k, v) -> (Long) v + 1) != null) {
        return;
      }
      tally.did(Op.PUT_IF_ABSENT);
      if (map.putIfAbsent(key, 1L) == null) {
        return;
      }
    }
  }

  private void raiseByReplace(Object key) {
    boolean done = false;
    while (!done) {
      Long old = (Long) map.get(key);
      tally.did(Op.REPLACE);
      done = old == null ? map.putIfAbsent(key, 1L) == null : map.replace(key, old, old + 1);
    }
  }

  /** A function that throws on a key that others update at the same time raises nothing. */
  private void failToRaise(Object key) {
    RuntimeException planned = new Provocation.PlannedException();
    try {
      map.compute(
          key,
          (k, v) -> {
            throw planned;
          });
      throw failure("what a function threw was swallowed");
    } catch (Provocation.PlannedException caught) {
      require(caught == planned, "a function threw, and its caller caught another");
      tally.survived(Fault.FUNCTION_THREW_EXCEPTION);
    }
  }

  @Override
  void compare(int local, Object value) {
    require(local < COUNTERS, "there is no counter " + local);
    total += (Long) value;
  }

  @Override
  void compareWhole(int met) {
    long counted = total;
    total = 0;
    require(
        counted == raised.sum(),
        String.format("%,d steps were counted as %,d", raised.sum(), counted));
    tally.checked(Check.TOTAL_WHEN_QUIET);
  }
}
