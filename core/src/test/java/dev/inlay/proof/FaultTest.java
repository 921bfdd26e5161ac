package dev.inlay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.contract.tools.TestSettings;
import dev.inlay.proof.weave.Faults;
import dev.inlay.proof.weave.HookWeaving;
import dev.inlay.proof.weave.Rewriting;
import dev.inlay.proof.weave.Weaving;
import dev.inlay.proof.weave.WovenLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Memory that runs out at each allocation, for once and until the call ends; a stack that ends at
 * each call; a thread that dies at each; user code that throws an exception wherever it is called:
 * nothing is lost, nothing stays locked, and the map goes on. Calls of the JDK's methods count as
 * allocations and as calls. One place in so many by default, others each time; in a long run
 * ({@code -Dinlay.scale=4}) all of them, but for the two longest scripts.
 *
 * <p>The thread works alone, on one shard, on four, and on such as split; or meets others, for
 * whose locks, reservations or turns it waits, or who wait for it, or in whose sweep it helps.
 */
class FaultTest {

  /** As {@code dev.inlay.scenario.Injector.Kind} has them. */
  private enum Kind {
    MEMORY,
    STACK,
    /**
     * As {@code Thread.stop} used to do it, but only where a thread calls something: accesses
     * through VarHandles count, plain stores do not.
     */
    DEATH,
    ALL_MEMORY,
    /** User code throws an exception. */
    USER
  }

  /** At how many keys shards split in those tests that let them. */
  private static final int FULL_SHARD = 32;

  /** Of scripts of which so many places are one, a long run takes some places only, too. */
  private static final long LARGEST_SCRIPT = 400;

  /** Fewer places in a script would mean that it is not the one it was. */
  private static final long LEAST = 50;

  @SuppressWarnings("unchecked")
  private static long[] inject(String map, Kind kind, long stride, Weaving... faults) {
    List<Weaving> weavings = new ArrayList<>(List.of(HookWeaving.ofShortages()));
    if (map.contains("that splits")) {
      weavings.add(Rewriting.splittingAt(FULL_SHARD));
    }
    weavings.addAll(List.of(faults));
    BiFunction<String, long[], long[]> shortages =
        new WovenLoader(weavings.toArray(Weaving[]::new))
            .make(BiFunction.class, "dev.inlay.scenario.Shortages");
    long step = TestSettings.isLongRun() ? Math.max(1, stride / LARGEST_SCRIPT) : stride;
    long first = TestSettings.random("FaultTest").nextInt((int) step);
    long[] counts = shortages.apply(map, new long[] {kind.ordinal(), first, step});
    System.out.printf(
        "%s: %,d faults of %s, %,d of them seen by the caller%n", map, counts[0], kind, counts[1]);
    return counts;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ShardedMap | 7",
        "ShardedMap of 4 shards | 7",
        "ShardedMap that splits | 7",
        "ShardedMap, met by others | 5",
        "ShardedMap of 4 shards, met by others | 5",
        "ShardedMap that splits, met by others | 5",
        "StripedMap | 3",
        "StripedMap, met by others | 23",
        "SnapshotMap | 13",
        "SnapshotMap, met by others | 29",
      })
  void memoryRunsOut(String map, long stride) {
    assertThat(inject(map, Kind.MEMORY, stride)[0]).isGreaterThan(LEAST);
    assertThat(inject(map, Kind.ALL_MEMORY, stride)[0]).isGreaterThan(LEAST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ShardedMap | 331",
        "ShardedMap of 4 shards | 331",
        "ShardedMap that splits | 331",
        "ShardedMap, met by others | 397",
        "ShardedMap of 4 shards, met by others | 397",
        "ShardedMap that splits, met by others | 397",
        "StripedMap | 271",
        "StripedMap, met by others | 1501",
        "SnapshotMap | 397",
        "SnapshotMap, met by others | 997",
      })
  void theStackEndsOrTheThreadDies(String map, long stride) {
    assertThat(inject(map, Kind.STACK, stride)[0]).isGreaterThan(LEAST);
    assertThat(inject(map, Kind.DEATH, stride)[0]).isGreaterThan(LEAST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ShardedMap | 17",
        "ShardedMap of 4 shards | 17",
        "ShardedMap that splits | 17",
        "ShardedMap, met by others | 17",
        "ShardedMap of 4 shards, met by others | 13",
        "ShardedMap that splits, met by others | 13",
        "StripedMap | 11",
        "StripedMap, met by others | 7",
        "SnapshotMap | 11",
        "SnapshotMap, met by others | 11",
      })
  void userCodeThrows(String map, long stride) {
    assertThat(inject(map, Kind.USER, stride)[0]).isGreaterThan(LEAST);
  }

  /**
   * A handler left out, for each kind of fault: those of errors in a class, or the {@code finally}
   * of a method.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StripedMap | STACK | 7 | SlotWriter | errors",
        "StripedMap | DEATH | 7 | SlotWriter | errors",
        "ShardedMap | MEMORY | 7 | ShardTransaction | publish",
        "ShardedMap | ALL_MEMORY | 7 | ShardTransaction | publish",
        "ShardedMap | USER | 1 | ShardWriter | run",
      })
  void aMissingHandlerIsNoticed(String map, Kind kind, long stride, String type, String handlers) {
    assertThatThrownBy(
            () ->
                inject(
                    map,
                    kind,
                    stride,
                    handlers.equals("errors")
                        ? Faults.withoutHandlers(type, false)
                        : Faults.withoutHandlers(type, true, handlers)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(map + ", fault of " + kind);
  }
}
