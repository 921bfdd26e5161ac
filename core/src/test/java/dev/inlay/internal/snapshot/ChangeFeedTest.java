package dev.inlay.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inlay.contract.tools.Inner;
import dev.inlay.proof.hook.Meanwhile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener's tasks, run by hand: who starts them, who of two goes on, and what is told. */
@Timeout(value = 5, unit = TimeUnit.SECONDS)
class ChangeFeedTest {

  private static final int IDLE = 0;
  private static final int RUNNING = 2;

  private final VersionWriter writer = TestVersions.fixed();

  /** Tasks that the executor has taken. */
  private final List<Runnable> tasks = new ArrayList<>();

  /** Sizes of the versions told of. */
  private final List<Long> told = new ArrayList<>();

  private ChangeFeed.Mailbox listen(Executor executor) {
    ChangeFeed.Mailbox mailbox =
        new ChangeFeed.Mailbox(executor, (older, newer) -> () -> told.add(newer.size()));
    writer.subscribe(mailbox);
    return mailbox;
  }

  private void put(int key) {
    writer.store(key, "value", true, true);
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
  }

  private static int state(ChangeFeed.Mailbox mailbox) {
    return (int) Inner.field(ChangeFeed.Mailbox.class, mailbox, "state");
  }

  @Test
  void oneTaskTellsOfAllThereIs() {
    ChangeFeed.Mailbox mailbox = listen(tasks::add);
    assertThat(tasks).isEmpty();
    put(1);
    put(2);
    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(told).containsExactly(1L, 2L);
    assertThat(state(mailbox)).isEqualTo(IDLE);
    put(3);
    runTasks();
    assertThat(told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whereThereIsNothingToTellThereIsNoTask() {
    ChangeFeed.Mailbox mailbox = listen(tasks::add);
    Inner.call(mailbox, "start");
    writer.feed().deliver();
    assertThat(tasks).isEmpty();
    assertThat(state(mailbox)).isEqualTo(IDLE);
  }

  @Test
  void whereNobodyListensThereIsNoList() {
    put(1);
    assertThat(writer.feed().tail).isNull();
    assertThat(writer.feed().linkFor(writer.current())).isNull();
    ChangeFeed.Mailbox mailbox = listen(tasks::add);
    assertThat(writer.feed().linkFor(writer.current())).isNotNull();
    put(2);
    assertThat(writer.feed().tail).isNotNull();
    mailbox.close();
    put(3);
    assertThat(writer.feed().tail).isNull();
  }

  /** Two writers at once give the executor one task. */
  @Test
  void twoWritersStartOne() {
    ChangeFeed.Mailbox mailbox = listen(tasks::add);
    Objects.requireNonNull(writer.feed().tail).next = new ChangeFeed.Link(writer.current());
    Meanwhile.run(() -> Inner.call(mailbox, "start"), () -> Inner.call(mailbox, "start"));
    assertThat(tasks).hasSize(1);
  }

  /** A listener that lets a thread wait in a call. */
  private final class Waiting {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger together = new AtomicInteger();
    final ChangeFeed.Mailbox mailbox;
    @Nullable Thread waiter;

    Waiting(Executor executor) {
      mailbox = new ChangeFeed.Mailbox(executor, (older, newer) -> () -> call(newer.size()));
      writer.subscribe(mailbox);
    }

    private void call(long size) {
      if (inside.incrementAndGet() > 1) {
        together.incrementAndGet();
      }
      if (Thread.currentThread() == waiter) {
        entered.countDown();
        await(goOn);
      }
      inside.decrementAndGet();
      told.add(size);
    }

    /** Runs a task in a thread of its own, until it waits in a call or has ended. */
    void begin(Runnable task) {
      Thread thread = new Thread(task);
      waiter = thread;
      thread.start();
      while (thread.isAlive() && entered.getCount() > 0) {
        Thread.onSpinWait();
      }
    }

    void end() throws InterruptedException {
      goOn.countDown();
      if (waiter != null) {
        waiter.join();
      }
      assertThat(together).hasValue(0);
      assertThat(state(mailbox)).isEqualTo(IDLE);
    }
  }

  /** An executor that says no, and runs the task all the same while the writer hears it. */
  @Test
  void aTaskThatWasRefusedAndRunsAllTheSame() throws InterruptedException {
    for (RuntimeException refusal :
        List.of(new RejectedExecutionException("no"), new IllegalStateException("no"))) {
      Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
      Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
      try {
        Waiting listener =
            new Waiting(
                task -> {
                  tasks.add(task);
                  throw refusal;
                });
        // The task begins between the two parts of the writer's step, or after it.
        Meanwhile.run(() -> put(1), () -> listener.begin(tasks.remove(0)));
        int now = state(listener.mailbox);
        assertThat(now).isEqualTo(listener.entered.getCount() > 0 ? IDLE : RUNNING);
        listener.end();
        listener.mailbox.close();
        tasks.clear();
      } finally {
        Thread.currentThread().setUncaughtExceptionHandler(before);
      }
    }
  }

  /** A task that the executor runs twice. */
  @Test
  void whereATaskRunsAnotherEnds() throws InterruptedException {
    Waiting listener = new Waiting(tasks::add);
    put(1);
    put(2);
    Runnable task = tasks.remove(0);
    listener.begin(task);
    task.run();
    assertThat(told).isEmpty();
    assertThat(state(listener.mailbox)).isEqualTo(RUNNING);
    listener.end();
    assertThat(told).containsExactly(1L, 2L);
  }

  /** Of two tasks, as after a refusal that was none, one goes on: calls come one at a time. */
  @Test
  void callsComeOneAtATime() throws InterruptedException {
    Waiting listener = new Waiting(tasks::add);
    put(1);
    put(2);
    Runnable task = tasks.remove(0);
    Meanwhile.run(
        task,
        () -> {
          if (told.isEmpty()) {
            listener.begin(task);
          }
        });
    listener.end();
    assertThat(told).containsExactly(1L, 2L);
  }

  /** A listener moved on while its task looks at the old place: nothing is told twice. */
  @Test
  void aBacklogIsCutShortBesideTheTask() {
    listen(tasks::add);
    for (int key = 0; key < ChangeFeed.LONGEST_BACKLOG; key++) {
      put(key);
    }
    Runnable task = tasks.remove(0);
    boolean[] more = {false};
    Meanwhile.run(
        task,
        () -> {
          if (!more[0] && told.isEmpty()) {
            more[0] = true;
            put(-1);
            put(-2);
          }
        });
    runTasks();
    if (!more[0]) {
      put(-1);
      put(-2);
      runTasks();
    }
    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told.get(told.size() - 1)).isEqualTo(ChangeFeed.LONGEST_BACKLOG + 2L);
  }

  /** Two writers cut the backlog short while the task moves on. */
  @Test
  void aTaskMovesOnBesideAWriterThatCutsShort() {
    ChangeFeed.Mailbox mailbox = listen(tasks::add);
    for (int key = 0; key <= ChangeFeed.LONGEST_BACKLOG; key++) {
      put(key);
    }
    assertThat(tasks).hasSize(1);
    Runnable task = tasks.remove(0);
    Meanwhile.run(() -> put(-1), task);
    Meanwhile.run(() -> Inner.call(mailbox, "skipBacklog", writer.feed()), this::runTasks);
    runTasks();
    Inner.call(mailbox, "start");
    runTasks();
    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(told.get(told.size() - 1)).isEqualTo(ChangeFeed.LONGEST_BACKLOG + 2L);
    assertThat(told.size()).isLessThan(10);
  }

  /** An executor whose stack ends inside might leave a lock of its own locked. */
  @Test
  void nothingIsStartedWhereTheStackEnds() {
    boolean[] ended = {false};
    listen(
        task -> {
          try {
            descend(150);
            tasks.add(task);
          } catch (StackOverflowError e) {
            ended[0] = true;
            throw e;
          }
        });
    Objects.requireNonNull(writer.feed().tail).next = new ChangeFeed.Link(writer.current());
    assertThat(isDeliveredAtTheEnd(0)).isTrue();
    assertThat(ended[0]).isFalse();
    assertThat(tasks).hasSize(1);
  }

  private static int descend(int calls) {
    return calls == 0 ? 0 : 1 + descend(calls - 1);
  }

  /** Tries where the stack has ended, and then in callers further and further away. */
  private boolean isDeliveredAtTheEnd(int depth) {
    try {
      if (isDeliveredAtTheEnd(depth + 1)) {
        return true;
      }
      if (depth % 32 == 0) {
        writer.feed().deliver();
      }
      return !tasks.isEmpty();
    } catch (StackOverflowError e) {
      return false;
    }
  }

  /** Each call leads on from where the one before ended, also where the way is cut short. */
  @Test
  void noCallIsMadeOfAPlaceThatIsLeft() {
    List<Version> ends = new ArrayList<>(List.of(writer.current()));
    boolean[] cut = {false};
    writer.subscribe(
        new ChangeFeed.Mailbox(
            tasks::add,
            (older, newer) -> {
              if (!cut[0]) {
                cut[0] = true;
                put(-1); // by now the listener is too far behind
              }
              return () -> {
                assertThat(older).isSameAs(ends.get(ends.size() - 1));
                ends.add(newer);
              };
            }));
    for (int key = 0; key < ChangeFeed.LONGEST_BACKLOG; key++) {
      put(key);
    }
    runTasks();
    assertThat(ends).hasSize(2);
    assertThat(ends.get(1)).isSameAs(writer.current());
  }

  @Test
  void whatIsClosedIsToldNothing() {
    ChangeFeed.Mailbox[] mailbox = {null};
    mailbox[0] =
        new ChangeFeed.Mailbox(
            tasks::add,
            (older, newer) -> {
              mailbox[0].close(); // between the look at what there is, and the call
              return () -> told.add(newer.size());
            });
    writer.subscribe(mailbox[0]);
    put(1);
    runTasks();
    put(2);
    runTasks();
    assertThat(told).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
