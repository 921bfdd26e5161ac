package dev.inlay.jmh.compare;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** On Ctrl-C: ends the JVM that is being measured, and shows what is done so far. */
final class Interruption {
  private static final long GRACE_MILLIS = 500;

  private final Progress progress;
  private final Outcome outcome;
  private volatile boolean armed;
  private volatile boolean interrupted;

  Interruption(Progress progress, Outcome outcome) {
    this.progress = progress;
    this.outcome = outcome;
  }

  /** From here on an end of the JVM is an interruption. */
  void arm() {
    armed = true;
    Runtime.getRuntime().addShutdownHook(new Thread(this::handle, "interruption"));
  }

  /** From here on it is the regular end. */
  void disarm() {
    parkIfInterrupted();
    armed = false;
  }

  /** Leaves the end to the hook, which runs already; returns when there was no interruption. */
  void parkIfInterrupted() {
    if (interrupted) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Writes what there is now and then, for an end that runs no hook; returns what went wrong, the
   * first time that it did.
   */
  Optional<String> keep() {
    return outcome.keep();
  }

  /** The same at once: what was written may have figures of a map that turned out broken. */
  Optional<String> keepNow() {
    return outcome.keepNow();
  }

  /** Waits after a JVM failed: Ctrl-C reaches it too, and perhaps before it reaches us. */
  void awaitIfUnderWay() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parkIfInterrupted();
  }

  private void handle() {
    if (!armed) {
      return;
    }
    interrupted = true;
    progress.mute();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    outcome.showInterrupted();
  }
}
