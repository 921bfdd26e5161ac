package dev.inlay.internal.striped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Crew;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A thread that slept while it copied a mapping wakes when the mapping has long been removed, and
 * leaves a slot without a value. Nobody inserts the key there while another does elsewhere.
 */
class LatecomerTest {

  private record Same(int id) implements Comparable<Same> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(id, other.id);
    }
  }

  /** Stops one thread before it stores a given key instance, another before it stores a tree. */
  private static final class StoppingChain extends TableChain {
    final CountDownLatch copierStopped = new CountDownLatch(1);
    final CountDownLatch copierGoesOn = new CountDownLatch(1);
    final CountDownLatch inserterStopped = new CountDownLatch(1);
    final CountDownLatch inserterGoesOn = new CountDownLatch(1);
    volatile @Nullable Thread copier;
    volatile @Nullable Thread inserter;
    volatile @Nullable Object copied;

    StoppingChain() {
      super(0, MAX_CAPACITY);
    }

    @Override
    SlotTable newTable(int capacity, long generation, int deadBefore) {
      return new SlotTable(capacity, generation, deadBefore) {
        @Override
        boolean casKey(int at, Object key) {
          if (key == copied && Thread.currentThread() == copier) {
            copierStopped.countDown();
            await(copierGoesOn);
          }
          return super.casKey(at, key);
        }

        @Override
        boolean casValue(int at, @Nullable Object expected, Object value) {
          if (SlotTable.tree(value) != null && Thread.currentThread() == inserter) {
            inserterStopped.countDown();
            await(inserterGoesOn);
          }
          return super.casValue(at, expected, value);
        }
      };
    }
  }

  @Test
  void aKeyIsNotInsertedTwice() {
    StoppingChain chain = new StoppingChain();
    Same key = new Same(0);
    for (int id = 0; id < 14; id++) {
      SlotWriter.store(chain, id == 0 ? key : new Same(id), id, true, true);
    }
    chain.copied = key;
    Object[] results = new Object[2];
    new Crew()
        .once(
            "copier",
            () -> {
              chain.copier = Thread.currentThread();
              chain.trim();
            })
        .once(
            "inserter",
            () -> {
              chain.copierStopped.await();
              chain.trim();
              assertThat(SlotWriter.exchange(chain, new Same(0), null, null)).isEqualTo(0);
              chain.inserter = Thread.currentThread();
              results[0] = SlotWriter.store(chain, new Same(0), "first", true, true);
            })
        .once(
            "other",
            () -> {
              chain.inserterStopped.await();
              chain.copierGoesOn.countDown();
              Thread copier = chain.copier;
              if (copier != null) {
                copier.join();
              }
              results[1] = SlotWriter.store(chain, new Same(0), "second", true, true);
              chain.inserterGoesOn.countDown();
            })
        .runToEnd();
    assertThat(results).containsExactly("second", null);
    SlotInspector.check(chain);
    assertThat(SlotWriter.exchange(chain, key, null, null)).isEqualTo("first");
    assertThat(SlotWriter.exchange(chain, key, null, null)).isNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
