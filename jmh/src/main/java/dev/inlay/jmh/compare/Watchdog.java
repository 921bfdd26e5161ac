package dev.inlay.jmh.compare;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends the JVMs that this one has started when they do not end by themselves in time. */
final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean fired;

  Watchdog(long limitMillis) {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "watchdog");
              thread.setDaemon(true);
              return thread;
            });
    timer.schedule(this::end, limitMillis, TimeUnit.MILLISECONDS);
  }

  /** Tells whether it had to end them. */
  boolean fired() {
    return fired;
  }

  private void end() {
    fired = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
