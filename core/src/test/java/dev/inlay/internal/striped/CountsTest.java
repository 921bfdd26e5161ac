package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Hang;
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

  /** Two threads at once, and no memory for several cells. */
  @Test
  void addsInOneCellForWantOfMemory() {
    StripedCounter counter = new StripedCounter();
    Meanwhile.run(
        () -> Inner.call(counter, "addInOneCell", 1L),
        () -> Inner.call(counter, "addInOneCell", 10L));
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

  /**
   * Owes one mapping in a bin, and three in all, unless those are counted already. Before a count,
   * something happens once.
   */
  private static TableChain owing(Runnable[] meanwhile, boolean binnedOnly) {
    TableChain chain =
        new TableChain(0, TableChain.MAX_CAPACITY, 5) {
          private void meet() {
            Runnable now = meanwhile[0];
            meanwhile[0] = null;
            if (now != null) {
              now.run();
            }
          }

          @Override
          void count(long amount) {
            meet();
            super.count(amount);
          }

          @Override
          void countBinned(long amount) {
            meet();
            super.countBinned(amount);
          }
        };
    if (binnedOnly) {
      chain.count(3 * TableChain.INSERTED);
    } else {
      chain.owed = 3 * TableChain.INSERTED;
    }
    chain.owedBinned = TableChain.INSERTED;
    return chain;
  }

  private static void requireSettled(TableChain chain) {
    assertThat(chain.mappingCount()).isEqualTo(3);
    assertThat(chain.figures().binnedEntries()).isEqualTo(1);
    assertThat(chain.owed).isZero();
    assertThat(chain.owedBinned).isZero();
  }

  /** Another asks for the size at the same time: each amount is counted once. */
  @Test
  void twoSettleAtOnce() {
    for (int binned = 0; binned < 2; binned++) {
      Runnable[] meanwhile = {null};
      TableChain chain = owing(meanwhile, binned == 1);
      meanwhile[0] = () -> assertThat(chain.mappingCount()).isLessThanOrEqualTo(3);
      assertThat(chain.mappingCount()).isEqualTo(3);
      assertThat(chain.figures().binnedEntries()).isEqualTo(1);
      assertThat(chain.owed).isZero();
      assertThat(chain.owedBinned).isZero();
      requireSettled(chain);
    }
  }

  /** Who takes an amount leaves none of it to another that takes it at the same moment. */
  @Test
  void twoTakeAtOnce() {
    for (int binned = 0; binned < 2; binned++) {
      TableChain chain = owing(new Runnable[] {null}, binned == 1);
      Meanwhile.run(chain::mappingCount, chain::mappingCount);
      requireSettled(chain);
    }
  }

  /** Who settles runs out of stack: the next does. */
  @Test
  void whatCouldNotBeSettledIsStillOwed() {
    for (int binned = 0; binned < 2; binned++) {
      Runnable[] meanwhile = {null};
      TableChain chain = owing(meanwhile, binned == 1);
      meanwhile[0] =
          () -> {
            throw new StackOverflowError("as planned");
          };
      assertThat(Hang.thrownBy(StackOverflowError.class, chain::mappingCount)).isNotNull();
      requireSettled(chain);
    }
  }

  /** Who tidies up runs out of stack: the next goes on. */
  @Test
  void whatCouldNotBeTidiedIsNotForgotten() {
    boolean[] ends = {false};
    TableChain chain =
        new TableChain(0, TableChain.MAX_CAPACITY, 5) {
          @Override
          SlotTable newTable(int capacity, long generation, int deadBefore) {
            return new SlotTable(capacity, generation, deadBefore) {
              @Override
              boolean casValue(int at, Object expected, Object value) {
                if (ends[0]) {
                  ends[0] = false;
                  throw new StackOverflowError("as planned");
                }
                return super.casValue(at, expected, value);
              }
            };
          }
        };
    SlotWriter.store(chain, 1, 1, true, true);
    SlotWriter.store(chain, 2, 2, true, true);
    SlotTable table = chain.root();
    int at = table.locate(1, 1, chain.hash(1));
    Reservation left = new Reservation(1);
    left.before = 1;
    table.allowReservations();
    table.casValue(at, 1, left);
    left.decided = Marker.DEAD;
    chain.untidy = true;
    ends[0] = true;
    assertThat(Hang.thrownBy(StackOverflowError.class, chain::mappingCount)).isNotNull();
    assertThat(chain.mappingCount()).isEqualTo(1);
    assertThat(chain.untidy).isFalse();
  }

  /** The slot is another writer's, and alive. */
  @Test
  void whoLosesAnInsertionLeavesNoDeadSlot() {
    TableChain[] chains = new TableChain[1];
    TableChain chain =
        new TableChain(0, TableChain.MAX_CAPACITY, 5) {
          @Override
          SlotTable newTable(int capacity, long generation, int deadBefore) {
            return new SlotTable(capacity, generation, deadBefore) {
              @Override
              boolean casValue(int at, Object expected, Object value) {
                if (value.equals("late")) {
                  SlotWriter.store(chains[0], 1, "first", true, true);
                }
                return super.casValue(at, expected, value);
              }
            };
          }
        };
    chains[0] = chain;
    assertThat(SlotWriter.store(chain, 1, "late", true, false)).isEqualTo("first");
    assertThat(chain.mappingCount()).isEqualTo(1);
    assertThat(chain.figures().deadSlots()).isZero();
    SlotWriter.exchange(chain, 1, null, null);
    assertThat(chain.figures().deadSlots()).isEqualTo(1);
    SlotInspector.check(chain);
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

  /** While counts never stand still, a walk decides whether there is anything. */
  @Test
  void aWalkFindsWhatThereIs() {
    TableChain chain = TestChains.fixed();
    assertThat(Inner.call(chain, "oneIfAny")).isEqualTo(0L);
    SlotWriter.store(chain, 1, "one", true, true);
    assertThat(Inner.call(chain, "oneIfAny")).isEqualTo(1L);
    SlotWriter.exchange(chain, 1, null, null);
    assertThat(Inner.call(chain, "oneIfAny")).isEqualTo(0L);
  }
}
