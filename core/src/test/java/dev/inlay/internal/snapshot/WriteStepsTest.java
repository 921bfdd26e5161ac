package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inlay.internal.compute.Remapping;
import dev.inlay.internal.wait.Hold;
import dev.inlay.proof.hook.Meanwhile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a write may become, step by step, and whose turn it is meanwhile. */
class WriteStepsTest {

  private static final int CLAIMED = 1;
  private static final int WITHDRAWN = 3;

  private static Write write(boolean solo) {
    return new Write() {
      @Override
      void apply(TrieEdit edit) {}

      @Override
      boolean canBeApplied(TrieEdit edit) {
        return !solo;
      }

      @Override
      boolean isSolo() {
        return solo;
      }

      @Override
      public String what() {
        return "a key";
      }
    };
  }

  private static Write inState(int state) {
    Write write = write(false);
    write.state = state;
    return write;
  }

  private static Turn turn() {
    return new Turn() {};
  }

  @Test
  void oneThatWaitsAndNoOtherIsClaimed() {
    assertThat(inState(Write.WAITING).claim()).isTrue();
    for (int state : new int[] {CLAIMED, Write.DONE, WITHDRAWN}) {
      Write write = inState(state);
      assertThat(write.claim()).isFalse();
      assertThat(write.state).isEqualTo(state);
    }
    List<Boolean> claimed = new ArrayList<>();
    Write write = write(false);
    Meanwhile.run(() -> claimed.add(write.claim()), () -> claimed.add(write.claim()));
    assertThat(claimed).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void itIsCarriedOutOrWithdrawn() {
    assertThat(inState(Write.WAITING).withdraw()).isTrue();
    assertThat(inState(Write.DONE).withdraw()).isFalse();
    assertThat(inState(WITHDRAWN).withdraw()).isTrue();
    List<Boolean> done = new ArrayList<>();
    Write write = write(false);
    Meanwhile.run(() -> done.add(write.withdraw()), () -> done.add(write.claim()));
    assertThat(done).containsExactlyInAnyOrder(true, false);
  }

  /** Who has claimed it may be slow; what comes of it decides. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void withdrawingWaitsForWhoHasClaimedIt() throws InterruptedException {
    for (int end : new int[] {Write.DONE, Write.WAITING}) {
      Write write = inState(CLAIMED);
      List<Boolean> withdrawn = new ArrayList<>();
      Thread thread = new Thread(() -> withdrawn.add(write.withdraw()));
      thread.start();
      Thread.sleep(20);
      assertThat(thread.isAlive()).isTrue();
      write.state = end;
      thread.join();
      assertThat(withdrawn).containsExactly(end == Write.WAITING);
    }
  }

  @Test
  void isOver() {
    assertThat(inState(Write.WAITING).isOver()).isFalse();
    assertThat(inState(CLAIMED).isOver()).isFalse();
    assertThat(inState(Write.DONE).isOver()).isTrue();
    assertThat(inState(WITHDRAWN).isOver()).isTrue();
  }

  // ---------------------------------------------------------------- turns

  @Test
  void queuesAreMadeOnceForEachKind() {
    for (int first = 0; first < 2; first++) {
      Turn turn = turn();
      Object[] queues = new Object[4];
      for (int next = 0; next < 2; next++) {
        int solo = first ^ next;
        Write write = write(solo == 1);
        Meanwhile.run(
            () -> queues[2 * solo] = queue(turn, write),
            () -> queues[2 * solo + 1] = queue(turn, write));
      }
      assertThat(queues[0] == queues[1] && queues[2] == queues[3]).isTrue();
      assertThat(queues[0] == queues[2]).isFalse();
      assertThat(turn.waiting() == queues[0]).isTrue();
    }
  }

  @SuppressWarnings("unchecked")
  private static Collection<Write> queue(Turn turn, Write write) {
    try {
      var method = Turn.class.getDeclaredMethod("queueFor", Write.class);
      method.setAccessible(true);
      return (Collection<Write>) method.invoke(turn, write);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void waitsAreCounted() {
    Turn turn = turn();
    turn.turn = 1;
    Write done = inState(Write.DONE);
    Meanwhile.run(() -> turn.take(done), () -> turn.take(done));
    assertThat(turn.waits()).isEqualTo(2);
  }

  @Test
  void thoseThatAreOverWaitNoMore() {
    for (boolean solo : new boolean[] {false, true}) {
      Turn turn = turn();
      assertThat(turn.hasWaiting()).isFalse();
      Write first = write(solo);
      Write second = write(solo);
      Collection<Write> queue = queue(turn, first);
      queue.add(first);
      queue.add(second);
      assertThat(turn.hasWaiting()).isTrue();
      turn.wakeNext();
      assertThat(queue).hasSize(2);
      first.state = Write.DONE;
      turn.wakeNext();
      assertThat(queue).containsExactly(second);
      second.abandoned = true;
      assertThat(turn.hasWaiting()).isFalse();
      turn.wakeNext();
      assertThat(queue).isEmpty();
    }
  }

  /** Held for so long that those who wait pause, queue and park. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void oneThreadHasItHoweverLongTheOthersWait() throws InterruptedException {
    Turn turn = turn();
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean solo = i % 2 == 0;
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 6; round++) {
                  Write write = write(solo);
                  if (!turn.take(write) || holders.incrementAndGet() > 1) {
                    wrong.incrementAndGet();
                  }
                  pause(round % 2 == 0 ? 4 : 0);
                  holders.decrementAndGet();
                  write.state = Write.DONE;
                  turn.turn = Turn.FREE;
                  turn.wakeNext();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).hasValue(0);
  }

  /** Carried out by another thread, while it pauses and long after. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void whoseWriteIsCarriedOutDoesNotTakeTheTurn() throws InterruptedException {
    for (int millis : new int[] {0, 20}) {
      Turn turn = turn();
      turn.turn = 1;
      List<Boolean> taken = new ArrayList<>();
      Write[] writes = new Write[1];
      Thread thread =
          new Thread(
              () -> {
                writes[0] = write(false);
                taken.add(turn.take(writes[0]));
              });
      thread.start();
      while (!turn.hasWaiting()) {
        Thread.onSpinWait();
      }
      Thread.sleep(millis);
      assertThat(thread.isAlive()).isTrue();
      writes[0].state = Write.DONE;
      thread.join();
      assertThat(taken).containsExactly(false);
      assertThat(turn.turn).isEqualTo(1);
    }
  }

  /** A cycle is found, and before the write is taken back another thread carries it out. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void whatIsCarriedOutThoughACycleWasFoundIsDone() {
    for (boolean carriedOut : new boolean[] {true, false}) {
      Turn turn = turn();
      turn.turn = 1;
      Write write = write(false);
      turn.hold =
          new Hold() {
            @Override
            public Hold currentHold() {
              return this;
            }

            @Override
            public Thread owner() {
              return Thread.currentThread();
            }

            @Override
            public String what() {
              if (carriedOut) {
                write.state = Write.DONE; // asked for after the walks, for the message
              }
              return "a key";
            }
          };
      if (carriedOut) {
        assertThat(turn.take(write)).isFalse();
      } else {
        assertThatThrownBy(() -> turn.take(write))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("deadlock");
        assertThat(write.state).isEqualTo(WITHDRAWN);
      }
      assertThat(turn.hasWaiting()).isFalse();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---------------------------------------------------------------- in another's turn

  /** Who has the turn carries out what waits and can be, whether or not it changes anything. */
  @Test
  void whatWaitsIsCarriedOut() {
    for (boolean changes : new boolean[] {true, false}) {
      for (int state : new int[] {Write.WAITING, WITHDRAWN}) {
        for (boolean can : new boolean[] {true, false}) {
          VersionWriter writer = TestVersions.fixed();
          AtomicInteger applied = new AtomicInteger();
          Write waiting =
              new Write() {
                @Override
                void apply(TrieEdit edit) {
                  applied.incrementAndGet();
                }

                @Override
                boolean canBeApplied(TrieEdit edit) {
                  return can;
                }

                @Override
                public String what() {
                  return "a key";
                }
              };
          waiting.state = state;
          BiFunction<Object, Object, Object> function =
              (key, present) -> {
                queue(writer, waiting).add(waiting);
                return changes ? "value" : null;
              };
          writer.compute(1, Remapping.COMPUTE, function, null);
          boolean carriedOut = can && state == Write.WAITING;
          assertThat(applied).hasValue(carriedOut ? 1 : 0);
          assertThat(waiting.state).isEqualTo(carriedOut ? Write.DONE : state);
          assertThat(writer.current().size).isEqualTo(changes ? 1 : 0);
        }
      }
    }
  }

  @Test
  void whatChangesNothingMakesNoVersion() {
    VersionWriter writer = TestVersions.fixed();
    writer.store(1, "one", true, true);
    Version before = writer.current();
    assertThat(writer.<Integer>update(transaction -> 1)).isEqualTo(1);
    assertThat(writer.store(1, "two", true, false)).isEqualTo("one");
    assertThat(writer.exchange(2, null, "two")).isNull();
    assertThat(writer.current()).isSameAs(before);
  }

  @Test
  void whatIsSetIfCurrentSaysWhether() {
    VersionWriter writer = TestVersions.fixed();
    Version before = writer.current();
    assertThat(writer.setAllIfCurrent(before, List.of(1, 2), List.of("one", "two"))).isTrue();
    assertThat(writer.setAllIfCurrent(before, List.of(1), List.of("other"))).isFalse();
    assertThat(writer.exchange(1, null, null)).isEqualTo("one");
  }

  @Test
  void whatIsRemovedIsSaid() {
    VersionWriter writer = TestVersions.fixed();
    writer.store("key", "value", true, true);
    Version version = writer.current();
    Met met = new Met(Trie.hash("key".hashCode(), version.multiplier), "key", null, null);
    assertThat(writer.removeMet(List.of(met))).isTrue();
    assertThat(writer.removeMet(List.of(met))).isFalse();
    assertThat(writer.removeMet(List.of())).isFalse();
    assertThat(writer.current().size).isZero();
  }
}
