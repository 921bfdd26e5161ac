package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Crew;
import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.striped.SteppedChain.Weakness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lock-freedom: a thread is stopped at each step of its operation in turn, sweeps included; the
 * others finish whatever they do, on its key too. When it goes on, nothing is lost or doubled.
 */
class ProgressTest {
  private static final int OWN = 7;
  private static final int OTHERS = 60;

  /** What the stopped thread does to its key, and to the table when that is full. */
  enum Operation {
    PUT_NEW,
    PUT_OVER,
    REMOVE,
    REPLACE,
    INSERT_THAT_SWEEPS,
    REMOVE_THAT_SWEEPS,
    MERGE_NEW,
    COLLIDING,
    TRIM;

    /** Whether it writes "own" in any case. */
    boolean writes() {
      return this != REMOVE && this != REPLACE && this != REMOVE_THAT_SWEEPS && this != TRIM;
    }

    boolean presentBefore() {
      return this == PUT_OVER || this == REMOVE || this == REPLACE || this == REMOVE_THAT_SWEEPS;
    }

    void run(TableChain chain) {
      switch (this) {
        case PUT_NEW, PUT_OVER, INSERT_THAT_SWEEPS, COLLIDING ->
            SlotWriter.store(chain, OWN, "own", true, true);
        case REMOVE, REMOVE_THAT_SWEEPS -> SlotWriter.exchange(chain, OWN, null, null);
        case REPLACE -> SlotWriter.store(chain, OWN, "own", false, true);
        case MERGE_NEW -> {
          BiFunction<Object, Object, Object> second = (a, b) -> b;
          SlotWriter.compute(chain, OWN, Remapping.MERGE, second, "own");
        }
        case TRIM -> chain.trim();
        default -> throw new AssertionError(this);
      }
    }
  }

  /** A key of one hash code with all others of its class. */
  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return OWN;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsStoppedTheOthersFinish(Operation operation) {
    int steps = stopAtEachStep(operation, Weakness.NONE);
    assertThat(steps)
        .as("steps of " + operation)
        .isGreaterThan(operation == Operation.TRIM ? 5 : 1);
  }

  /** The test above fails for tables that are not as they should be. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void weakenedTwinsFail(Weakness weakness) {
    List<Operation> failing = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      try {
        stopAtEachStep(operation, weakness);
      } catch (AssertionError | IllegalStateException e) { // of the test, or of the validator
        failing.add(operation);
      }
    }
    System.out.println("ProgressTest: twin " + weakness + " fails at " + failing);
    assertThat(failing).isNotEmpty();
  }

  private static int stopAtEachStep(Operation operation, Weakness weakness) {
    int step = 0;
    while (stopAt(operation, step, weakness, false)) {
      stopAt(operation, step, weakness, true);
      step++;
    }
    return step;
  }

  /** Returns false when the operation has fewer steps. */
  private static boolean stopAt(
      Operation operation, int step, Weakness weakness, boolean growFirst) {
    SteppedChain chain = prepared(operation, weakness);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    List<Object> replaced = new ArrayList<>();
    AtomicBoolean reached = new AtomicBoolean();
    Thread[] victim = {null};
    Runnable stop =
        () -> {
          if (Thread.currentThread() == victim[0] && steps.getAndIncrement() == step) {
            reached.set(true);
            stopped.countDown();
            await(goOn);
          }
        };
    chain.listener =
        new SteppedChain.Listener() {
          @Override
          public void before() {
            stop.run();
          }

          @Override
          public void after() {
            stop.run();
          }
        };
    new Crew()
        .once(
            "victim",
            () -> {
              victim[0] = Thread.currentThread();
              operation.run(chain);
              stopped.countDown();
            })
        .once(
            "others",
            () -> {
              stopped.await();
              try {
                if (growFirst) {
                  grow(chain);
                }
                useEverything(chain, replaced);
              } finally {
                goOn.countDown();
              }
            })
        .runToEnd();
    chain.listener = () -> {};
    SlotInspector.check(chain);
    for (int key = 100; key < 100 + OTHERS; key++) {
      assertThat(chain.value(key)).as("step %d, key %d", step, key).isEqualTo(key);
    }
    Object own = chain.value(OWN);
    assertThat(own).as("step %d", step).isIn(null, "own", "other");
    replaced.add(own);
    if (operation.writes()) {
      assertThat(replaced)
          .as("step %d: what was written was replaced, or is there", step)
          .containsOnlyOnce("own");
    }
    SlotWriter.exchange(chain, OWN, null, null);
    assertThat(chain.value(OWN)).as("step %d, removed", step).isNull();
    SlotInspector.check(chain);
    return reached.get();
  }

