package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.proof.hook.Meanwhile;
import org.junit.jupiter.api.Test;

/** No count is lost, though two threads count at one moment. */
class CountsTest {

  @Test
  void addsInOneCell() {
    StripedCounter counter = new StripedCounter();
    Meanwhile.run(() -> counter.add(1), () -> counter.add(10));
    assertThat(counter.sum()).isEqualTo(11);
  }

  @Test
  void addsInSeveralCells() {
    StripedCounter counter = new StripedCounter();
    Inner.call(counter, "spread");
    Meanwhile.run(() -> counter.add(1), () -> counter.add(10));
    assertThat(counter.sum()).isEqualTo(11);
  }

  @Test
  void spreadsOnce() {
    StripedCounter counter = new StripedCounter();
    Meanwhile.run(
        () -> Inner.call(counter, "spread"),
        () -> {
          Inner.call(counter, "spread");
          counter.add(10);
        });
    assertThat(counter.sum()).isEqualTo(10);
  }

  @Test
  void countsWaitsAndBins() {
    TableChain chain = TestChains.fixed();
    Meanwhile.run(chain::countWait, chain::countWait);
    assertThat(chain.figures().waits()).isEqualTo(2);
    Meanwhile.run(
        () -> chain.countBinned(TableChain.INSERTED), () -> chain.countBinned(TableChain.INSERTED));
    assertThat(chain.figures().binnedEntries()).isEqualTo(2);
  }

  @Test
  void settlesWhatIsOwed() {
    TableChain chain = TestChains.fixed();
    chain.owed = 3 * TableChain.INSERTED;
    chain.owedBinned = TableChain.INSERTED;
    Meanwhile.run(chain::mappingCount, () -> chain.countBinned(TableChain.INSERTED));
    assertThat(chain.figures().binnedEntries()).isEqualTo(2);
    assertThat(chain.mappingCount()).isEqualTo(3);
    assertThat(chain.owed).isZero();
  }

  @Test
  void countsSweeps() {
    TableChain chain = TestChains.fixed();
    for (int key = 0; key < 40; key++) {
      SlotWriter.store(chain, key, key, true, true);
    }
    chain.trim();
    long before = chain.figures().sweeps();
    assertThat(before).isPositive();
    SlotWriter.exchange(chain, 1, null, null);
    Meanwhile.run(
        chain::trim,
        () -> {
          chain.settledRoot();
          SlotWriter.exchange(chain, 2, null, null);
          chain.trim();
        });
    assertThat(chain.figures().sweeps()).isEqualTo(before + 2);
  }

  /** While others count, a removal may be seen before the insertion was. */
  @Test
  void noCountIsNegative() {
    TableChain chain = TestChains.fixed();
    chain.count(TableChain.REMOVED);
    assertThat(chain.mappingCount()).isZero();
    assertThat(chain.roughCount()).isZero();
  }
}
