package dev.inlay.contract.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that start together and end together. The first failure of any of them stops the others
 * and fails the test; a thread that does not end fails it with the stacks of all of them.
 */
public final class Crew {
  /** What a thread does. */
  @FunctionalInterface
  public interface Job {
    void run() throws Throwable;
  }

  private static final Duration PATIENCE = TestSettings.patience(Duration.ofSeconds(60));

  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch start = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Adds a thread that runs {@code job} once. */
  public Crew once(String name, Job job) {
    Thread thread = new Thread(() -> work(job), name + "-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    return this;
  }

  /** Adds {@code count} threads that repeat {@code round} until the crew is stopped. */
  public Crew loop(int count, String name, Job round) {
    for (int i = 0; i < count; i++) {
      once(
          name,
          () -> {
            while (running()) {
              round.run();
            }
          });
    }
    return this;
  }

  /** Whether the crew has not been stopped yet. */
  public boolean running() {
    return stopped.getCount() > 0;
  }

  /** Runs all threads, tells them to stop after {@code span}, and waits for them. */
  public void runFor(Duration span) {
    begin();
    try {
      stopped.await(span.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
      throw new AssertionError("interrupted", e);
    }
    stopped.countDown();
    finish();
  }

  /** Runs all threads until each has ended by itself. */
  public void runToEnd() {
    begin();
    finish();
  }

  private void begin() {
    threads.forEach(Thread::start);
    start.countDown();
  }

  private void work(Job job) {
    try {
      start.await();
      job.run();
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
      stopped.countDown();
    }
  }

  private void finish() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
    Throwable first = failure.get();
    if (first == null && threads.stream().anyMatch(Thread::isAlive)) {
      throw new AssertionError("a thread hangs:" + stacks());
    }
    if (first != null) {
      throw new AssertionError(first.toString(), first);
    }
  }

  private String stacks() {
    StringBuilder text = new StringBuilder();
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        text.append("\n").append(thread.getName()).append(" ").append(thread.getState());
        for (StackTraceElement frame : thread.getStackTrace()) {
          text.append("\n    at ").append(frame);
        }
      }
    }
    return text.toString();
  }
}
