package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.internal.compute.Remapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A sweep that insertions have begun is brought to its end by whatever else is done to the map. */
class SweepEndsTest {

  private static Map<String, BiConsumer<TableChain, Integer>> operations() {
    BiFunction<Object, Object, Object> first = (present, given) -> present;
    Map<String, BiConsumer<TableChain, Integer>> operations = new LinkedHashMap<>();
    operations.put("put", (chain, key) -> SlotWriter.store(chain, key, key, true, true));
    operations.put("replace", (chain, key) -> SlotWriter.store(chain, key, key, false, true));
    operations.put("replace pair", (chain, key) -> SlotWriter.exchange(chain, key, key, key));
    operations.put("remove", (chain, key) -> SlotWriter.exchange(chain, key, null, null));
    operations.put(
        "merge", (chain, key) -> SlotWriter.compute(chain, key, Remapping.MERGE, first, key));
    operations.put(
        "computeIfPresent",
        (chain, key) -> SlotWriter.compute(chain, key, Remapping.COMPUTE_IF_PRESENT, first, null));
    operations.put("get", (chain, key) -> chain.get(key, key.hashCode()));
    return operations;
  }

  @Test
  void everyOperationHelps() {
    operations()
        .forEach(
            (name, operation) -> {
              TableChain chain = new TableChain(0, TableChain.MAX_CAPACITY);
              int keys = 0;
              // The first sweeps are of one stripe, and end where they begin.
              while (keys < 10_000 || chain.root().sweep() == null) {
                SlotWriter.store(chain, keys, keys, true, true);
                keys++;
              }
              int stripes = chain.root().capacity() / Sweep.STRIPE;
              SlotTable swept = chain.root();
              int done = 0;
              for (int round = 0; round < 4 && chain.root() == swept; round++) {
                for (int key = 0; key < keys && chain.root() == swept; key++) {
                  operation.accept(chain, key);
                  done++;
                }
              }
              assertThat(chain.root()).as(name).isNotSameAs(swept);
              if (!name.equals("get")) {
                assertThat(done).as(name).isLessThanOrEqualTo(2 * stripes);
              }
            });
  }
}
