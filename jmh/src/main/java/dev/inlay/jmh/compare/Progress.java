package dev.inlay.jmh.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells what is going on: one line for each JVM when it has finished, and on a terminal a last line
 * that counts the time down meanwhile.
 */
final class Progress implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long TICK_MILLIS = 1_000;

  private final PrintStream out;
  private final boolean terminal;
  private final ScheduledExecutorService ticker;
  private String running = "";
  private long endNanos = System.nanoTime();
  private boolean muted;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    ticker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    if (terminal) {
      ticker.scheduleAtFixedRate(this::drawStatus, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Says what runs now and how long everything that is left will take. */
  synchronized void running(String what, double leftMillis) {
    running = what;
    endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((long) leftMillis);
    drawStatus();
  }

  /** Prints a line that stays. */
  synchronized void line(String text) {
    if (!muted) {
      out.println((terminal ? CLEAR_LINE : "") + text);
      out.flush();
    }
  }

  /** Says nothing more. */
  synchronized void mute() {
    if (terminal && !muted) {
      out.print(CLEAR_LINE);
      out.flush();
    }
    muted = true;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    mute();
  }

  private synchronized void drawStatus() {
    if (terminal && !muted) {
      String left = left(TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
      out.print(CLEAR_LINE + "  ... " + running + ", " + left);
      out.flush();
    }
  }

  /** Returns "2m05s left". */
  static String left(double millis) {
    return format(millis) + " left";
  }

  /** Returns "2m05s". */
  static String format(double millis) {
    Duration rounded = Duration.ofSeconds(Math.max(0, Math.round(millis / 1_000)));
    return rounded.toMinutes() == 0
        ? rounded.toSeconds() + "s"
        : String.format(Locale.ROOT, "%dm%02ds", rounded.toMinutes(), rounded.toSecondsPart());
  }
}
