package dev.inlay.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.proof.hook.Meanwhile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShardLockTest {

  /** Held for so long that those who wait pause, queue and park. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void oneThreadHasItHoweverLongTheOthersWait() throws InterruptedException {
    ShardLock lock = new ShardLock();
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 8; round++) {
                  lock.acquire();
                  if (holders.incrementAndGet() > 1) {
                    together.incrementAndGet();
                  }
                  pause(round % 2 == 0 ? 5 : 0);
                  holders.decrementAndGet();
                  lock.locked = ShardLock.FREE;
                  lock.wakeNext();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(together).hasValue(0);
    assertThat(lock.locked).isEqualTo(ShardLock.FREE);
    Collection<?> queue = (Collection<?>) Inner.field(ShardLock.class, lock, "queue");
    assertThat(Objects.requireNonNull(queue).isEmpty()).isTrue();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void twoThatComeAtOnceWaitInOneQueue() {
    ShardLock lock = new ShardLock();
    Object[] queues = new Object[2];
    Meanwhile.run(
        () -> queues[0] = Inner.call(lock, "queue"), () -> queues[1] = Inner.call(lock, "queue"));
    assertThat(queues[0] == queues[1]).isTrue();
  }
}
