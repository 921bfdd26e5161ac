package dev.inlay.contract.concurrent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlay.InlayMap;
import dev.inlay.MapTraits.Consistency;
import dev.inlay.contract.MapContract;
import dev.inlay.contract.Transactions;
import dev.inlay.contract.tools.TestSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Properties that hold while many threads use one map. */
class InvariantsTest extends MapContract {
  private final Duration span = TestSettings.span(250);

  @Test
  void countersLoseNoStep() {
    CounterInvariant.check(newMap(), span);
  }

  @Test
  void computeIfAbsentRunsOnceAndGivesOneInstance() {
    OnceOnlyInvariant.check(newMap(), span);
  }

  @Test
  void everyValueLeavesOnce() {
    ChurnInvariant.check(newMap(), span);
  }

  @Test
  void growingWritersLoseNoKey() {
    GrowthInvariant.check(newMap(), span);
  }

  @Test
  void traversalsShowWhatStays() {
    TraversalInvariant.check(newMap(), span);
  }

  @Test
  void readersSurviveReshaping() {
    ReshapeInvariant.check(newMap(), span);
  }

  @Test
  void sizeIsNeverNegativeAndExactWhenQuiet() {
    SizeInvariant.check(newMap(), span);
  }

  @Test
  void clearUnderLoadEndsEmpty() {
    SizeInvariant.checkClear(newMap(), span);
  }

  @Test
  void snapshotsShowOneMoment() {
    InlayMap<Integer, Integer> map = newMap();
    assumeTrue(map.traits().snapshot() == Consistency.ONE_MOMENT, "snapshots are weak");
    SnapshotInvariant.check(map, InlayMap::snapshot, span);
  }

  @Test
  void transactionsReadOneMoment() {
    Transactions transactions = transactions();
    SnapshotInvariant.check(
        newMap(),
        map -> {
          List<Integer> keys = IntStream.range(0, map.size()).boxed().toList();
          return transactions.<Integer, Integer, Map<Integer, Integer>>atomically(
              map,
              keys,
              view -> {
                Map<Integer, Integer> seen = new HashMap<>();
                view.keys().forEach(key -> seen.put(key, view.get(key)));
                return seen;
              });
        },
        span);
  }

  @Test
  void transfersKeepTheTotal() {
    BankInvariant.check(newMap(), transactions(), span);
  }

  @Test
  void readersSeeTransactionsWhole() {
    VisibilityInvariant.check(newMap(), transactions(), span);
  }

  private Transactions transactions() {
    assumeTrue(subject.transactions().isPresent(), "the map has no transactions");
    return subject.transactions().get();
  }
}