  private static SteppedChain prepared(Operation operation, Weakness weakness) {
    SteppedChain chain = new SteppedChain(0, weakness);
    if (operation.presentBefore()) {
      SlotWriter.store(chain, OWN, "before", true, true);
    }
    switch (operation) {
      case INSERT_THAT_SWEEPS -> {
        for (int key = 0; !chain.root().wantsSweep; key++) {
          SlotWriter.store(chain, 1_000 + key, key, true, true);
        }
      }
      case REMOVE_THAT_SWEEPS -> {
        for (int key = 0; key < 300; key++) {
          SlotWriter.store(chain, 1_000 + key, key, true, true);
        }
        for (int key = 0; !chain.root().wantsSweep; key++) {
          SlotWriter.exchange(chain, 1_000 + key, null, null);
        }
      }
      case COLLIDING -> {
        for (int id = 0; id < 12; id++) {
          SlotWriter.store(chain, new Same(id), id, true, true);
        }
      }
      case TRIM -> {
        for (int key = 0; key < 40; key++) {
          SlotWriter.store(chain, 1_000 + key, key, true, true);
          SlotWriter.exchange(chain, 1_000 + key / 2, null, null);
        }
      }
      default -> {}
    }
    return chain;
  }

  /** Makes the table grow before anyone else has come near the stopped thread's key. */
  private static void grow(SteppedChain chain) {
    long before = chain.root().generation;
    for (int key = 5_000; chain.root().generation == before; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
  }

  /** Reads, writes and removes the stopped thread's key and many others, so that tables grow. */
  private static void useEverything(SteppedChain chain, List<Object> replaced) {
    chain.value(OWN);
    replaced.add(SlotWriter.store(chain, OWN, "other", true, true));
    assertThat(chain.value(OWN)).isEqualTo("other");
    replaced.add(SlotWriter.exchange(chain, OWN, null, null));
    assertThat(chain.value(OWN)).isNull();
    SlotWriter.store(chain, OWN, "other", true, false);
    for (int key = 100; key < 100 + OTHERS; key++) {
      assertThat(SlotWriter.store(chain, key, key, true, true)).isNull();
      assertThat(chain.value(key)).isEqualTo(key);
    }
    for (int round = 0; round < 3; round++) {
      for (int key = 2_000; key < 2_100; key++) {
        SlotWriter.store(chain, key, key, true, true);
      }
      for (int key = 2_000; key < 2_100; key++) {
        assertThat(SlotWriter.exchange(chain, key, key, null)).isEqualTo(key);
      }
      chain.trim();
    }
    SlotTraversal<Object, Object> traversal = new SlotTraversal<>(chain);
    int seen = 0;
    while (traversal.advance()) {
      Object key = traversal.key();
      seen += key instanceof Integer id && id >= 100 && id < 100 + OTHERS ? 1 : 0;
    }
    assertThat(seen).isEqualTo(OTHERS);
    assertThat(chain.mappingCount()).isGreaterThanOrEqualTo(OTHERS);
  }

  /** A function that never ends holds up nobody but writers of its own key. */
  @Test
  void aReservationMovesThroughSweeps() {
    SteppedChain chain = new SteppedChain(0);
    SlotWriter.store(chain, OWN, "before", true, true);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BiFunction<Object, Object, Object> function =
        (key, value) -> {
          inside.countDown();
          await(goOn);
          return value + " after";
        };
    new Crew()
        .once("computer", () -> SlotWriter.compute(chain, OWN, Remapping.COMPUTE, function, null))
        .once(
            "others",
            () -> {
              inside.await();
              try {
                for (int key = 100; key < 3_000; key++) {
                  SlotWriter.store(chain, key, key, true, true);
                  assertThat(chain.value(OWN)).isEqualTo("before");
                }
                for (int key = 100; key < 3_000; key++) {
                  SlotWriter.exchange(chain, key, null, null);
                }
                chain.trim();
                assertThat(chain.value(OWN)).isEqualTo("before");
              } finally {
                goOn.countDown();
              }
            })
        .runToEnd();
    assertThat(chain.value(OWN)).isEqualTo("before after");
    SlotWriter.store(chain, OWN, "later", true, true);
    assertThat(chain.value(OWN)).isEqualTo("later");
    SlotInspector.check(chain);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
