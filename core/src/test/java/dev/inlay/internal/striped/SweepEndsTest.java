package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.compute.Remapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A sweep that insertions have begun is brought to its end by whatever else is done to the map,
 * whether its key is present or not, and whether it changes anything.
 */
class SweepEndsTest {

  private static final int ABSENT = 1_000_000;

  /** An operation that is repeated with the keys of all mappings. */
  private interface Operation {
    void run(TableChain chain, int key);
  }

  private static Map<String, Operation> writes() {
    BiFunction<Object, Object, Object> first = (present, given) -> present;
    BiFunction<Object, Object, Object> nothing = (key, present) -> null;
    Function<Object, Object> one = key -> 1;
    Function<Object, Object> none = key -> null;
    Map<String, Operation> writes = new LinkedHashMap<>();
    both(writes, "put", (chain, key) -> SlotWriter.store(chain, key, key, true, true));
    both(writes, "putIfAbsent", (chain, key) -> SlotWriter.store(chain, key, key, true, false));
    both(writes, "replace", (chain, key) -> SlotWriter.store(chain, key, key, false, true));
    both(writes, "replace pair", (chain, key) -> SlotWriter.exchange(chain, key, key, key));
    both(writes, "replace wrong", (chain, key) -> SlotWriter.exchange(chain, key, "wrong", key));
    both(writes, "remove", (chain, key) -> SlotWriter.exchange(chain, key, null, null));
    both(writes, "remove wrong", (chain, key) -> SlotWriter.exchange(chain, key, "wrong", null));
    computing(writes, "compute", Remapping.COMPUTE, first);
    computing(writes, "compute nothing", Remapping.COMPUTE, nothing);
    computing(writes, "computeIfPresent", Remapping.COMPUTE_IF_PRESENT, first);
    computing(writes, "computeIfPresent nothing", Remapping.COMPUTE_IF_PRESENT, nothing);
    // Of the map's own, only calls that found nothing before come as far.
    computing(writes, "computeIfAbsent", Remapping.COMPUTE_IF_ABSENT, one);
    computing(writes, "computeIfAbsent nothing", Remapping.COMPUTE_IF_ABSENT, none);
    both(
        writes,
        "merge",
        (chain, key) -> SlotWriter.compute(chain, key, Remapping.MERGE, first, key));
    return writes;
  }

  private static void both(Map<String, Operation> writes, String name, Operation write) {
    writes.put(name + ", present", write);
    writes.put(name + ", absent", (chain, key) -> write.run(chain, ABSENT + key));
  }

  private static void computing(
      Map<String, Operation> writes, String name, Remapping kind, Object function) {
    both(writes, name, (chain, key) -> SlotWriter.compute(chain, key, kind, function, null));
  }

  private final TableChain chain = new TableChain(0, TableChain.MAX_CAPACITY);
  private int keys;

  /** Inserts until a sweep of many stripes has begun; returns the table that is swept. */
  private SlotTable begun() {
    // The first sweeps are of one stripe, and end where they begin.
    while (keys < 10_000 || chain.root().sweep() == null) {
      SlotWriter.store(chain, keys, keys, true, true);
      keys++;
    }
    return chain.root();
  }

  /** Repeats an operation until the sweep has ended; returns how often, or a large number. */
  private int untilSwept(SlotTable swept, int most, Operation operation) {
    int done = 0;
    while (chain.root() == swept && done < most) {
      operation.run(chain, done % keys);
      done++;
    }
    return chain.root() == swept ? Integer.MAX_VALUE : done;
  }

  @TestFactory
  Stream<DynamicTest> everyWriteHelps() {
    return writes().entrySet().stream()
        .map(
            write ->
                DynamicTest.dynamicTest(
                    write.getKey(), () -> new SweepEndsTest().helps(write.getValue())));
  }

  private void helps(Operation write) {
    SlotTable swept = begun();
    int stripes = swept.capacity() / Sweep.STRIPE;
    assertThat(untilSwept(swept, 10 * stripes, write)).isLessThanOrEqualTo(2 * stripes);
  }

  /** What need not wait for a function does not wait for another operation to help either. */
  @Test
  void whoMeetsAFunctionHelps() {
    SlotWriter.store(chain, -1, -1, true, true);
    BiFunction<Object, Object, Object> inside =
        (key, present) -> {
          SlotTable swept = begun();
          int stripes = swept.capacity() / Sweep.STRIPE;
          Operation own = (chain, any) -> SlotWriter.store(chain, -1, "no", true, false);
          assertThat(untilSwept(swept, 10 * stripes, own)).isLessThanOrEqualTo(2 * stripes);
          return present;
        };
    assertThat(SlotWriter.compute(chain, -1, Remapping.COMPUTE, inside, null)).isEqualTo(-1);
  }

  /** Of look-ups, one of a few dozen that go on in the next table. */
  @Test
  void lookUpsHelp() {
    assertThat(untilSwept(begun(), 4 * keys, (chain, key) -> chain.get(key, key)))
        .isLessThanOrEqualTo(4 * keys);
  }
}
