package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CLAIMED to WAITING: writes carried out for others in a turn whose publication fails. */
@Timeout(60)
class FailedPublicationTest {

  /** Writers of versions of which one cannot be made. */
  private static final class Failing extends VersionWriter {
    final AtomicBoolean fails = new AtomicBoolean();

    @Override
    Version versionOf(TrieEdit edit) {
      if (fails.compareAndSet(true, false)) {
        throw new OutOfMemoryError("planned");
      }
      return super.versionOf(edit);
    }
  }

  @Test
  void theyAreCarriedOutOnceAllTheSame() throws InterruptedException {
    Failing writer = new Failing();
    writer.store("counter", 0, true, true);
    writer.fails.set(true);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                assertThatThrownBy(
                        () ->
                            writer.update(
                                transaction -> {
                                  inside.countDown();
                                  await(goOn);
                                  // New instances: what the waiters have seen does not hold here.
                                  transaction.set("new 1", -1);
                                  return transaction.set("counter", -1);
                                }))
                    .isInstanceOf(OutOfMemoryError.class));
    holder.start();
    inside.await();
    List<Thread> waiters = new ArrayList<>();
    Object[] before = new Object[8];
    for (int i = 0; i < before.length; i++) {
      int number = i;
      Thread waiter =
          new Thread(
              () ->
                  before[number] =
                      writer.store(new String("new " + number % 4), number, true, true));
      waiter.start();
      waiters.add(waiter);
    }
    for (Thread waiter : waiters) {
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
    }
    goOn.countDown();
    holder.join();
    for (Thread waiter : waiters) {
      waiter.join();
    }
    TrieInspector.check(writer.current());
    assertThat(writer.fails).isFalse();
    assertThat(writer.current().get("counter", "counter".hashCode())).isEqualTo(0);
    assertThat(writer.current().size()).isEqualTo(5);
    // Of the two writes of a key, the second has seen the first, and its value stands.
    for (int key = 0; key < 4; key++) {
      Object value = writer.current().get("new " + key, ("new " + key).hashCode());
      int last = (Integer) value;
      int first = last == key ? key + 4 : key;
      assertThat(before[last]).isEqualTo(first);
      assertThat(before[first]).isNull();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
